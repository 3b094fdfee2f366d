"""Names: every endpoint has one, it can be told from its path, and near misses find it."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from binance.catalogue import Catalogue
from binance.catalogue_table.names import Address, names_of, snake
from binance.exceptions import UnknownEndpoint
from binance.request.parameters import wire_name

CATALOGUE = Catalogue()
ROWS = list(CATALOGUE)
NAMES = [row.name for row in ROWS]
METHODS = st.sampled_from(["GET", "POST", "PUT", "DELETE"])
SEGMENTS = st.sampled_from(["order", "orderList", "um/account", "hash-transfer", "24hr", "list"])
ADDRESSES = st.builds(
    lambda method, api, version, path: Address("spot", method, f"/{api}/v{version}/{path}"),
    METHODS,
    st.sampled_from(["api", "sapi", "papi"]),
    st.integers(1, 4),
    SEGMENTS,
)


@pytest.mark.parametrize(
    ("name", "endpoint"),
    [
        ("simple_earn.flexible_position", "GET /sapi/v1/simple-earn/flexible/position"),
        ("simple_earn.bfusd_account", "GET /sapi/v1/bfusd/account"),
        ("spot.ticker_24hr", "GET /api/v3/ticker/24hr"),
        ("spot.order", "GET /api/v3/order"),
        ("spot.post_order", "POST /api/v3/order"),
        ("futures.account_v3", "GET /fapi/v3/account"),
        ("futures.basis", "GET /futures/data/basis"),
        ("margin.order_oco", "POST /sapi/v1/margin/order/oco"),
        ("portfolio_margin.um_algo_order", None),
        ("wallet.capital_withdraw_apply", "POST /sapi/v1/capital/withdraw/apply"),
        ("alpha.agg_trades", "GET /bapi/defi/v1/public/alpha-trade/agg-trades"),
    ],
)
def test_names_are_told_from_paths(name: str, endpoint: str | None) -> None:
    """The family, and the words of the path that do not repeat it."""
    if endpoint is None:
        with pytest.raises(UnknownEndpoint):
            CATALOGUE.find(name)
    else:
        assert CATALOGUE.find(name).endpoint == endpoint


def test_all_endpoints_have_a_name_of_their_own() -> None:
    """769 endpoints, 769 names, each in snake_case with one dot."""
    assert len(ROWS) == len(CATALOGUE) == len(set(NAMES)) == 769
    assert [name for name in NAMES if not re.fullmatch(r"[a-z0-9_]+\.[a-z0-9_]+", name)] == []


def test_names_do_not_depend_on_the_order() -> None:
    """The same endpoints get the same names, however they are listed."""
    every = [Address(f"p-{row.family}", row.method, row.path) for row in ROWS]

    assert names_of(every) == names_of(reversed(every))


@given(st.sets(ADDRESSES, max_size=12))
def test_names_are_unique_or_refused(addresses: set[Address]) -> None:
    """Whatever Binance adds: two endpoints never share a name without the script saying so."""
    try:
        named = names_of(addresses)
    except ValueError as error:
        assert "would be" in str(error)  # noqa: PT017 -- most sets do not fail
    else:
        assert len(set(named.values())) == len(addresses)


def test_names_of_binances_own_client_are_understood() -> None:
    """They lead to their endpoint, except where one of our names is the same word."""
    hidden = []
    for row in ROWS:
        found = CATALOGUE.find(f"{row.family}.{row.sdk}")
        if found.name != row.name:
            hidden.append((row.name, found.name))

    assert hidden == [("sub_account.post_universal_transfer", "sub_account.universal_transfer")]
    assert CATALOGUE.find("sub_account.universal_transfer").read


def test_method_and_path_find_it_too() -> None:
    """Except for a path on two hosts: then the error offers both names."""
    twice = set()
    for row in ROWS:
        same = {one.name for one in ROWS if one.endpoint == row.endpoint}
        if len(same) == 1:
            assert CATALOGUE.find(row.endpoint) is row
            continue
        with pytest.raises(UnknownEndpoint) as caught:
            CATALOGUE.find(row.endpoint)
        assert set(caught.value.closest) == same
        twice.add(row.path)

    assert twice
    assert all(path.startswith("/futures/data/") for path in twice)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("simple_earn.flexible_postion", "simple_earn.flexible_position"),
        ("spot.tickr_price", "spot.ticker_price"),
        ("SPOT.KLINE", "spot.klines"),
        ("withdraw apply", "prediction.withdraw_apply"),
        ("flexible_position", "simple_earn.flexible_position"),
        ("GET /api/v3/tickr", "spot.ticker"),
    ],
)
def test_near_misses_are_offered(typed: str, meant: str) -> None:
    """The name that was meant is among the three that are offered."""
    with pytest.raises(UnknownEndpoint) as caught:
        CATALOGUE.find(typed)

    assert meant in caught.value.closest
    assert len(caught.value.closest) <= 3


@settings(max_examples=40)  # each looks at every name
@given(st.one_of(st.text(max_size=300), st.sampled_from(NAMES).map(lambda name: name[1:] + "?")))
def test_any_text_is_a_name_or_refused(typed: str) -> None:
    """Nothing else comes out, what is offered exists, and the error stays short."""
    try:
        row = CATALOGUE.find(typed)
    except UnknownEndpoint as error:
        assert set(error.closest) <= set(NAMES)  # noqa: PT017 -- either is allowed
        assert len(str(error)) < 400  # noqa: PT017 -- as above
    else:
        assert row in ROWS


@given(st.sampled_from(NAMES), st.booleans())
def test_case_and_spaces_do_not_matter(name: str, upper: bool) -> None:
    """A name pasted from anywhere is understood."""
    assert CATALOGUE.find(f"  {name.upper() if upper else name}\n").name == name


def test_parameters_go_to_snake_case_and_back() -> None:
    """Every parameter of every endpoint may be written in Python's way."""
    wire = {name for row in ROWS for name in row.parameters}

    assert len(wire) > 300
    assert [name for name in wire if wire_name(snake(name)) != name] == []

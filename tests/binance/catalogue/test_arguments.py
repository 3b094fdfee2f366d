"""Parameters of calls by name: what is written, what is refused, all at once."""

from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qsl, unquote

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from binance.catalogue import Catalogue
from binance.catalogue_table.arguments import query_of
from binance.catalogue_table.names import snake
from binance.catalogue_table.row import Parameter, Row, write_parameter
from binance.enums import Interval
from binance.exceptions import WrongParameters
from binance.request.request import Api, Security

CATALOGUE = Catalogue()
ROWS = list(CATALOGUE)


def row_with(*parameters: Parameter) -> Row:
    """Make an endpoint with these parameters."""
    return Row(
        name="spot.x",
        sdk="x",
        method="GET",
        path="/api/v3/x",
        api=Api.SPOT,
        security=Security.NONE,
        weights=(1,),
        written=tuple(map(write_parameter, parameters)),
    )


def one(kind: str, *choices: str, required: bool = False, name: str = "value") -> Row:
    """Make an endpoint with one parameter."""
    return row_with(Parameter(name, required=required, kind=kind, choices=choices))


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        ("int", 5, "5"),
        ("int", "-5", "-5"),
        ("int", 2**62, str(2**62)),
        ("decimal", Decimal("1E-8"), "0.00000001"),
        ("decimal", "0.10", "0.10"),
        ("decimal", 3, "3"),
        ("text", "a&b=c d", "a&b=c d"),
        ("text", "币安人生USDT", "币安人生USDT"),
        ("text", Interval.HOUR_1, "1h"),
        ("bool", True, "true"),
        ("bool", "false", "false"),
        ("texts", ["BTCUSDT", "币安"], '["BTCUSDT","币安"]'),
        ("ints", (1, 2), "[1,2]"),
        ("objects", [{"side": "BUY", "price": Decimal("0.10")}], '[{"side":"BUY","price":"0.10"}]'),
        ("object", {"a": {"b": [1, None, True]}}, '{"a":{"b":[1,null,true]}}'),
    ],
)
def test_value_is_written(kind: str, value: Any, text: str) -> None:
    """Values are written as Binance reads them, percent-encoded."""
    query = query_of(one(kind), {"value": value})

    assert unquote(query) == f"value={text}"
    assert query.isascii()
    assert " " not in query


@pytest.mark.parametrize(
    ("kind", "value", "reason"),
    [
        ("int", "abc", "must be a whole number"),
        ("int", 1.0, "must be a whole number"),
        ("int", True, "must be a whole number"),
        ("int", "１２", "must be a whole number"),
        ("int", "9" * 20, "must be a whole number"),
        ("int", 10**40, "is too large"),
        ("int", datetime(2026, 1, 1, tzinfo=UTC), "must be a whole number"),
        ("decimal", 0.1, "must be a Decimal or a text: a float is not exact"),
        ("decimal", "1e5", "must be a plain number such as 0.001"),
        ("decimal", "NaN", "must be a plain number such as 0.001"),
        ("decimal", Decimal("NaN"), "must be a number"),
        ("decimal", Decimal("1e9999999"), "has too many digits"),
        ("decimal", True, "must be a number"),
        ("decimal", [], "must be a number"),
        ("text", 5, "must be a text"),
        ("text", "", "must not be empty"),
        ("text", "\ud800", "is not valid text"),
        ("bool", "yes", "must be true or false"),
        ("bool", 1, "must be true or false"),
        ("texts", "BTCUSDT", "must be a list of texts"),
        ("texts", [], "must be a list of texts"),
        ("texts", ["a", 1], "must be a list of texts"),
        ("texts", ["\ud800"], "has something inside that cannot be sent"),
        ("ints", [True], "must be a list of whole numbers"),
        ("ints", [10**40], "is too large"),
        ("objects", {"a": 1}, "must be a list of mappings"),
        ("objects", [{"price": 0.1}], "has a float inside: use Decimal or text"),
        ("objects", [{"price": Decimal("Infinity")}], "must be a number"),
        ("objects", [{"x": object()}], "has something inside that cannot be sent"),
        ("object", [1], "must be a mapping"),
    ],
)
def test_value_is_refused(kind: str, value: Any, reason: str) -> None:
    """The reason says what it must be; the value itself is not in the error."""
    with pytest.raises(WrongParameters) as caught:
        query_of(one(kind), {"value": value})
    (problem,) = caught.value.problems

    assert (problem.parameter, problem.reason) == ("value", reason)


def test_nesting_has_an_end() -> None:
    """A value inside itself is refused instead of filling the stack."""
    endless: dict[str, Any] = {}
    endless["a"] = endless
    with pytest.raises(WrongParameters, match="is nested too deeply"):
        query_of(one("object"), {"value": endless})


def test_times_may_be_moments() -> None:
    """A datetime is written in milliseconds where a time is wanted; it must know its zone."""
    row = one("int", name="startTime")
    moment = datetime(2026, 1, 1, tzinfo=UTC)

    assert query_of(row, {"start_time": moment}) == "startTime=1767225600000"
    with pytest.raises(WrongParameters, match="must know its time zone"):
        query_of(row, {"start_time": moment.replace(tzinfo=None)})


@pytest.mark.parametrize(
    ("choices", "value", "text"),
    [
        (("BUY", "SELL"), "BUY", "BUY"),
        (("TRUE", "FALSE"), True, "TRUE"),
        (("5", "10"), 10, "10"),
    ],
)
def test_choices(choices: tuple[str, ...], value: Any, text: str) -> None:
    """One of the choices, or a value that stands for it."""
    assert query_of(one("text", *choices), {"value": value}) == f"value={text}"


@pytest.mark.parametrize(
    ("value", "closest"), [("Buy", ("BUY",)), ("sel", ("SELL",)), (1, ()), ("zzz", ()), (True, ())]
)
def test_wrong_choice_offers_the_closest(value: Any, closest: tuple[str, ...]) -> None:
    """The choices are named, and the one that was probably meant."""
    with pytest.raises(WrongParameters) as caught:
        query_of(one("text", "BUY", "SELL"), {"value": value})
    (problem,) = caught.value.problems

    assert problem.reason == "must be one of BUY, SELL"
    assert problem.closest == closest


def test_all_problems_come_at_once() -> None:
    """Unknown, missing and wrong ones are one error that names the endpoint."""
    with pytest.raises(WrongParameters) as caught:
        query_of(CATALOGUE.find("spot.klines"), {"symbl": "BTCUSDT", "limit": "x"})
    error = caught.value

    assert error.name == "spot.klines"
    assert [(one.parameter, one.reason, one.closest) for one in error.problems] == [
        ("symbl", "is no parameter of it", ("symbol",)),
        ("symbol", "is required", ()),
        ("interval", "is required", ()),
        ("limit", "must be a whole number", ()),
    ]


@pytest.mark.parametrize("name", ["recvWindow", "recv_window", "timestamp", "signature"])
def test_what_the_client_adds_cannot_be_given(name: str) -> None:
    """Moment, window and signature are the request layer's."""
    with pytest.raises(WrongParameters, match="is added by the client itself"):
        query_of(CATALOGUE.find("spot.account"), {name: 1})


def test_a_parameter_in_both_spellings_is_refused() -> None:
    """Neither silently wins."""
    row = one("int", name="startTime")
    with pytest.raises(WrongParameters, match="is given twice"):
        query_of(row, {"startTime": 1, "start_time": 2})


def test_none_is_left_out() -> None:
    """None stands for a parameter that is not given, which a required one must be."""
    assert query_of(one("int"), {"value": None}) == ""
    with pytest.raises(WrongParameters, match="value is required"):
        query_of(one("int", required=True), {"value": None})


def fitting(parameter: Parameter) -> st.SearchStrategy[Any]:
    """Give values a parameter takes."""
    if parameter.choices:
        return st.sampled_from(parameter.choices)
    texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
    amounts = st.decimals(allow_nan=False, allow_infinity=False, places=8, max_value=10**9)
    by_kind: Mapping[str, st.SearchStrategy[Any]] = {
        "int": st.integers(0, 2**62),
        "decimal": amounts,
        "text": texts,
        "bool": st.booleans(),
        "texts": st.lists(texts, min_size=1, max_size=3),
        "ints": st.lists(st.integers(0, 2**62), min_size=1, max_size=3),
        "object": st.dictionaries(texts, texts, max_size=3),
        "objects": st.lists(st.dictionaries(texts, amounts, max_size=3), min_size=1, max_size=3),
    }
    return by_kind[parameter.kind]


@given(st.data())
def test_whatever_fits_is_written_under_its_name(data: st.DataObject) -> None:
    """Any endpoint, any of its parameters, in either spelling: all of them arrive."""
    row = data.draw(st.sampled_from(ROWS))
    given_now: dict[str, Any] = {}
    for name, parameter in row.parameters.items():
        if parameter.required or data.draw(st.booleans()):
            spelt = snake(name) if data.draw(st.booleans()) else name
            given_now[spelt] = data.draw(fitting(parameter))
    query = query_of(row, given_now)
    read = dict(parse_qsl(query, keep_blank_values=True, strict_parsing=bool(query)))

    assert len(read) == len(given_now)
    assert set(read) <= set(row.parameters)
    assert query.isascii()


@given(
    st.sampled_from(ROWS),
    st.dictionaries(
        st.one_of(st.sampled_from(["symbol", "limit", "side", "symbols"]), st.text(max_size=80)),
        st.one_of(
            st.none(),
            st.booleans(),
            st.integers(),
            st.floats(),
            st.decimals(),
            st.text(max_size=200),
            st.lists(st.one_of(st.text(max_size=5), st.integers(), st.floats()), max_size=3),
            st.dictionaries(st.text(max_size=5), st.decimals(), max_size=2),
            st.datetimes(),
            st.binary(max_size=5),
        ),
        max_size=5,
    ),
)
def test_any_arguments_are_a_query_or_one_error(row: Row, given_now: dict[str, Any]) -> None:
    """Nothing else comes out, and nothing that could break out of its place in the query."""
    try:
        query = query_of(row, given_now)
    except WrongParameters as error:
        assert error.problems  # noqa: PT017 -- either is allowed
    else:
        assert query.isascii()
        assert {part.partition("=")[0] for part in query.split("&") if part} <= set(row.parameters)


def test_objects_are_compact_json() -> None:
    """No space that Binance would have to skip, amounts as texts."""
    order = {"symbol": "BTCUSDT", "quantity": Decimal("0.001")}
    query = query_of(CATALOGUE.find("futures.post_batch_orders"), {"batchOrders": [order]})

    assert msgspec.json.decode(unquote(query.partition("=")[2])) == [
        {"symbol": "BTCUSDT", "quantity": "0.001"}
    ]


@pytest.mark.parametrize("name", ["spotBNBBurn", "spot_bnb_burn"])
def test_capitals_are_kept(name: str) -> None:
    """A name with more capitals than words is sent as Binance spells it, however it was written."""
    assert query_of(CATALOGUE.find("wallet.bnb_burn"), {name: "true"}) == "spotBNBBurn=true"


def test_isolated_accounts_are_named_by_symbols() -> None:
    """A transfer takes the symbol of an isolated account, not the types its list has."""
    sent = {"type": "MARGIN_ISOLATEDMARGIN", "asset": "USDT", "amount": "1", "toSymbol": "BTCUSDT"}

    assert query_of(CATALOGUE.find("wallet.post_asset_transfer"), sent).endswith(
        "&toSymbol=BTCUSDT"
    )

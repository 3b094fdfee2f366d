"""The table: how it is made, what it holds, when it is read."""

import json
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from binance.catalogue import Catalogue
from binance.catalogue_table import make
from binance.catalogue_table.consequences import GUARDED, MUTATING_GETS, ORDERS, READING_POSTS
from binance.catalogue_table.row import Parameter, Row, read_parameter, write_parameter
from binance.catalogue_table.weights import KNOWN, cost_of
from binance.request.pools import Limit, pool_of
from binance.request.request import Api, Security

ROOT = Path(__file__).parents[3]
ROWS = {row.endpoint: row for row in Catalogue()}
SOURCE = [
    {
        "product": "simple-earn",
        "name": "get_flexible_product_position",
        "method": "GET",
        "path": "/sapi/v1/simple-earn/flexible/position",
        "host": "https://api.binance.com",
        "security": "USER_DATA",
        "weight": "Weight(IP): 150",
        "title": "A sentence that is not taken over",
        "doc_params": [
            {"name": "asset", "required": False, "type": "STRING"},
            {"name": "size", "required": True, "type": "LONG"},
            {"name": "recvWindow", "required": False, "type": "LONG"},
        ],
    },
    {
        "product": "wallet",
        "name": "withdraw",
        "method": "POST",
        "path": "/sapi/v1/capital/withdraw/apply",
        "host": "https://api.binance.com",
        "security": "USER_DATA",
        "weight": "Weight(UID): 900",
        "doc_params": [{"name": "walletType", "required": False, "type": "ENUM[0,1]"}],
    },
]
WORDS = st.from_regex(r"[A-Za-z0-9_]{1,12}", fullmatch=True)
PARAMETERS = st.one_of(
    st.builds(
        Parameter,
        WORDS,
        st.booleans(),
        st.sampled_from(["int", "decimal", "text", "bool", "ints", "texts", "object", "objects"]),
    ),
    st.builds(
        Parameter, WORDS, st.booleans(), st.just("text"), st.lists(WORDS, min_size=1).map(tuple)
    ),
)


def test_script_takes_facts_over_and_no_sentences(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Given the list by its path, the script writes the table, one endpoint a line."""
    listed, table = tmp_path / "list.json", tmp_path / "table.json"
    listed.write_text(json.dumps(SOURCE), "utf-8")
    monkeypatch.setattr(make, "TABLE", table)
    monkeypatch.setattr(sys, "argv", ["make", str(listed)])
    make.main()
    position, withdrawal = msgspec.json.decode(table.read_bytes(), type=list[Row])

    assert table.read_text("utf-8").count("\n") == 4
    assert "sentence" not in table.read_text("utf-8")
    assert position.name == "simple_earn.flexible_position"
    assert (position.api, position.security, position.limit) == (
        Api.SAPI,
        Security.USER_DATA,
        Limit.IP,
    )
    assert (position.weight, position.read, position.guarded) == (150, True, False)
    assert list(position.parameters.values()) == [
        Parameter("asset", required=False, kind="text"),
        Parameter("size", required=True, kind="int"),
    ]
    assert (withdrawal.limit, withdrawal.read, withdrawal.guarded) == (Limit.UID, False, True)
    assert withdrawal.parameters["walletType"].choices == ("0", "1")


@given(PARAMETERS)
def test_parameters_come_back_as_they_were_written(parameter: Parameter) -> None:
    """The short form of the table loses nothing."""
    assert read_parameter(write_parameter(parameter)) == parameter


@pytest.mark.parametrize(
    ("sentence", "weights", "limit"),
    [
        ("Weight(IP): 150", (150,), Limit.IP),
        ("Weight(UID): 18000 (10 requests per second)", (18000,), Limit.UID),
        ("Weight: 3000", (3000,), Limit.IP),
        ("Weight: **1** for a single symbol; / **40** when it is omitted", (1, 40), Limit.IP),
        ("Weight: - 20 with `symbol` / - 50 without `symbol`", (20, 50), Limit.IP),
        ("Weight: 6(UID) or 1500(UID) when sideEffectType is MARGIN_BUY", (6, 1500), Limit.UID),
        ("Weight: - 1 if `asset` is sent / - 50 if not", (1, 50), Limit.IP),
        ("Weight: **1**\xa0with symbol, **10**\xa0without symbol", (1, 10), Limit.IP),
    ],
)
def test_weights_are_read_from_sentences(
    sentence: str, weights: tuple[int, ...], limit: Limit
) -> None:
    """Every figure that is named is kept; the largest is what a call is counted with."""
    assert cost_of("GET /sapi/v1/x", sentence) == (weights, limit)


@pytest.mark.parametrize("sentence", [None, "", "Weight: see below", "Weight(IP): null"])
def test_weight_that_cannot_be_read_stops_the_script(sentence: str | None) -> None:
    """A guess would be silent; the figure belongs into the table of known ones."""
    with pytest.raises(ValueError, match="GET /sapi/v1/x: no weight"):
        cost_of("GET /sapi/v1/x", sentence)


def test_what_is_known_of_single_endpoints_is_used() -> None:
    """No entry about a weight or a consequence is misspelt or left over."""
    named = {*KNOWN, *GUARDED, *MUTATING_GETS, *READING_POSTS, *ORDERS}

    assert named - set(ROWS) == set()
    assert all(ROWS[name].weights == weights for name, weights in KNOWN.items())
    assert all(ROWS[name].orders == orders for name, orders in ORDERS.items())


def test_reads_are_gets_but_for_the_known_ones() -> None:
    """A GET that changes something is no read; a POST that only answers is one."""
    odd = {row.endpoint for row in ROWS.values() if row.read is not (row.method == "GET")}

    assert odd == MUTATING_GETS | READING_POSTS
    assert not ROWS["GET /sapi/v1/soft-staking/set"].read


def test_everything_that_moves_money_out_is_guarded() -> None:
    """By the words of the paths: withdrawals, codes, transfers between accounts, keys."""
    words = ("withdraw", "giftcard/buycode", "giftcard/createcode", "apikey", "subaccountapi")
    more = ("sub-account/universaltransfer", "subtomaster", "subtosub", "wallet/prediction/transf")
    suspects = {
        row.endpoint
        for row in ROWS.values()
        if not row.read and any(word in row.path.lower() for word in (*words, *more))
    }

    assert suspects - GUARDED == {"POST /sapi/v1/account/disableFastWithdrawSwitch"}
    assert {row.endpoint for row in ROWS.values() if row.guarded} == GUARDED


def test_every_endpoint_has_a_budget_it_fits_into() -> None:
    """No single call is heavier than the whole budget it draws on."""
    heavy = [
        row.name
        for row in ROWS.values()
        if row.weight > pool_of(row.api, row.endpoint, row.limit).limit
    ]

    assert heavy == []


def test_table_is_not_read_before_it_is_needed() -> None:
    """Importing and opening a client costs nothing for the catalogue."""
    code = (
        "import binance.client, binance.catalogue as c;"
        "binance.client.Catalogue(); print(c._table.cache_info().currsize)"
    )
    done = subprocess.run(  # noqa: S603 -- our own interpreter, our own code
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "0"

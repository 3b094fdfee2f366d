"""Bad parameters and Binance's answers to them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.exchange import params
from sandbox.exchange.errors import Refusal
from tests.sandbox.exchange.caller import Caller


@pytest.mark.parametrize(
    ("path", "query", "code", "words"),
    [
        ("avgPrice", "", -1102, "Mandatory parameter 'symbol' was not sent"),
        ("avgPrice", "symbol=", -1105, "Parameter 'symbol' was empty."),
        ("avgPrice", "symbol=btcusdt", -1100, "Illegal characters found in parameter 'symbol'"),
        ("avgPrice", "symbol=BTC%20USDT", -1100, "Illegal characters"),
        ("avgPrice", "symbol=NOSUCH", -1121, "Invalid symbol."),
        ("avgPrice", "symbol=BTCUSDT&a=1", -1101, "Too many parameters; expected '1'"),
        ("avgPrice", "symbol=BTCUSDT&symbol=ETHUSDT", -1101, "Duplicate values"),
        ("time", "a=1", -1101, "expected '0' and received '1'"),
        ("klines", "symbol=BTCUSDT&interval=1m&a=1", -1104, "read '2' parameter(s) but was sent"),
        ("klines", "symbol=BTCUSDT&interval=7m", -1120, "Invalid interval."),
        ("klines", "symbol=BTCUSDT", -1102, "'interval'"),
        ("klines", "symbol=BTCUSDT&interval=1m&limit=x", -1100, "'limit'"),
        ("klines", "symbol=BTCUSDT&interval=1m&limit=-1", -1100, "'limit'"),
        ("klines", "symbol=BTCUSDT&interval=1m&limit=0", -1130, "'limit'"),
        ("ticker/price", "symbols=%5B%22BTCUSDT%22%2C%22BTCUSDT%22%5D", -1151, "multiple times"),
        ("ticker/price", "symbols=BTCUSDT", -1100, "'symbols'"),
        ("ticker/price", "symbols=%5B%22NOPE%22%5D", -1121, "Invalid symbol."),
        ("ticker/price", "symbol=BTCUSDT&symbols=%5B%22BTCUSDT%22%5D", -1128, "Combination"),
        ("ticker/24hr", "type=LONG", -1139, "Invalid ticker type."),
        ("exchangeInfo", "symbolStatus=ASLEEP", -1122, "Invalid symbolStatus."),
    ],
)
async def test_refusal(trader: Caller, path: str, query: str, code: int, words: str) -> None:
    """Each mistake has Binance's code and words, and is not carried out."""
    reply = await trader.send("GET", f"/api/v3/{path}", query, {})

    assert (reply.status, reply.code) == (400, code)
    assert words in reply.body["msg"]
    assert not trader.exchange.requests[-1].executed


async def test_encoded_name_is_one_name(trader: Caller) -> None:
    """A percent-encoded Chinese symbol is read."""
    reply = await trader.get("/api/v3/ticker/price", symbol="币安人生USDT")

    assert reply.body == {"symbol": "币安人生USDT", "price": "0.23860000"}


async def test_unknown_and_retired_paths(trader: Caller) -> None:
    """An unknown path is 404 and a retired one 410, both as a page."""
    assert (await trader.get("/api/v3/nothing")).status == 404
    assert (await trader.get("/api/v3/userDataStream")).status == 410
    assert (await trader.send("POST", "/api/v3/ping", "", {})).status == 404
    assert [seen.status for seen in trader.exchange.requests] == [404, 410, 404]


def code_of(kind: params.Kind, value: str) -> int | None:
    """Give the code a kind refuses a value with."""
    try:
        kind("x", value)
    except Refusal as refusal:
        return refusal.code
    return None


@given(st.text())
def test_any_text_is_read_or_refused(value: str) -> None:
    """Whatever is sent, a kind gives a value or refuses; nothing else happens."""
    kinds = (params.symbol, params.symbols, params.long, params.decimal, params.boolean)

    assert {code_of(kind, value) for kind in kinds} <= {None, -1100, -1111, -1130, -1151}


@given(st.decimals(min_value=0, max_value=10**12, places=8))
def test_decimals_survive(number: Decimal) -> None:
    """A plain decimal of eight places is taken exactly; a ninth is too much."""
    assert params.decimal("price", f"{number:f}") == number
    with pytest.raises(Refusal, match="too much precision"):
        params.decimal("price", f"{number:f}1")

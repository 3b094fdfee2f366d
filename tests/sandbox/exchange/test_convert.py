"""Convert: quotes hold for a while, conversions move money, limit orders wait."""

from decimal import Decimal

import pytest

from sandbox.exchange import Exchange
from tests.sandbox.exchange.caller import Caller, HandClock

ROOT = "/sapi/v1/convert"
BUY = {"fromAsset": "USDT", "toAsset": "BTC"}
LIMIT = {
    "baseAsset": "BTC",
    "quoteAsset": "USDT",
    "limitPrice": "60000",
    "side": "SELL",
    "expiredType": "1_D",
}


async def test_accepted_quote_moves_money(exchange: Exchange, trader: Caller) -> None:
    """What was quoted is taken and given, once."""
    balances = exchange.accounts["trader"].balances
    before = balances["USDT"].free, balances["BTC"].free
    quote = (await trader.signed("POST", f"{ROOT}/getQuote", **BUY, fromAmount="100")).body
    named = {"quoteId": quote["quoteId"]}
    accepted = await trader.signed("POST", f"{ROOT}/acceptQuote", **named)
    again = await trader.signed("POST", f"{ROOT}/acceptQuote", **named)
    told = (await trader.signed("GET", f"{ROOT}/orderStatus", **named)).body

    assert accepted.body["orderStatus"] == "PROCESS"
    assert again.code == 345103
    assert told["orderStatus"] == "SUCCESS"
    assert before[0] - balances["USDT"].free == 100
    assert balances["BTC"].free - before[1] == Decimal(quote["toAmount"])


async def test_quote_expires(clock: HandClock, trader: Caller) -> None:
    """After ten seconds a quote is worth nothing."""
    quote = (await trader.signed("POST", f"{ROOT}/getQuote", **BUY, toAmount="0.01")).body
    clock.now += 11
    late = await trader.signed("POST", f"{ROOT}/acceptQuote", quoteId=quote["quoteId"])

    assert quote["toAmount"] == "0.01"
    assert late.code == 345103


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"fromAmount": "0.0001"}, 345122),
        ({"fromAmount": "900000"}, 345122),
        ({"fromAmount": "10", "toAsset": "USDT"}, 345150),
        ({"fromAmount": "10", "toAsset": "NONE"}, 345150),
        ({}, -1102),
        ({"fromAmount": "10", "toAmount": "1"}, -1102),
    ],
)
async def test_refused_quote(trader: Caller, changed: dict[str, str], code: int) -> None:
    """Amounts outside the limits, unknown pairs and unclear amounts are refused."""
    assert (await trader.signed("POST", f"{ROOT}/getQuote", **BUY | changed)).code == code


async def test_quote_without_the_money(guest: Caller) -> None:
    """Who cannot pay sees the price but gets no id to accept it with."""
    quote = (await guest.signed("POST", f"{ROOT}/getQuote", **BUY, fromAmount="5000")).body

    assert "quoteId" not in quote
    assert Decimal(quote["ratio"]) > 0


async def test_limit_orders(clock: HandClock, trader: Caller) -> None:
    """A limit order waits until it is cancelled, once."""
    path = f"{ROOT}/limit"
    placed = (await trader.signed("POST", f"{path}/placeOrder", **LIMIT, quoteAmount="600")).body
    waiting = (await trader.signed("GET", f"{path}/queryOpenOrders")).body["list"]
    named = {"orderId": placed["orderId"]}
    cancelled = await trader.signed("POST", f"{path}/cancelOrder", **named)
    again = await trader.signed("POST", f"{path}/cancelOrder", **named)
    day = {"startTime": clock.ms - 1000, "endTime": clock.ms + 1000}
    flow = (await trader.signed("GET", f"{ROOT}/tradeFlow", **day)).body
    long = await trader.signed("GET", f"{ROOT}/tradeFlow", startTime=0, endTime=clock.ms)
    unclear = await trader.signed("POST", f"{path}/placeOrder", **LIMIT)

    assert [(one["fromAmount"], one["toAmount"]) for one in waiting] == [("0.01", "600")]
    assert cancelled.body["status"] == "CANCELED"
    assert (again.code, long.code, unclear.code) == (345124, -1127, -1102)
    assert [one["orderStatus"] for one in flow["list"]] == ["CANCELED"]


async def test_unknown_conversion(trader: Caller) -> None:
    """A conversion nobody made is not found; one of the ids must be given."""
    unknown = await trader.signed("GET", f"{ROOT}/orderStatus", orderId="1")
    nothing = await trader.signed("GET", f"{ROOT}/orderStatus")
    pairs = await trader.get(f"{ROOT}/exchangeInfo")

    assert (unknown.code, nothing.code, pairs.code) == (345124, -1102, -1102)

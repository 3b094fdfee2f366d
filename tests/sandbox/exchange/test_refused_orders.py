"""Orders that break a rule: the code and the words for each."""

import pytest

from sandbox.exchange import Exchange
from tests.sandbox.exchange.caller import Caller

LIMIT = {"side": "BUY", "type": "LIMIT", "timeInForce": "GTC", "price": "60000", "quantity": "0.01"}
MARKET = {"side": "BUY", "type": "MARKET", "quantity": "0.01"}
STOP = {"side": "SELL", "type": "STOP_LOSS", "quantity": "0.001", "stopPrice": "60000"}


@pytest.mark.parametrize(
    ("order", "changes", "code", "message"),
    [
        (LIMIT, {"price": "60000.001"}, -1013, "Filter failure: PRICE_FILTER"),
        (LIMIT, {"price": "10000000"}, -1013, "Filter failure: PRICE_FILTER"),
        (LIMIT, {"price": "336250.01"}, -1013, "Filter failure: PERCENT_PRICE_BY_SIDE"),
        (LIMIT, {"price": "13449.99"}, -1013, "Filter failure: PERCENT_PRICE_BY_SIDE"),
        (LIMIT, {"quantity": "0.000001"}, -1013, "Filter failure: LOT_SIZE"),
        (LIMIT, {"quantity": "0.0100001"}, -1013, "Filter failure: LOT_SIZE"),
        (LIMIT, {"quantity": "90000"}, -1013, "Filter failure: LOT_SIZE"),
        (LIMIT, {"quantity": "0.00001"}, -1013, "Filter failure: NOTIONAL"),
        (LIMIT, {"quantity": "1000"}, -1013, "Filter failure: NOTIONAL"),
        (LIMIT, {"icebergQty": "0.00005"}, -1013, "Filter failure: ICEBERG_PARTS"),
        (MARKET, {"quantity": "5000"}, -1013, "Filter failure: MARKET_LOT_SIZE"),
        (MARKET, {"quantity": "0.00002"}, -1013, "Filter failure: NOTIONAL"),
        (LIMIT, {"quantity": "0"}, -1013, "Invalid quantity."),
        (LIMIT, {"price": "0"}, -1013, "Invalid price."),
        (LIMIT, {"price": "60000.123456789"}, -1111, "Parameter 'price' has too much precision."),
        (LIMIT, {"price": "1e5"}, -1100, "Illegal characters found in parameter 'price'"),
        (LIMIT, {"price": "-5"}, -1100, "Illegal characters found in parameter 'price'"),
        (LIMIT, {"price": None}, -1102, "Mandatory parameter 'price' was not sent"),
        (LIMIT, {"timeInForce": None}, -1102, "Mandatory parameter 'timeInForce' was not sent"),
        (LIMIT, {"timeInForce": "DAY"}, -1115, "Invalid timeInForce."),
        (LIMIT, {"side": "HOLD"}, -1117, "Invalid side."),
        (LIMIT, {"type": "OCO"}, -1116, "Invalid orderType."),
        (LIMIT, {"stopPrice": "50000"}, -1106, "Parameter 'stopPrice' sent when not required."),
        (MARKET, {"price": "60000"}, -1106, "Parameter 'price' sent when not required."),
        (MARKET, {"quoteOrderQty": "5"}, -1106, "Parameter 'quoteOrderQty' sent when not required"),
        (MARKET, {"quantity": None}, -1102, "Param 'quantity' or 'quoteOrderQty' must be sent"),
        (LIMIT, {"newClientOrderId": "a b"}, -1100, "parameter 'newClientOrderId'"),
        (LIMIT, {"newClientOrderId": "a" * 37}, -1100, "parameter 'newClientOrderId'"),
        (LIMIT, {"strategyType": "5"}, -1134, "`strategyType` was less than 1000000."),
        (LIMIT, {"symbol": "NOPEUSDT"}, -1121, "Invalid symbol."),
        (LIMIT, {"colour": "red"}, -1104, "Not all sent parameters were read"),
        (MARKET, {"symbol": "FTMUSDT", "quantity": "50"}, -1013, "Market is closed."),
        (LIMIT, {"quantity": "1"}, -2010, "Account has insufficient balance for requested action."),
        (MARKET, {"side": "SELL", "quantity": "0.01"}, -2010, "Account has insufficient balance"),
        (STOP, {"stopPrice": "68000"}, -2010, "Order would trigger immediately."),
        (
            {**LIMIT, "type": "LIMIT_MAKER"},
            {"timeInForce": None, "price": "67250"},
            -2010,
            "Order would immediately match and take.",
        ),
    ],
)
async def test_refusal(
    guest: Caller, order: dict[str, str], changes: dict[str, str | None], code: int, message: str
) -> None:
    """Each broken rule has its code and words; no order is made and nothing is locked."""
    wanted = {name: value for name, value in (order | changes).items() if value is not None}
    reply = await guest.order(**wanted)
    account = guest.exchange.accounts["guest"]

    assert reply.code == code
    assert message in reply.body["msg"]
    assert account.orders == {}
    assert account.balances["USDT"].locked == 0


async def test_too_many_stop_orders(exchange: Exchange, trader: Caller) -> None:
    """A symbol takes five stop orders."""
    replies = [await trader.order(**STOP) for _ in range(6)]

    assert [reply.status for reply in replies] == [200] * 5 + [400]
    assert replies[-1].body["msg"] == "Filter failure: MAX_NUM_ALGO_ORDERS"
    assert len(exchange.accounts["trader"].open_orders("BTCUSDT")) == 8


async def test_account_without_trading(exchange: Exchange, guest: Caller) -> None:
    """An account that may not trade is refused by the engine."""
    exchange.accounts["guest"].can_trade = False
    reply = await guest.order(**LIMIT | {"quantity": "0.001"})

    assert (reply.code, reply.body["msg"]) == (
        -2010,
        "This account may not place or cancel orders.",
    )

"""Order lists: of a pair one is filled, what waits begins in time, and the money adds up."""

from typing import Any

import pytest

from sandbox.exchange import Exchange
from tests.sandbox.exchange.caller import Caller, Reply

PAIR = {
    "side": "SELL",
    "quantity": "0.01",
    "aboveType": "LIMIT_MAKER",
    "abovePrice": "70000",
    "belowType": "STOP_LOSS_LIMIT",
    "belowStopPrice": "64000",
    "belowPrice": "63900",
    "belowTimeInForce": "GTC",
}
WORKING = {
    "workingType": "LIMIT",
    "workingSide": "BUY",
    "workingPrice": "65000",
    "workingQuantity": "0.01",
    "workingTimeInForce": "GTC",
}
WAITING_PAIR = {
    "pendingSide": "SELL",
    "pendingAboveType": "LIMIT_MAKER",
    "pendingAbovePrice": "70000",
    "pendingBelowType": "STOP_LOSS",
    "pendingBelowStopPrice": "60000",
}


@pytest.fixture
async def market(exchange: Exchange, trader: Caller) -> None:
    """Let bitcoin stand at 67,000 and take the trader's orders off the books."""
    exchange.set_price("BTCUSDT", "67000")
    for name in ("BTCUSDT", "ETHUSDT", "BNBUSDT", "SOLUSDT", "LINKUSDT"):
        await trader.signed("DELETE", "/api/v3/openOrders", symbol=name)


async def place(caller: Caller, kind: str, **order: str) -> Reply:
    """Place a list on BTCUSDT."""
    return await caller.signed("POST", f"/api/v3/orderList/{kind}", symbol="BTCUSDT", **order)


async def statuses(caller: Caller, placed: Reply) -> list[str]:
    """Give how the orders of a list stand."""
    return [
        (
            await caller.signed("GET", "/api/v3/order", symbol="BTCUSDT", orderId=one["orderId"])
        ).body["status"]
        for one in placed.body["orders"]
    ]


async def state_of(caller: Caller, placed: Reply) -> str:
    """Give how a list stands as a whole."""
    named = {"orderListId": placed.body["orderListId"]}
    found = await caller.signed("GET", "/api/v3/orderList", **named)
    return str(found.body["listOrderStatus"])


def locked(exchange: Exchange, asset: str, name: str = "trader") -> str:
    """Give what is held in open orders."""
    return f"{exchange.accounts[name].balances[asset].locked.normalize():f}"


@pytest.mark.usefixtures("market")
async def test_profit_ends_the_stop(exchange: Exchange, trader: Caller) -> None:
    """A pair holds its money once; when the profit is taken, the stop expires."""
    placed = await place(trader, "oco", **PAIR)
    held = locked(exchange, "BTC")
    exchange.set_price("BTCUSDT", "70100")

    assert held == "0.01"
    assert placed.body["contingencyType"] == "OCO"
    assert sorted(await statuses(trader, placed)) == ["EXPIRED", "FILLED"]
    assert await state_of(trader, placed) == "ALL_DONE"
    assert locked(exchange, "BTC") == "0"


@pytest.mark.usefixtures("market")
async def test_stop_ends_the_profit(exchange: Exchange, trader: Caller) -> None:
    """When the price falls, the profit expires and its money goes to the stop."""
    placed = await place(trader, "oco", **PAIR)
    exchange.set_price("BTCUSDT", "63950")
    sold = (await trader.signed("GET", "/api/v3/myTrades", symbol="BTCUSDT", limit=1)).body[0]

    assert sorted(await statuses(trader, placed)) == ["EXPIRED", "FILLED"]
    assert sold["orderListId"] == placed.body["orderListId"]
    assert locked(exchange, "BTC") == "0"


@pytest.mark.usefixtures("market")
async def test_pair_of_purchases(exchange: Exchange, trader: Caller) -> None:
    """Of two purchases the dearer one holds the money; what is over comes back."""
    other = PAIR | {
        "side": "BUY",
        "aboveType": "STOP_LOSS_LIMIT",
        "aboveStopPrice": "69000",
        "abovePrice": "69100",
        "aboveTimeInForce": "GTC",
        "belowType": "LIMIT_MAKER",
        "belowPrice": "65000",
    }
    sent = {name: value for name, value in other.items() if name != "belowStopPrice"}
    sent.pop("belowTimeInForce")
    placed = await place(trader, "oco", **sent)
    held = locked(exchange, "USDT")
    exchange.set_price("BTCUSDT", "64900")

    assert held == "691"
    assert sorted(await statuses(trader, placed)) == ["EXPIRED", "FILLED"]
    assert locked(exchange, "USDT") == "0"


@pytest.mark.usefixtures("market")
async def test_cancelling_one_cancels_all(exchange: Exchange, trader: Caller) -> None:
    """An order of a list never goes alone, by whichever way it is cancelled."""
    first = await place(trader, "oco", **PAIR)
    named = {"symbol": "BTCUSDT", "orderId": first.body["orders"][0]["orderId"]}
    await trader.signed("DELETE", "/api/v3/order", **named)
    second = await place(trader, "oto", **WORKING, pendingType="MARKET", pendingSide="SELL",
                         pendingQuantity="0.01")  # fmt: skip
    listed = {"symbol": "BTCUSDT", "orderListId": second.body["orderListId"]}
    answer = await trader.signed("DELETE", "/api/v3/orderList", **listed)
    again = await trader.signed("DELETE", "/api/v3/orderList", **listed)

    assert await statuses(trader, first) == ["CANCELED", "CANCELED"]
    assert await statuses(trader, second) == ["CANCELED", "CANCELED"]
    assert len(answer.body["orderReports"]) == 2
    assert again.code == -2011
    assert (locked(exchange, "BTC"), locked(exchange, "USDT")) == ("0", "0")


@pytest.mark.usefixtures("market")
async def test_what_waits_begins_when_the_first_is_filled(
    exchange: Exchange, trader: Caller
) -> None:
    """A pair waits without holding money, begins after the purchase and works as a pair."""
    placed = await place(trader, "otoco", **WORKING, **WAITING_PAIR, pendingQuantity="0.009")
    before = await statuses(trader, placed)
    held = locked(exchange, "BTC")
    exchange.set_price("BTCUSDT", "64900")
    begun = await statuses(trader, placed)
    exchange.set_price("BTCUSDT", "59900")

    assert before == ["NEW", "PENDING_NEW", "PENDING_NEW"]
    assert held == "0"
    assert begun == ["FILLED", "NEW", "NEW"]
    assert sorted(await statuses(trader, placed)) == ["EXPIRED", "FILLED", "FILLED"]


@pytest.mark.usefixtures("market")
async def test_purchase_pays_for_the_sale(exchange: Exchange, guest: Caller) -> None:
    """An OPO sells what the purchase brought after the fee, whoever had none before."""
    placed = await place(
        guest,
        "opo",
        **WORKING | {"workingQuantity": "0.003"},
        pendingType="LIMIT",
        pendingSide="SELL",
        pendingPrice="68000",
        pendingTimeInForce="GTC",
    )
    exchange.set_price("BTCUSDT", "64900")
    exchange.set_price("BTCUSDT", "68100")

    assert placed.body["contingencyType"] == "OTO"
    assert await statuses(guest, placed) == ["FILLED", "FILLED"]
    assert exchange.accounts["guest"].balances["USDT"].free > 250


@pytest.mark.usefixtures("market")
async def test_immediate_purchase_begins_the_rest(trader: Caller) -> None:
    """A working order that is filled at once lets the other begin at once."""
    placed = await place(trader, "opoco", **WORKING | {"workingPrice": "67500"}, **WAITING_PAIR)

    assert await statuses(trader, placed) == ["FILLED", "NEW", "NEW"]


@pytest.mark.usefixtures("market")
async def test_nothing_waits_for_what_never_comes(exchange: Exchange, trader: Caller) -> None:
    """When the first order expires unfilled, so does what waits for it."""
    placed = await place(
        trader,
        "oto",
        **WORKING | {"workingTimeInForce": "FOK"},
        pendingType="MARKET",
        pendingSide="SELL",
        pendingQuantity="0.01",
    )

    assert await statuses(trader, placed) == ["EXPIRED", "EXPIRED"]
    assert locked(exchange, "USDT") == "0"


@pytest.mark.usefixtures("market")
@pytest.mark.parametrize(
    ("kind", "changed", "code"),
    [
        ("oco", {"aboveType": "STOP_LOSS", "abovePrice": None, "aboveStopPrice": "70000"}, -1158),
        ("oco", {"side": "BUY"}, -1165),
        ("oco", {"abovePrice": "66000"}, -2010),
        ("oco", {"belowStopPrice": "68000", "belowPrice": "67900"}, -2010),
        ("oco", {"quantity": "100"}, -2010),
        ("oco", {"belowPegPriceType": "PRIMARY_PEG"}, -2010),
        ("oco", {"aboveType": "MARKET"}, -1130),
    ],
)
async def test_refused_pair(
    exchange: Exchange, trader: Caller, kind: str, changed: dict[str, Any], code: int
) -> None:
    """A pair that makes no sense is refused as a whole: no order and no held money is left."""
    sent = {name: value for name, value in (PAIR | changed).items() if value is not None}
    before = len(exchange.accounts["trader"].orders)
    refused = await place(trader, kind, **sent)

    assert refused.code == code
    assert len(exchange.accounts["trader"].orders) == before
    assert locked(exchange, "BTC") == "0"


@pytest.mark.usefixtures("market")
async def test_unknown_list(trader: Caller) -> None:
    """A list that does not exist is not found, and one id must be given."""
    missing = await trader.signed("GET", "/api/v3/orderList", orderListId=1)
    nothing = await trader.signed("GET", "/api/v3/orderList")
    mixed = await trader.signed("GET", "/api/v3/allOrderList", fromId=1, startTime=1)

    assert (missing.code, nothing.code, mixed.code) == (-2018, -1102, -1128)

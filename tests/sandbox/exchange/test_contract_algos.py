"""Conditional orders on contracts: they wait, follow, are triggered, and end with the position."""

from typing import Any

import pytest

from sandbox.exchange import Exchange
from tests.sandbox.exchange.contract_caller import COIN, USD, Contractor

BTC = {"symbol": "BTCUSDT"}


async def status(contractor: Contractor, number: int) -> dict[str, Any]:
    """Tell how a conditional order stands."""
    found: dict[str, Any] = (
        await contractor.signed("GET", f"{USD}/algoOrder", algoId=str(number))
    ).body
    return found


@pytest.mark.parametrize(
    ("side", "kind", "trigger", "touched"),
    [
        ("SELL", "STOP_MARKET", "66000", "65900"),
        ("SELL", "TAKE_PROFIT_MARKET", "68000", "68100"),
        ("BUY", "STOP_MARKET", "68000", "68100"),
        ("BUY", "TAKE_PROFIT_MARKET", "66000", "65900"),
    ],
)
async def test_trigger(
    exchange: Exchange, contractor: Contractor, side: str, kind: str, trigger: str, touched: str
) -> None:
    """Stops trigger against the position, profits with it; the order that came of it is told."""
    placed = await contractor.algo(side, kind, triggerPrice=trigger, quantity="0.01")
    exchange.set_price("BTCUSDT", "67000")
    waiting = await contractor.signed("GET", f"{USD}/openAlgoOrders", **BTC)
    exchange.set_price("BTCUSDT", touched)
    algo = await status(contractor, placed.body["algoId"])
    order = await contractor.signed("GET", f"{USD}/order", **BTC, orderId=algo["actualOrderId"])
    plain = await contractor.signed("GET", f"{USD}/openOrders", **BTC)

    assert placed.body["algoStatus"] == "NEW"
    assert [one["algoId"] for one in waiting.body] == [placed.body["algoId"]]
    assert algo["algoStatus"] == "FINISHED"
    assert (order.body["type"], order.body["origType"]) == ("MARKET", kind)
    assert (order.body["side"], order.body["status"]) == (side, "FILLED")
    assert plain.body == []


async def test_triggered_limit_order_rests(exchange: Exchange, contractor: Contractor) -> None:
    """STOP becomes a limit order; it stays TRIGGERED until that is filled or cancelled."""
    placed = await contractor.algo(
        "SELL", "STOP", triggerPrice="66000", price="66500", quantity="0.01", timeInForce="GTC"
    )
    exchange.set_price("BTCUSDT", "65900")
    resting = await status(contractor, placed.body["algoId"])
    await contractor.signed("DELETE", f"{USD}/order", **BTC, orderId=resting["actualOrderId"])
    ended = await status(contractor, placed.body["algoId"])

    assert (resting["algoStatus"], resting["actualType"]) == ("TRIGGERED", "LIMIT")
    assert ended["algoStatus"] == "FINISHED"


async def test_trailing_stop(exchange: Exchange, contractor: Contractor) -> None:
    """It begins at its activation price, follows the best price and triggers when that turns."""
    placed = await contractor.algo(
        "SELL",
        "TRAILING_STOP_MARKET",
        quantity="0.01",
        callbackRate="1",
        activatePrice="68000",
    )
    seen = []
    for price in ("66000", "68200", "70000", "69500", "69200"):
        exchange.set_price("BTCUSDT", price)
        seen.append((await status(contractor, placed.body["algoId"]))["algoStatus"])

    assert seen == ["NEW", "NEW", "NEW", "NEW", "FINISHED"]


async def test_close_position(exchange: Exchange, contractor: Contractor) -> None:
    """It closes whatever is held then; the other one ends with the position."""
    stop = await contractor.algo("SELL", "STOP_MARKET", triggerPrice="66000", closePosition="true")
    profit = await contractor.algo(
        "SELL", "TAKE_PROFIT_MARKET", triggerPrice="69000", closePosition="true"
    )
    twice = await contractor.algo("SELL", "STOP_MARKET", triggerPrice="65000", closePosition="true")
    wrong = await contractor.algo("BUY", "STOP_MARKET", triggerPrice="69000", closePosition="true")
    await contractor.place("BUY", "0.02")
    exchange.set_price("BTCUSDT", "65900")
    ended = [(await status(contractor, one.body["algoId"]))["algoStatus"] for one in (stop, profit)]

    assert (stop.body["timeInForce"], stop.body["reduceOnly"]) == ("GTE_GTC", True)
    assert (twice.code, wrong.code) == (-4130, -4509)
    assert (await contractor.position())["positionAmt"] == "0"
    assert ended == ["FINISHED", "EXPIRED"]


REFUSED: list[tuple[str, dict[str, Any], int]] = [
    ("LIMIT", {"price": "60000", "timeInForce": "GTC"}, -1116),
    ("STOP_MARKET", {"triggerPrice": "70000"}, -2021),
    ("STOP_MARKET", {}, -1102),
    ("STOP_MARKET", {"triggerPrice": "60000.001"}, -1111),
    ("STOP_MARKET", {"triggerPrice": "60000", "price": "60000"}, -1106),
    ("STOP_MARKET", {"triggerPrice": "60000", "quantity": "0.0001"}, -1111),
    ("STOP_MARKET", {"triggerPrice": "60000", "closePosition": "true"}, -4137),
    ("STOP_MARKET", {"triggerPrice": "60000", "positionSide": "LONG"}, -4061),
    ("STOP_MARKET", {"triggerPrice": "60000", "priceMatch": "QUEUE"}, -5038),
    ("STOP_MARKET", {"stopPrice": "60000"}, -1104),
    ("STOP", {"triggerPrice": "60000"}, -1102),
    ("TRAILING_STOP_MARKET", {}, -1102),
    ("TRAILING_STOP_MARKET", {"callbackRate": "20.1"}, -2007),
    ("TRAILING_STOP_MARKET", {"callbackRate": "0.05"}, -2007),
]


async def test_refused(contractor: Contractor) -> None:
    """Each mistake has its code."""
    codes = [
        (kind, one, (await contractor.algo("SELL", kind, **{"quantity": "0.01"} | one)).code)
        for kind, one, _ in REFUSED
    ]

    assert codes == REFUSED


async def test_margin_is_looked_at_when_triggered(
    exchange: Exchange, contractor: Contractor
) -> None:
    """An order nobody could pay waits; it is rejected when it should be placed."""
    placed = await contractor.algo("BUY", "STOP_MARKET", triggerPrice="68000", quantity="50")
    exchange.set_price("BTCUSDT", "68100")

    assert (await status(contractor, placed.body["algoId"]))["algoStatus"] == "REJECTED"
    assert (await contractor.position())["positionAmt"] == "0.05"


async def test_cancelled(contractor: Contractor) -> None:
    """One by its own id, all of a symbol at once, and none twice."""
    sent = {"triggerPrice": "60000", "quantity": "0.01"}
    await contractor.algo("SELL", "STOP_MARKET", **sent, clientAlgoId="mine:1")
    again = await contractor.algo("SELL", "STOP_MARKET", **sent, clientAlgoId="mine:1")
    gone = await contractor.signed("DELETE", f"{USD}/algoOrder", clientAlgoId="mine:1")
    twice = await contractor.signed("DELETE", f"{USD}/algoOrder", clientAlgoId="mine:1")
    await contractor.algo("SELL", "STOP_MARKET", **sent)
    await contractor.signed("DELETE", f"{USD}/allOpenOrders", **BTC)
    kept = await contractor.signed("GET", f"{USD}/openAlgoOrders")
    await contractor.signed("DELETE", f"{USD}/algoOpenOrders", **BTC)
    left = await contractor.signed("GET", f"{USD}/openAlgoOrders")
    every = await contractor.signed("GET", f"{USD}/allAlgoOrders", **BTC)

    assert (again.code, gone.body["code"], twice.code) == (-4116, "200", -2011)
    assert (len(kept.body), len(left.body)) == (1, 0)
    assert [one["algoStatus"] for one in every.body] == ["CANCELED", "CANCELED"]


async def test_coin_contracts_have_them_too(exchange: Exchange, contractor: Contractor) -> None:
    """POST /dapi/v1/algoOrder does the same in whole contracts."""
    sent = {"algoType": "CONDITIONAL", "symbol": "BTCUSD_PERP", "side": "SELL"}
    placed = await contractor.signed(
        "POST",
        f"{COIN}/algoOrder",
        **sent,
        type="STOP_MARKET",
        triggerPrice="66000",
        closePosition="true",
    )
    exchange.set_price("BTCUSDT", "65000")
    held = (await contractor.signed("GET", f"{COIN}/positionRisk", pair="BTCUSD")).body

    assert placed.status == 200
    assert {one["positionAmt"] for one in held} == {"0"}

"""Orders that are replaced or made smaller."""

from typing import Any

import pytest

from sandbox.exchange import Exchange
from tests.sandbox.exchange.caller import Caller

NEW = {
    "symbol": "BTCUSDT",
    "side": "BUY",
    "type": "LIMIT",
    "timeInForce": "GTC",
    "quantity": "0.002",
    "price": "61000",
}


@pytest.mark.parametrize(
    ("order_id", "changed", "mode", "status", "code", "results"),
    [
        (None, {}, "STOP_ON_FAILURE", 200, None, ("SUCCESS", "SUCCESS")),
        (None, {"quantity": "99"}, "STOP_ON_FAILURE", 409, -2021, ("SUCCESS", "FAILURE")),
        (1, {}, "STOP_ON_FAILURE", 400, -2022, ("FAILURE", "NOT_ATTEMPTED")),
        (1, {}, "ALLOW_FAILURE", 409, -2021, ("FAILURE", "SUCCESS")),
        (1, {"quantity": "99"}, "ALLOW_FAILURE", 400, -2022, ("FAILURE", "FAILURE")),
    ],
)
async def test_cancel_and_replace(
    trader: Caller,
    order_id: int | None,
    changed: dict[str, str],
    mode: str,
    status: int,
    code: int | None,
    results: tuple[str, str],
) -> None:
    """The answer tells both halves; one of two is 409, none is 400."""
    resting = (await trader.limit("BUY", "60000")).body["orderId"]
    answer = await trader.signed(
        "POST",
        "/api/v3/order/cancelReplace",
        **NEW | changed,
        cancelReplaceMode=mode,
        cancelOrderId=order_id or resting,
    )
    told: dict[str, Any] = answer.body if code is None else answer.body["data"]

    assert (answer.status, answer.code) == (status, code)
    assert (told["cancelResult"], told["newOrderResult"]) == results


async def test_amending_keeps_the_place_and_frees_money(exchange: Exchange, trader: Caller) -> None:
    """A smaller order holds less, has another client id, and tells how it got smaller."""
    placed = (await trader.limit("BUY", "60000", "0.002")).body
    before = exchange.accounts["trader"].balances["USDT"].locked
    named = {"symbol": "BTCUSDT", "orderId": placed["orderId"]}
    answer = await trader.signed("PUT", "/api/v3/order/amend/keepPriority", **named, newQty="0.001")
    history = (await trader.signed("GET", "/api/v3/order/amendments", **named)).body

    assert answer.body["amendedOrder"]["qty"] == "0.00100000"
    assert answer.body["amendedOrder"]["clientOrderId"] != placed["clientOrderId"]
    assert before - exchange.accounts["trader"].balances["USDT"].locked == 60
    assert [(one["origQty"], one["newQty"]) for one in history] == [("0.00200000", "0.00100000")]


@pytest.mark.parametrize(
    ("quantity", "code"), [("0.002", -2038), ("0.003", -2038), ("0.0000000001", -1111)]
)
async def test_refused_amendment(trader: Caller, quantity: str, code: int) -> None:
    """An order can only get smaller, by whole steps."""
    placed = (await trader.limit("BUY", "60000", "0.002")).body
    named = {"symbol": "BTCUSDT", "orderId": placed["orderId"]}
    answer = await trader.signed(
        "PUT", "/api/v3/order/amend/keepPriority", **named, newQty=quantity
    )

    assert answer.code == code


async def test_ten_amendments_are_enough(trader: Caller) -> None:
    """The eleventh amendment breaks a filter; an unknown order is not found."""
    placed = (await trader.limit("BUY", "60000", "0.02")).body
    named = {"symbol": "BTCUSDT", "orderId": placed["orderId"]}
    path = "/api/v3/order/amend/keepPriority"
    codes = [
        (await trader.signed("PUT", path, **named, newQty=f"0.0{19 - number}")).code
        for number in range(10)
    ]
    one_more = await trader.signed("PUT", path, **named, newQty="0.001")
    unknown = await trader.signed("PUT", path, symbol="BTCUSDT", orderId=1, newQty="0.001")

    assert codes == [None] * 10
    assert one_more.body["msg"] == "Filter failure: MAX_NUM_ORDER_AMENDS"
    assert unknown.code == -2013

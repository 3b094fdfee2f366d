"""Spot orders: place, test, look up, cancel, list. Every endpoint is one entry of `ROUTES`."""

from collections.abc import Mapping
from typing import Any

from sandbox.exchange import order_view, params
from sandbox.exchange.errors import Refusal, needs_one_of
from sandbox.exchange.fees import RATE
from sandbox.exchange.order_entry import NEW_ORDER, draft, invent_client_id
from sandbox.exchange.orders import Order
from sandbox.exchange.params import Param
from sandbox.exchange.routes import Call, Route, Security, with_symbol

LONGEST_SPAN = 86_400_000  # ms between startTime and endTime
SYMBOL = Param("symbol", params.symbol, required=True)
IDS = (Param("orderId", params.long), Param("origClientOrderId", params.client_id))
SPAN = (Param("startTime", params.long), Param("endTime", params.long))
LIMIT = Param("limit", params.up_to(1000), default=500)


def place(call: Call) -> Any:
    """Place an order."""
    order = call.venue.engine.submit(call.account, draft(call))
    return order_view.placed(order, call.get("newOrderRespType"))


def test(call: Call) -> Any:
    """Check an order without placing it."""
    call.venue.engine.check(call.account, draft(call))
    if not call.get("computeCommissionRates"):
        return {}
    rate = f"{RATE:.8f}"
    return {
        "standardCommissionForOrder": {"maker": rate, "taker": rate},
        "specialCommissionForOrder": {"maker": "0.00000000", "taker": "0.00000000"},
        "taxCommissionForOrder": {"maker": "0.00000000", "taker": "0.00000000"},
        "discount": {
            "enabledForAccount": call.account.pays_fees_in_bnb,
            "enabledForSymbol": True,
            "discountAsset": "BNB",
            "discount": "0.75000000",
        },
    }


def look_up(call: Call) -> Any:
    """Tell how an order stands."""
    order = find(call)
    if order is None:
        raise Refusal(-2013, "Order does not exist.")
    return order_view.query(order)


def cancel(call: Call) -> Any:
    """Cancel an order."""
    order = find(call)
    if order is None or not order.is_open:
        raise Refusal(-2011, "Unknown order sent.")
    only = {"ONLY_NEW": "NEW", "ONLY_PARTIALLY_FILLED": "PARTIALLY_FILLED"}
    if order.status != only.get(call.get("cancelRestrictions", ""), order.status):
        raise Refusal(-2011, "Order was not canceled due to cancel restrictions.")
    client_id = call.get("newClientOrderId") or invent_client_id(call.account)
    call.venue.engine.cancel(call.account, order, client_id)  # and with it a list it belongs to
    return order_view.cancelled(order)


def cancel_all(call: Call) -> Any:
    """Cancel every open order of a symbol."""
    name = call.venue.market.symbol(call["symbol"]).name
    orders = call.account.open_orders(name)
    if not orders:
        raise Refusal(-2011, "Unknown order sent.")
    for order in orders:
        if order.is_open:  # and did not go with its list
            call.venue.engine.cancel(call.account, order, invent_client_id(call.account))
    return [order_view.cancelled(order) for order in orders]


def open_orders(call: Call) -> Any:
    """List what is on the book, of one symbol or of all."""
    name = call.get("symbol")
    if name is not None:
        call.venue.market.symbol(name)
    return [order_view.query(order) for order in call.account.open_orders(name)]


def all_orders(call: Call) -> Any:
    """List orders of a symbol, old and open."""
    check_span(call)
    name = call.venue.market.symbol(call["symbol"]).name
    start, end, first = call.get("startTime"), call.get("endTime"), call.get("orderId")
    found = [
        order_view.query(order)
        for order in sorted(call.account.orders.values(), key=lambda order: order.order_id)
        if order.symbol == name
        and (first is None or order.order_id >= first)
        and (start is None or order.time_ms >= start)
        and (end is None or order.time_ms <= end)
    ]
    forwards = first is not None or start is not None
    return found[: call["limit"]] if forwards else found[-call["limit"] :]


def my_trades(call: Call) -> Any:
    """List fills of a symbol."""
    check_span(call)
    name = call.venue.market.symbol(call["symbol"]).name
    start, end = call.get("startTime"), call.get("endTime")
    order, first = call.get("orderId"), call.get("fromId")
    if (first is not None or order is not None) and (start is not None or end is not None):
        raise Refusal(-1128, "Combination of optional parameters invalid.")
    found = [
        order_view.trade(fill)
        for fill in sorted(call.account.fills, key=lambda fill: fill.id)
        if fill.symbol == name
        and (order is None or fill.order_id == order)
        and (first is None or fill.id >= first)
        and (start is None or fill.time_ms >= start)
        and (end is None or fill.time_ms <= end)
    ]
    forwards = first is not None or start is not None
    return found[: call["limit"]] if forwards else found[-call["limit"] :]


def find(call: Call) -> Order | None:
    """Find the order a call names. Fails with -1102, -1121 and -2039."""
    name = call.venue.market.symbol(call["symbol"]).name
    number, client_id = call.get("orderId"), call.get("origClientOrderId")
    if number is None and client_id is None:
        raise needs_one_of("origClientOrderId", "orderId")
    own = [order for order in call.account.orders.values() if order.symbol == name]
    if number is not None:
        order = next((order for order in own if order.order_id == number), None)
        if order is not None and client_id not in {None, order.client_order_id}:
            raise Refusal(-2039, "Client order ID is not correct for this order ID.")
        return order
    # An id can be used again once its order is closed: the open one counts, else the latest.
    named = [order for order in own if order.client_order_id == client_id]
    return next((order for order in named if order.is_open), named[-1] if named else None)


def check_span(call: Call) -> None:
    """Check the time span of a list. Fails with -1127."""
    start, end = call.get("startTime"), call.get("endTime")
    if start is not None and end is not None and end - start > LONGEST_SPAN:
        raise Refusal(-1127, "More than 24 hours between startTime and endTime.")


def _test_weight(sent: Mapping[str, str]) -> int:
    return 20 if sent.get("computeCommissionRates") == "true" else 1


def _trades_weight(sent: Mapping[str, str]) -> int:
    return 5 if sent.get("orderId") else 20


TRADING = "enable_spot_and_margin_trading"

ROUTES = (
    Route(
        method="POST",
        path="/api/v3/order",
        handler=place,
        params=NEW_ORDER,
        security=Security.TRADE,
        right=TRADING,
        free_on_success=True,
        shows_order_count=True,
    ),
    Route(
        method="POST",
        path="/api/v3/order/test",
        handler=test,
        weight=_test_weight,
        params=(*NEW_ORDER, Param("computeCommissionRates", params.boolean)),
        security=Security.TRADE,
        right=TRADING,
    ),
    Route(
        method="GET",
        path="/api/v3/order",
        handler=look_up,
        weight=4,
        params=(SYMBOL, *IDS),
        security=Security.USER_DATA,
    ),
    Route(
        method="DELETE",
        path="/api/v3/order",
        handler=cancel,
        params=(
            SYMBOL,
            *IDS,
            Param("newClientOrderId", params.client_id),
            Param(
                "cancelRestrictions",
                params.one_of(
                    "ONLY_NEW",
                    "ONLY_PARTIALLY_FILLED",
                    code=-1145,
                    message="Invalid cancelRestrictions.",
                ),
            ),
        ),
        security=Security.TRADE,
        right=TRADING,
        free_on_success=True,
    ),
    Route(
        method="DELETE",
        path="/api/v3/openOrders",
        handler=cancel_all,
        params=(SYMBOL,),
        security=Security.TRADE,
        right=TRADING,
        free_on_success=True,
    ),
    Route(
        method="GET",
        path="/api/v3/openOrders",
        handler=open_orders,
        weight=with_symbol(6, 80),
        params=(Param("symbol", params.symbol),),
        security=Security.USER_DATA,
    ),
    Route(
        method="GET",
        path="/api/v3/allOrders",
        handler=all_orders,
        weight=20,
        params=(SYMBOL, Param("orderId", params.long), *SPAN, LIMIT),
        security=Security.USER_DATA,
    ),
    Route(
        method="GET",
        path="/api/v3/myTrades",
        handler=my_trades,
        weight=_trades_weight,
        params=(
            SYMBOL,
            Param("orderId", params.long),
            *SPAN,
            Param("fromId", params.long),
            LIMIT,
        ),
        security=Security.USER_DATA,
    ),
)

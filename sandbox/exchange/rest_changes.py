"""Orders replaced, amended and routed. Every endpoint is one entry of `ROUTES`."""

from collections.abc import Mapping
from typing import Any

from sandbox.exchange import order_view, rest_orders
from sandbox.exchange.declaring import own, takes, write
from sandbox.exchange.errors import Refusal, filter_failure, needs_one_of
from sandbox.exchange.exchange_info import spot_filters
from sandbox.exchange.order_entry import NEW_ORDER, draft, invent_client_id
from sandbox.exchange.orders import Amendment, Order
from sandbox.exchange.params import Param
from sandbox.exchange.routes import Call, Route
from sandbox.exchange.rules import rules_of
from sandbox.exchange.wire import places

NOT_FOR_SOR = ("quoteOrderQty", "stopPrice", "trailingDelta", "computeCommissionRates")
PEG = ("pegPriceType", "pegOffsetValue", "pegOffsetType")
RESTRICTIONS = "ONLY_NEW|ONLY_PARTIALLY_FILLED"


def cancel_replace(call: Call) -> Any:
    """Cancel an order and place another. Fails with -2021 and -2022, which tell each half."""
    cancelled = _try(lambda: rest_orders.cancel(_cancellation(call)))
    stop = call["cancelReplaceMode"] == "STOP_ON_FAILURE" and isinstance(cancelled, Refusal)
    placed = None if stop else _try(lambda: rest_orders.place(call))
    told = {
        "cancelResult": _result(cancelled),
        "newOrderResult": "NOT_ATTEMPTED" if stop else _result(placed),
        "cancelResponse": _body(cancelled),
        "newOrderResponse": _body(placed),
    }
    failures = (told["cancelResult"] != "SUCCESS") + (told["newOrderResult"] != "SUCCESS")
    if failures == 1:
        raise Refusal(-2021, "Order cancel-replace partially failed.", 409, data=told)
    if failures:
        raise Refusal(-2022, "Order cancel-replace failed.", data=told)
    return told


def amend(call: Call) -> Any:
    """Make an order smaller. Fails with -2013 and -2038."""
    order, quantity = rest_orders.find(call), call["newQty"]
    if order is None or not order.is_open:
        raise Refusal(-2013, "Order does not exist.")
    symbol = call.venue.market.symbol(order.symbol)
    if quantity % symbol.step:
        raise filter_failure("LOT_SIZE")
    if not order.executed < quantity < order.quantity:
        raise Refusal(-2038, "The requested new quantity is not smaller than the order's.")
    if len(order.amendments) >= rules_of(order.symbol).max_amends:
        raise filter_failure("MAX_NUM_ORDER_AMENDS")
    old = order.client_order_id
    order.client_order_id = call.get("newClientOrderId") or invent_client_id(call.account)
    made = Amendment(
        execution_id=order.order_id * 100 + len(order.amendments),
        old_client_id=old,
        new_client_id=order.client_order_id,
        old_quantity=order.quantity,
        new_quantity=quantity,
        time_ms=call.now_ms,
    )
    order.amendments.append(made)
    call.venue.engine.resize(call.account, order, quantity)
    return {
        "transactTime": call.now_ms,
        "executionId": made.execution_id,
        "amendedOrder": _amended(order, old),
    }


def amendments(call: Call) -> Any:
    """List how an order got smaller."""
    order = rest_orders.find(call)
    if order is None:
        raise Refusal(-2013, "Order does not exist.")
    return [
        {
            "symbol": order.symbol,
            "orderId": order.order_id,
            "executionId": made.execution_id,
            "origClientOrderId": made.old_client_id,
            "newClientOrderId": made.new_client_id,
            "origQty": places(made.old_quantity),
            "newQty": places(made.new_quantity),
            "time": made.time_ms,
        }
        for made in order.amendments
        if made.execution_id >= call.get("fromExecutionId", 0)
    ][: call["limit"]]


def place_routed(call: Call) -> Any:
    """Place an order over several books; here there is one."""
    order = _routed(call)
    call.venue.engine.submit(call.account, order)
    return order_view.placed(order, call.get("newOrderRespType"))


def test_routed(call: Call) -> Any:
    """Check such an order without placing it."""
    _routed(call)
    return rest_orders.test(call)


def allocations(call: Call) -> Any:
    """List fills of orders that were routed."""
    rest_orders.check_span(call)
    name = call.venue.market.symbol(call["symbol"]).name
    orders = [order for order in call.account.orders.values() if order.used_sor]
    return [
        order_view.trade(fill)
        | {"allocationId": fill.id, "allocationType": "SOR", "isAllocator": False}
        for order in orders
        for fill in order.fills
        if fill.symbol == name
        and call.get("orderId") in {None, fill.order_id}
        and fill.id >= call.get("fromAllocationId", 0)
        and call.get("startTime", 0) <= fill.time_ms <= call.get("endTime", call.now_ms)
    ][: call["limit"]]


def prevented_matches(call: Call) -> Any:
    """List trades of an account with itself that did not happen: the first two orders met once."""
    name = call.venue.market.symbol(call["symbol"]).name
    by_match, by_order = call.get("preventedMatchId"), call.get("orderId")
    if by_match is None and by_order is None:
        raise needs_one_of("preventedMatchId", "orderId")
    own_ones = [order for order in call.account.orders.values() if order.symbol == name]
    if len(own_ones) < 2:
        return []
    maker, taker = own_ones[:2]
    met = {
        "symbol": name,
        "preventedMatchId": 1,
        "takerOrderId": taker.order_id,
        "makerSymbol": name,
        "makerOrderId": maker.order_id,
        "tradeGroupId": 1,
        "selfTradePreventionMode": "EXPIRE_MAKER",
        "price": places(maker.price),
        "makerPreventedQuantity": places(maker.quantity),
        "transactTime": taker.time_ms,
    }
    wanted = by_match == 1 or by_order in {maker.order_id, taker.order_id}
    return [met] if wanted and call.get("fromPreventedMatchId", 0) <= 1 else []


def my_filters(call: Call) -> Any:
    """Give the filters that hold for an account on a symbol."""
    symbol = call.venue.market.symbol(call["symbol"])
    most = places(rules_of(symbol.name).max_asset)
    return {
        "exchangeFilters": [],
        "symbolFilters": spot_filters(symbol),
        "assetFilters": [{"filterType": "MAX_ASSET", "asset": symbol.quote, "limit": most}],
    }


def _routed(call: Call) -> Order:
    order = draft(call)
    if order.type not in {"LIMIT", "MARKET"}:
        raise Refusal(-1116, "Invalid orderType.")
    order.used_sor = True
    return order


def _cancellation(call: Call) -> Call:
    params = {
        "symbol": call["symbol"],
        "orderId": call.get("cancelOrderId"),
        "origClientOrderId": call.get("cancelOrigClientOrderId"),
        "newClientOrderId": call.get("cancelNewClientOrderId"),
        "cancelRestrictions": call.get("cancelRestrictions"),
    }
    if params["orderId"] is None and params["origClientOrderId"] is None:
        raise needs_one_of("cancelOrderId", "cancelOrigClientOrderId")
    return Call(
        venue=call.venue,
        params={name: value for name, value in params.items() if value is not None},
        now_ms=call.now_ms,
        ip=call.ip,
        key=call.key,
        customer=call.customer,
    )


def _try(act: Any) -> Any:
    try:
        return act()
    except Refusal as refusal:
        return refusal


def _result(answer: object) -> str:
    return "FAILURE" if isinstance(answer, Refusal) else "SUCCESS"


def _body(answer: Any) -> Any:
    return answer.body() if isinstance(answer, Refusal) else answer


def _amended(order: Order, old_client_id: str) -> dict[str, Any]:
    return {
        "symbol": order.symbol,
        "orderId": order.order_id,
        "orderListId": order.list_id,
        "origClientOrderId": old_client_id,
        "clientOrderId": order.client_order_id,
        "price": places(order.price),
        "qty": places(order.quantity),
        "executedQty": places(order.executed),
        "preventedQty": "0.00000000",
        "quoteOrderQty": places(order.quote_order_qty),
        "cumulativeQuoteQty": places(order.cumulative_quote),
        "status": order.status,
        "timeInForce": order.time_in_force,
        "type": order.type,
        "side": order.side,
        "workingTime": order.working_time_ms,
        "selfTradePreventionMode": order.self_trade_prevention,
    }


def _test_weight(sent: Mapping[str, str]) -> int:
    return 20 if sent.get("computeCommissionRates") == "true" else 1


def _order(path: str, handler: Any, declared: tuple[Param, ...], **more: Any) -> Route:
    route = write("POST", path, handler, **more)
    return Route(
        method=route.method,
        path=route.path,
        handler=route.handler,
        weight=route.weight,
        params=declared,
        security=route.security,
        right=route.right,
        free_on_success=route.free_on_success,
        shows_order_count=route.shows_order_count,
    )


PLACING = {"free_on_success": True, "shows_order_count": True}
SOR = tuple(
    Param(one.name, one.kind, required=one.required or one.name == "quantity", default=one.default)
    for one in NEW_ORDER
    if one.name not in (*NOT_FOR_SOR, *PEG)
)
REPLACING = takes(
    "cancelReplaceMode!:STOP_ON_FAILURE|ALLOW_FAILURE cancelNewClientOrderId"
    f" cancelOrigClientOrderId cancelOrderId cancelRestrictions:{RESTRICTIONS}"
    " orderRateLimitExceededMode:DO_NOTHING|CANCEL_ONLY"
)
ROUTES = (
    _order("/api/v3/order/cancelReplace", cancel_replace, (*NEW_ORDER, *REPLACING), **PLACING),
    write(
        "PUT",
        "/api/v3/order/amend/keepPriority",
        amend,
        4,
        "symbol! newQty! orderId origClientOrderId newClientOrderId",
    ),
    own("/api/v3/order/amendments", amendments, 4, "symbol! orderId! fromExecutionId limit=500"),
    _order("/api/v3/sor/order", place_routed, SOR, **PLACING),
    _order(
        "/api/v3/sor/order/test",
        test_routed,
        (*SOR, *takes("computeCommissionRates:boolean")),
        weight=_test_weight,
    ),
    own(
        "/api/v3/myAllocations",
        allocations,
        20,
        "symbol! startTime endTime fromAllocationId limit=500 orderId",
    ),
    own(
        "/api/v3/myPreventedMatches",
        prevented_matches,
        lambda sent: 2 if sent.get("preventedMatchId") else 20,
        "symbol! preventedMatchId orderId fromPreventedMatchId limit=500",
    ),
    own("/api/v3/myFilters", my_filters, 40, "symbol!"),
)

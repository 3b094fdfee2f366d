"""Order lists: place, look up, cancel. Every endpoint is one entry of `ROUTES`."""

from collections.abc import Iterable
from typing import Any

from sandbox.exchange import order_view
from sandbox.exchange.declaring import own, write
from sandbox.exchange.errors import Refusal, needs_one_of, rejected
from sandbox.exchange.order_entry import draft, invent_client_id
from sandbox.exchange.orders import Order, OrderList
from sandbox.exchange.permits import STP_MODES
from sandbox.exchange.rest_orders import check_span
from sandbox.exchange.routes import Call, Route

STOPS = "STOP_LOSS|STOP_LOSS_LIMIT"
PROFITS = "TAKE_PROFIT|TAKE_PROFIT_LIMIT"
ABOVE = f"{STOPS}|LIMIT_MAKER|{PROFITS}"
ANY = f"LIMIT|MARKET|{STOPS}|{PROFITS}|LIMIT_MAKER"
LEG = (
    "ClientOrderId Price StopPrice TrailingDelta:long IcebergQty TimeInForce:GTC|IOC|FOK"
    " StrategyId StrategyType:long PegPriceType:PRIMARY_PEG|MARKET_PEG PegOffsetType"
    " PegOffsetValue:long"
)
WORKING = (
    "workingType!:LIMIT|LIMIT_MAKER workingSide!:BUY|SELL workingPrice! workingQuantity!:decimal"
    " workingClientOrderId workingIcebergQty workingTimeInForce:GTC|IOC|FOK workingStrategyId"
    " workingStrategyType:long workingPegPriceType:PRIMARY_PEG|MARKET_PEG workingPegOffsetType"
    " workingPegOffsetValue:long"
)
COMMON = (
    "symbol! listClientOrderId newOrderRespType:ACK|RESULT|FULL"
    f" selfTradePreventionMode:{'|'.join(('NONE', *STP_MODES))}=EXPIRE_MAKER"
)


def place_oco(call: Call) -> Any:
    """Place a pair."""
    pair = _pair(call, "above", "below", call["side"], {"quantity": call["quantity"]})
    return _place(call, _list_of(call, "OCO", pair, []))


def place_oto(call: Call) -> Any:
    """Place an order and one that waits for it."""
    return _place(call, _list_of(call, "OTO", [_leg(call, "working")], [_leg(call, "pending")]))


def place_otoco(call: Call) -> Any:
    """Place an order and a pair that waits for it."""
    amount = {"quantity": call["pendingQuantity"]}
    return _place(call, _list_of(call, "OTO", [_leg(call, "working")], _waiting(call, amount)))


def place_opo(call: Call) -> Any:
    """Place a purchase and the sale of what it brings."""
    _check_purchase(call)
    later = {"quantity": call["workingQuantity"]}
    pending = [_leg(call, "pending", later)]
    return _place(call, _list_of(call, "OTO", [_leg(call, "working")], pending, funded=True))


def place_opoco(call: Call) -> Any:
    """Place a purchase and a pair that sells what it brings."""
    _check_purchase(call)
    pending = _waiting(call, {"quantity": call["workingQuantity"]})
    return _place(call, _list_of(call, "OTO", [_leg(call, "working")], pending, funded=True))


def cancel(call: Call) -> Any:
    """Cancel a list."""
    made = _find(call, "listClientOrderId")
    if made is None or not made.is_open or made.symbol != call["symbol"]:
        raise Refusal(-2011, "Unknown order list sent.")
    client_id = call.get("newClientOrderId") or invent_client_id(call.account)
    open_ones = [order for order in made.orders if order.is_open]
    call.venue.lists.cancel(call.account, made, client_id)
    return view(made) | {"orderReports": [order_view.cancelled(order) for order in open_ones]}


def look_up(call: Call) -> Any:
    """Tell how a list stands."""
    made = _find(call, "origClientOrderId")
    if made is None:
        raise Refusal(-2018, "Order list does not exist.")
    return view(made)


def all_lists(call: Call) -> Any:
    """List lists, old and open."""
    check_span(call)
    first, start, end = call.get("fromId"), call.get("startTime"), call.get("endTime")
    if first is not None and (start is not None or end is not None):
        raise Refusal(-1128, "Combination of optional parameters invalid.")
    found = [
        view(made)
        for made in call.account.lists.values()
        if (first is None or made.id >= first)
        and (start is None or made.time_ms >= start)
        and (end is None or made.time_ms <= end)
    ]
    forwards = first is not None or start is not None
    return found[: call["limit"]] if forwards else found[-call["limit"] :]


def open_lists(call: Call) -> Any:
    """List lists that are not done."""
    return [view(made) for made in call.account.lists.values() if made.is_open]


def view(made: OrderList) -> dict[str, Any]:
    """Write a list."""
    return {
        "orderListId": made.id,
        "contingencyType": made.contingency,
        "listStatusType": "EXEC_STARTED" if made.is_open else "ALL_DONE",
        "listOrderStatus": "EXECUTING" if made.is_open else "ALL_DONE",
        "listClientOrderId": made.client_id,
        "transactionTime": made.time_ms,
        "symbol": made.symbol,
        "orders": [
            {
                "symbol": order.symbol,
                "orderId": order.order_id,
                "clientOrderId": order.client_order_id,
            }
            for order in made.orders
        ],
    }


def _place(call: Call, made: OrderList) -> dict[str, Any]:
    call.venue.lists.place(call.account, made)
    kind = call.get("newOrderRespType") or "RESULT"
    return view(made) | {"orderReports": [order_view.placed(one, kind) for one in made.orders]}


def _list_of(
    call: Call, kind: str, first: list[Order], pending: list[Order], *, funded: bool = False
) -> OrderList:
    return OrderList(
        id=0,
        symbol=call.venue.market.symbol(call["symbol"]).name,
        contingency=kind,
        client_id=call.get("listClientOrderId") or f"L{invent_client_id(call.account)}",
        time_ms=call.now_ms,
        first=first,
        pending=pending,
        funded=funded,
    )


def _waiting(call: Call, amount: dict[str, Any]) -> list[Order]:
    if "pendingBelowType" not in call.params:
        return [_leg(call, "pendingAbove", amount | {"side": call["pendingSide"]})]
    return _pair(call, "pendingAbove", "pendingBelow", call["pendingSide"], amount)


def _pair(call: Call, above: str, below: str, side: str, amount: dict[str, Any]) -> list[Order]:
    """Make a pair: one takes profit, the other stops a loss. Fails with -1158 and -1165."""
    high, low = (_leg(call, name, amount | {"side": side}) for name in (above, below))
    if high.type.startswith("STOP_LOSS") == low.type.startswith("STOP_LOSS"):
        raise Refusal(-1158, "Order type not supported in OCO.")
    if high.type.startswith("STOP_LOSS") != (side == "BUY"):
        raise Refusal(-1165, "A limit order in a buy OCO must be below.")
    if (high.price or high.stop_price) <= (low.price or low.stop_price):
        raise rejected("The relationship of the prices for the orders is not correct.")
    return [low, high]


def _leg(call: Call, prefix: str, more: dict[str, Any] | None = None) -> Order:
    """Make the order whose parameters begin with a prefix. Fails as new orders do."""
    own_ones = {
        name[len(prefix)].lower() + name[len(prefix) + 1 :]: value
        for name, value in call.params.items()
        if name.startswith(prefix)
    }
    letters = prefix[0] + "".join(filter(str.isupper, prefix))
    invented = f"{invent_client_id(call.account)}-{letters}"
    own_ones["newClientOrderId"] = own_ones.pop("clientOrderId", invented)
    params = {
        "symbol": call["symbol"],
        "selfTradePreventionMode": call["selfTradePreventionMode"],
        **(more or {}),
        **own_ones,
    }
    return draft(
        Call(
            venue=call.venue,
            params={name: value for name, value in params.items() if value is not None},
            now_ms=call.now_ms,
            ip=call.ip,
            key=call.key,
            customer=call.customer,
        )
    )


def _check_purchase(call: Call) -> None:
    if (call["workingSide"], call["pendingSide"]) != ("BUY", "SELL"):
        raise Refusal(-1224, "An OPO order list must buy first and sell then.")


def _find(call: Call, name: str) -> OrderList | None:
    number, client_id = call.get("orderListId"), call.get(name)
    if number is None and client_id is None:
        raise needs_one_of(name, "orderListId")
    found: Iterable[OrderList] = call.account.lists.values()
    return next((one for one in found if number == one.id or client_id == one.client_id), None)


def _with(prefix: str, words: str) -> str:
    return " ".join(prefix + word for word in words.split())


def _placing(kind: str, handler: Any, words: str) -> Route:
    return write(
        "POST",
        f"/api/v3/orderList/{kind}",
        handler,
        1,
        f"{COMMON} {words}",
        free_on_success=True,
        shows_order_count=True,
    )


PAIR = f"pendingSide!:BUY|SELL pendingAboveType!:{ABOVE} pendingBelowType:{ABOVE}"
PAIR_LEGS = f"{_with('pendingAbove', LEG)} {_with('pendingBelow', LEG)}"
PENDING = f"pendingType!:{ANY} pendingSide!:BUY|SELL {_with('pending', LEG)}"
OCO = (
    f"side! quantity! aboveType!:{ABOVE} belowType!:{ABOVE}"
    f" {_with('above', LEG)} {_with('below', LEG)}"
)
ROUTES = (
    _placing("oco", place_oco, OCO),
    _placing("oto", place_oto, f"{WORKING} {PENDING} pendingQuantity!:decimal"),
    _placing("otoco", place_otoco, f"{WORKING} {PAIR} {PAIR_LEGS} pendingQuantity!:decimal"),
    _placing("opo", place_opo, f"{WORKING} {PENDING}"),
    _placing("opoco", place_opoco, f"{WORKING} {PAIR} {PAIR_LEGS}"),
    write(
        "DELETE",
        "/api/v3/orderList",
        cancel,
        1,
        "symbol! orderListId listClientOrderId newClientOrderId",
        free_on_success=True,
    ),
    own("/api/v3/orderList", look_up, 4, "orderListId origClientOrderId"),
    own("/api/v3/allOrderList", all_lists, 20, "fromId startTime endTime limit=500"),
    own("/api/v3/openOrderList", open_lists, 6),
)

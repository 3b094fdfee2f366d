"""Margin orders: the same engine, another pocket. Every endpoint is one entry of `ROUTES`."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from sandbox.exchange import rest_account, rest_changes, rest_lists, rest_orders
from sandbox.exchange.declaring import own, write
from sandbox.exchange.margin_book import MarginBook
from sandbox.exchange.rest_lists import ABOVE, ANY
from sandbox.exchange.routes import Call, Handler, Pool, Route

STP = "selfTradePreventionMode:EXPIRE_TAKER|EXPIRE_MAKER|EXPIRE_BOTH|NONE=EXPIRE_MAKER"
EFFECTS = "NO_SIDE_EFFECT|MARGIN_BUY|AUTO_BORROW_REPAY"
ALL_EFFECTS = f"{EFFECTS}|AUTO_REPAY"
BORROWING = ("MARGIN_BUY", "AUTO_BORROW_REPAY")
TIF = "GTC|IOC|FOK"
LEG = f"ClientOrderId Price StopPrice TrailingDelta:long IcebergQty TimeInForce:{TIF}"
WORKING = (
    "workingType!:LIMIT|LIMIT_MAKER workingSide!:BUY|SELL workingPrice! workingQuantity!:decimal"
    f" workingClientOrderId workingTimeInForce:{TIF}"
)
COMMON = (
    f"symbol! isIsolated listClientOrderId newOrderRespType:ACK|RESULT|FULL {STP}"
    " autoRepayAtCancel:boolean"
)


def book_of(call: Call) -> MarginBook:
    """Give the margin side of whoever calls."""
    return call.venue.margin[call.account.name]


def on_margin(handler: Handler) -> Handler:
    """Let a handler of spot work on the caller's margin side."""

    def handle(call: Call) -> Any:
        book = book_of(call)
        isolated = bool(call.get("isIsolated"))
        answer = handler(_moved(call, call.params, book))
        return _marked(answer, isolated=isolated)

    return handle


def place(call: Call) -> Any:
    """Place an order; what is missing is borrowed on demand."""
    _borrow_what_is_missing(call)
    return on_margin(rest_orders.place)(call)


def place_oco(call: Call) -> Any:
    """Place a pair in the old words: a limit order and a stop."""
    limit = {"Type": "LIMIT_MAKER", "Price": call["price"]}
    stop = {
        "Type": "STOP_LOSS_LIMIT" if "stopLimitPrice" in call.params else "STOP_LOSS",
        "StopPrice": call["stopPrice"],
        "Price": call.get("stopLimitPrice"),
        "TimeInForce": call.get("stopLimitTimeInForce"),
        "ClientOrderId": call.get("stopClientOrderId"),
    }
    limit["ClientOrderId"] = call.get("limitClientOrderId")
    high, low = (limit, stop) if call["side"] == "SELL" else (stop, limit)
    legs = {f"above{name}": value for name, value in high.items()}
    legs |= {f"below{name}": value for name, value in low.items()}
    kept = {name: value for name, value in call.params.items() if not name.startswith("stop")}
    params = kept | {name: value for name, value in legs.items() if value is not None}
    return on_margin(rest_lists.place_oco)(_moved(call, params))


def open_lists(call: Call) -> Any:
    """List pairs that are not done."""
    return [one for one in rest_lists.open_lists(call) if one["contingencyType"] == "OCO"]


def open_oto_lists(call: Call) -> Any:
    """List the others that are not done."""
    return [one for one in rest_lists.open_lists(call) if one["contingencyType"] == "OTO"]


def my_trades(call: Call) -> Any:
    """List fills; margin leaves the value out."""
    hidden = ("quoteQty", "orderListId")
    return [
        {name: value for name, value in one.items() if name not in hidden}
        for one in rest_orders.my_trades(call)
    ]


def _borrow_what_is_missing(call: Call) -> None:
    if call.get("sideEffectType") not in BORROWING:
        return
    symbol, book = call.venue.market.symbol(call["symbol"]), book_of(call)
    buys = call["side"] == "BUY"
    asset = symbol.quote if buys else symbol.base
    price = call.get("price") or call.venue.market.price(symbol.name)
    quantity = call.get("quantity") or call.get("quoteOrderQty", Decimal(0)) / price
    missing = (quantity * price if buys else quantity) - book.account.balances[asset].free
    if 0 < missing <= book.borrowable(call.venue.market, asset):
        book.note("BORROW", asset, missing, call.now_ms, None)


def _moved(call: Call, params: dict[str, Any], book: MarginBook | None = None) -> Call:
    return Call(
        venue=call.venue,
        params=params,
        now_ms=call.now_ms,
        ip=call.ip,
        key=call.key,
        customer=call.customer if book is None else book.account,
    )


def _marked(answer: Any, *, isolated: bool) -> Any:
    """Say of every order which account it belongs to."""
    if isinstance(answer, list):
        return [_marked(one, isolated=isolated) for one in answer]
    if isinstance(answer, dict) and ("orderId" in answer or "orderListId" in answer):
        return answer | {"isIsolated": isolated}
    return answer


def _order_weight(sent: Mapping[str, str]) -> int:
    return 1500 if sent.get("sideEffectType") in BORROWING else 6


def _with(prefix: str) -> str:
    return " ".join(prefix + word for word in LEG.split())


_UID: dict[str, Any] = {"pool": Pool.SAPI_UID}
_IP: dict[str, Any] = {"pool": Pool.SAPI_IP}
_ROOT = "/sapi/v1/margin"
_SPAN = "startTime endTime"


def _placing(path: str, handler: Handler, words: str) -> Route:
    return write("POST", f"{_ROOT}/{path}", handler, _order_weight, words, **_UID)


def _reading(path: str, handler: Handler, weight: int, words: str) -> Route:
    return own(f"{_ROOT}/{path}", on_margin(handler), weight, words, **_IP)


ROUTES = (
    _placing(
        "order",
        place,
        f"symbol! side! type!:{ANY} isIsolated quantity quoteOrderQty price:decimal stopPrice"
        f" newClientOrderId icebergQty newOrderRespType:ACK|RESULT|FULL"
        f" sideEffectType:{ALL_EFFECTS} timeInForce:{TIF} {STP} trailingDelta:long"
        " autoRepayAtCancel:boolean",
    ),
    write(
        "DELETE",
        f"{_ROOT}/order",
        on_margin(rest_orders.cancel),
        10,
        "symbol! isIsolated orderId origClientOrderId newClientOrderId",
        **_IP,
    ),
    write(
        "DELETE",
        f"{_ROOT}/openOrders",
        on_margin(rest_orders.cancel_all),
        1,
        "symbol! isIsolated",
        **_IP,
    ),
    _reading("order", rest_orders.look_up, 10, "symbol! isIsolated orderId origClientOrderId"),
    _reading("openOrders", rest_orders.open_orders, 10, "symbol isIsolated"),
    _reading(
        "allOrders",
        rest_orders.all_orders,
        200,
        f"symbol! isIsolated orderId {_SPAN} limit:..500=500",
    ),
    _reading("myTrades", my_trades, 10, f"symbol! isIsolated orderId {_SPAN} fromId limit=500"),
    _reading(
        "myPreventedMatches",
        rest_changes.prevented_matches,
        10,
        "symbol! preventedMatchId orderId fromPreventedMatchId isIsolated",
    ),
    write(
        "GET",
        f"{_ROOT}/rateLimit/order",
        on_margin(rest_account.order_limits),
        20,
        "isIsolated symbol",
        **_IP,
    ),
    _placing(
        "order/oco",
        place_oco,
        f"{COMMON} side! quantity! price!:decimal stopPrice! limitClientOrderId limitIcebergQty"
        f" stopClientOrderId stopLimitPrice stopIcebergQty stopLimitTimeInForce:{TIF}"
        f" sideEffectType:{ALL_EFFECTS}",
    ),
    _placing(
        "order/oto",
        on_margin(rest_lists.place_oto),
        f"{COMMON} {WORKING} workingIcebergQty! pendingType!:{ANY} pendingSide!:BUY|SELL"
        f" pendingQuantity!:decimal {_with('pending')} sideEffectType:{EFFECTS}",
    ),
    _placing(
        "order/otoco",
        on_margin(rest_lists.place_otoco),
        f"{COMMON} {WORKING} workingIcebergQty pendingSide!:BUY|SELL pendingQuantity!:decimal"
        f" pendingAboveType!:{ABOVE} pendingBelowType:{ABOVE} {_with('pendingAbove')}"
        f" {_with('pendingBelow')} sideEffectType:{EFFECTS}",
    ),
    write(
        "DELETE",
        f"{_ROOT}/orderList",
        on_margin(rest_lists.cancel),
        1,
        "symbol! isIsolated orderListId listClientOrderId newClientOrderId",
        **_UID,
    ),
    _reading(
        "orderList", rest_lists.look_up, 10, "isIsolated symbol orderListId origClientOrderId"
    ),
    _reading(
        "allOrderList",
        rest_lists.all_lists,
        200,
        f"isIsolated symbol fromId {_SPAN} limit=500",
    ),
    _reading("openOrderList", open_lists, 10, "isIsolated symbol"),
    own(f"{_ROOT}/oto/openOrderList", on_margin(open_oto_lists), 10, "symbol", **_UID),
)

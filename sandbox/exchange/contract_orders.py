"""Orders on contracts over REST: place, test, change, cancel, look up, list."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from sandbox.exchange import contract_views as views
from sandbox.exchange.contract_desk import books_of, contracts_of, terms_of
from sandbox.exchange.contract_engine import unknown_order
from sandbox.exchange.contract_entry import COIN_ORDER, MATCHES, USD_ORDER, Entry, amount, client_id
from sandbox.exchange.contract_history import page, span_checked
from sandbox.exchange.contract_wallet import ContractOrder, ContractWallet, Product
from sandbox.exchange.declaring import takes
from sandbox.exchange.errors import Refusal, missing, needs_one_of
from sandbox.exchange.params import Param, boolean, one_of, read
from sandbox.exchange.routes import Call

MOST_PLACED = 5  # orders in a batch
MOST_CANCELLED = 10
MOST_CHANGES = 10_000
DAY_MS = 86_400_000

IDS = (*takes("orderId"), Param("origClientOrderId", client_id))
_MATCH = Param("priceMatch", one_of(*MATCHES, code=-5037, message="Invalid price match"))
USD_CHANGE = (
    *takes("symbol! side! modifyId"),
    Param("quantity", amount, required=True),
    Param("price", amount, required=True),
    *IDS,
    _MATCH,
    Param("reduceOnly", boolean),
)
COIN_CHANGE = (
    *takes("symbol! side! modifyId"),
    Param("quantity", amount),
    Param("price", amount),
    *IDS,
    _MATCH,
)


def place(call: Call, product: Product) -> Any:
    """Place an order."""
    return _place(call, product, call.params)


def test(call: Call) -> Any:
    """Check an order without placing it: by itself, not against margin and positions."""
    order = _entry(call, Product.USD).order(call.params)
    call.venue.contracts.engine.check_alone(call.account, order)
    return views.done(order)


def place_batch(call: Call, product: Product) -> Any:
    """Place up to five orders; each is answered for itself. Fails with -4082."""
    taken = USD_ORDER if product is Product.USD else COIN_ORDER
    return _each(
        call["batchOrders"], lambda sent: _place(call, product, read(taken, sent)), MOST_PLACED
    )


def modify(call: Call, product: Product) -> Any:
    """Give an order another price and quantity."""
    return _modify(call, product, call.params)


def modify_batch(call: Call, product: Product) -> Any:
    """Change up to five orders; each is answered for itself. Fails with -4082."""
    taken = USD_CHANGE if product is Product.USD else COIN_CHANGE
    return _each(
        call["batchOrders"], lambda sent: _modify(call, product, read(taken, sent)), MOST_PLACED
    )


def cancel(call: Call, product: Product) -> Any:
    """Cancel an order."""
    order = find(call, product, call.params)
    if order is None or not order.is_open:
        raise unknown_order()
    call.venue.contracts.engine.cancel(call.account, order)
    return views.done(order)


def cancel_batch(call: Call, product: Product) -> Any:
    """Cancel up to ten orders of a symbol; each is answered for itself."""
    numbers, names = call.get("orderIdList", []), call.get("origClientOrderIdList", [])
    wanted: list[dict[str, Any]] = [{"orderId": one} for one in numbers]
    wanted += [{"origClientOrderId": one} for one in names]
    if not wanted:
        raise needs_one_of("orderIdList", "origClientOrderIdList")
    if len(wanted) > MOST_CANCELLED:
        raise Refusal(-4083, "Fail to place batch orders.")

    def end(ids: dict[str, Any]) -> Any:
        order = find(call, product, {"symbol": call["symbol"], **ids})
        if order is None or not order.is_open:
            raise unknown_order()
        call.venue.contracts.engine.cancel(call.account, order)
        return views.done(order)

    return [_answer(end, one) for one in wanted]


def cancel_all(call: Call, product: Product) -> Any:
    """Cancel every order on a contract's book; conditional orders stay."""
    name = terms_of(call, product).name
    for order in _wallet(call, product).open_orders(name):
        call.venue.contracts.engine.cancel(call.account, order)
    return {"code": 200, "msg": "The operation of cancel all open order is done."}


def look_up(call: Call, product: Product) -> Any:
    """Tell how an order stands."""
    order = find(call, product, call.params)
    if order is None:
        raise Refusal(-2013, "Order does not exist.")
    return views.query(order, terms_of(call, product))


def open_order(call: Call, product: Product) -> Any:
    """Tell how an order on the book stands."""
    order = find(call, product, call.params)
    if order is None or not order.is_open:
        raise Refusal(-2013, "Order does not exist.")
    return views.query(order, terms_of(call, product))


def open_orders(call: Call, product: Product) -> Any:
    """List what is on the books, of one contract, one pair or all."""
    if call.get("symbol"):
        terms_of(call, product)
    return [
        views.query(one, contracts_of(call).find(product, one.symbol))
        for one in _wallet(call, product).open_orders(call.get("symbol"))
        if call.get("pair") in {None, one.pair}
    ]


def all_orders(call: Call, product: Product) -> Any:
    """List orders, old and open; those cancelled unfilled are forgotten after three days."""
    span_checked(call, days=7)
    named = _named(call, product)
    gone = call.now_ms - 3 * DAY_MS
    found = [
        (one.time_ms, one.order_id, views.query(one, contracts_of(call).find(product, one.symbol)))
        for one in _wallet(call, product).orders.values()
        if named(one.symbol, one.pair) and (one.is_open or one.executed or one.time_ms >= gone)
    ]
    return page(call, found, "orderId")


def changes(call: Call, product: Product) -> Any:
    """List the changes of an order, or of all orders of a contract."""
    span_checked(call, days=7)
    named = call.get("orderId") or call.get("origClientOrderId")
    one = find(call, product, call.params) if named else None
    name = terms_of(call, product).name
    own = [one] if one else [o for o in _wallet(call, product).orders.values() if o.symbol == name]
    shown = [change for order in own for change in views.amendments(order)]
    return shown[: call["limit"]]


def trades(call: Call, product: Product) -> Any:
    """List trades of the account."""
    span_checked(call, days=7)
    if call.get("fromId") is not None and ("startTime" in call.params or "endTime" in call.params):
        raise Refusal(-1128, "Combination of optional parameters invalid.")
    order = int(call["orderId"]) if call.get("orderId") else None
    named = _named(call, product)
    contracts = contracts_of(call)
    found = []
    for fill in _wallet(call, product).fills:
        terms = contracts.find(product, fill.symbol)
        if named(terms.name, terms.pair) and order in {None, fill.order_id}:
            found.append((fill.time_ms, fill.id, views.trade(fill, terms)))
    return page(call, found, "fromId")


def countdown(call: Call, product: Product) -> Any:
    """Cancel every order of a contract in some milliseconds, unless called again; zero ends it."""
    name = terms_of(call, product).name
    wallet, wait = _wallet(call, product), call["countdownTime"]
    wallet.countdowns.pop(name, None)
    if wait:
        wallet.countdowns[name] = call.now_ms + wait
    return {"symbol": name, "countdownTime": str(wait)}


def find(call: Call, product: Product, sent: Mapping[str, Any]) -> ContractOrder | None:
    """Find the order a call names. Fails with -1102 and -1121."""
    name = contracts_of(call).find(product, sent["symbol"]).name
    number, named = sent.get("orderId"), sent.get("origClientOrderId")
    if number is None and named is None:
        raise needs_one_of("origClientOrderId", "orderId")
    own = [one for one in _wallet(call, product).orders.values() if one.symbol == name]
    if number is not None:
        return next((one for one in own if one.order_id == number), None)
    alike = [one for one in own if one.client_order_id == named]
    return next((one for one in alike if one.is_open), alike[-1] if alike else None)


def objects(_name: str, value: str) -> list[dict[str, str]]:
    """Take a JSON list of objects, their values as text."""
    try:
        listed = json.loads(value)
        return [{name: _text(one) for name, one in each.items()} for each in listed]
    except (ValueError, TypeError, AttributeError):
        raise Refusal(-1130, "Data sent for parameter 'batchOrders' is not valid.") from None


def numbers(name: str, value: str) -> list[int]:
    """Take a JSON list of whole numbers."""
    return [int(one) for one in _listed(name, value, int)]


def names(name: str, value: str) -> list[str]:
    """Take a JSON list of texts."""
    return [str(one) for one in _listed(name, value, str)]


def _listed(name: str, value: str, kind: type) -> list[Any]:
    try:
        listed = json.loads(value)
    except ValueError:
        listed = None
    if not isinstance(listed, list) or not all(isinstance(one, kind) for one in listed):
        raise Refusal(-1130, f"Data sent for parameter '{name}' is not valid.")
    return listed


def _text(value: object) -> str:
    return ("true" if value else "false") if isinstance(value, bool) else str(value)


def _place(call: Call, product: Product, sent: Mapping[str, Any]) -> Any:
    order = _entry(call, product).order(sent)
    call.venue.contracts.engine.submit(call.account, order)
    return views.done(order, acknowledged=sent.get("newOrderRespType", "ACK") == "ACK")


def _modify(call: Call, product: Product, sent: Mapping[str, Any]) -> Any:
    order = find(call, product, sent)
    if order is None or not order.is_open:
        raise Refusal(-2013, "Order does not exist.")
    _check_change(order, sent)
    price, quantity = sent["price"], sent["quantity"]
    engine = call.venue.contracts.engine
    engine.modify(call.account, order, (price, quantity), sent.get("modifyId"))
    return views.done(order)


def _check_change(order: ContractOrder, sent: Mapping[str, Any]) -> None:
    """Check what is changed. Fails with -1102, -1117, -5025, -5026, -5027 and -5047."""
    for name in ("quantity", "price"):
        if name not in sent:
            raise missing(name)
    if order.type != "LIMIT":
        raise Refusal(-5025, "Only limit order is supported.")
    if sent["side"] != order.side:
        raise Refusal(-1117, "Invalid side.")
    if sent.get("reduceOnly") and not order.reduce_only:
        raise Refusal(-5047, "The original order is not a reduce only order.")
    if (sent["price"], sent["quantity"]) == (order.price, order.quantity):
        raise Refusal(-5027, "No need to modify the order.")
    if len(order.amendments) >= MOST_CHANGES:
        raise Refusal(-5026, "Exceed maximum modify order limit.")


def _each(listed: list[dict[str, str]], act: Callable[[dict[str, str]], Any], most: int) -> Any:
    if not 0 < len(listed) <= most:
        raise Refusal(-4082, "Invalid number of batch place orders.")
    return [_answer(act, one) for one in listed]


def _answer(act: Callable[[Any], Any], sent: Any) -> Any:
    """Carry one of many out; what is refused is answered in its place."""
    try:
        return act(sent)
    except Refusal as refusal:
        return refusal.body()


def _named(call: Call, product: Product) -> Callable[[str, str], bool]:
    """Make the question whether a contract is asked for. Fails with -1121."""
    symbol, pair = call.get("symbol"), call.get("pair")
    if symbol:
        terms_of(call, product)
    return lambda name, of_pair: symbol in {None, name} and pair in {None, of_pair}


def _entry(call: Call, product: Product) -> Entry:
    return Entry(contracts_of(call), call.account, product, call.now_ms)


def _wallet(call: Call, product: Product) -> ContractWallet:
    return books_of(call, product).wallet

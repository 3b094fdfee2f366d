"""The filters an order must pass; the figures are those exchangeInfo shows."""

from decimal import Decimal

from sandbox.exchange.accounts import Account
from sandbox.exchange.errors import Refusal, filter_failure
from sandbox.exchange.orders import Order
from sandbox.exchange.rules import Rules, Span, rules_of
from sandbox.exchange.symbols import Symbol


def check(symbol: Symbol, order: Order, fair: Decimal, account: Account) -> None:
    """Check every filter of the symbol; `fair` is the price they go by.

    Fails with -1013 and the first filter's name.
    """
    rules = rules_of(symbol.name)
    for price in (order.price, order.stop_price):
        if price:
            _price(symbol, price)
    if order.quantity:
        _quantity(symbol, order)
    if order.quantity and order.type == "MARKET":
        _market_quantity(symbol, order.quantity, rules)
    if order.iceberg_qty:
        _iceberg(order, rules)
    if order.price:
        _distance(order, fair, rules)
    value = _notional(symbol, order, fair, rules)
    if value > rules.max_asset:
        raise filter_failure("MAX_ASSET")
    _counts(order, account, rules)
    _position(symbol, order, account, rules)


def _price(symbol: Symbol, price: Decimal) -> None:
    if not symbol.tick <= price <= symbol.max_price or price % symbol.tick:
        raise filter_failure("PRICE_FILTER")


def _quantity(symbol: Symbol, order: Order) -> None:
    for quantity in filter(None, (order.quantity, order.iceberg_qty)):
        if not symbol.step <= quantity <= symbol.max_quantity or quantity % symbol.step:
            raise filter_failure("LOT_SIZE")


def _market_quantity(symbol: Symbol, quantity: Decimal, rules: Rules) -> None:
    least, step = rules.market_min * symbol.step, rules.market_step * symbol.step
    if not least <= quantity <= symbol.max_market_quantity or (step and quantity % step):
        raise filter_failure("MARKET_LOT_SIZE")


def _iceberg(order: Order, rules: Rules) -> None:
    if order.iceberg_qty > order.quantity:
        raise Refusal(-2010, "IcebergQty exceeds QTY.")
    if order.quantity > order.iceberg_qty * rules.iceberg_parts:
        raise filter_failure("ICEBERG_PARTS")


def _distance(order: Order, fair: Decimal, rules: Rules) -> None:
    span: Span = rules.bid if order.is_buy or rules.ask is None else rules.ask
    if not fair * span.down <= order.price <= fair * span.up:
        raise filter_failure("PERCENT_PRICE" if rules.ask is None else "PERCENT_PRICE_BY_SIDE")


def _notional(symbol: Symbol, order: Order, fair: Decimal, rules: Rules) -> Decimal:
    """Check what the order is worth in the quote asset, and give it."""
    market = order.type == "MARKET"
    value = order.quote_order_qty or (order.price or order.stop_price or fair) * order.quantity
    if value < symbol.min_notional and (rules.least_for_market or not market):
        raise filter_failure("MIN_NOTIONAL" if rules.max_notional is None else "NOTIONAL")
    capped = rules.max_notional is not None and (rules.most_for_market or not market)
    if rules.max_notional is not None and capped and value > rules.max_notional:
        raise filter_failure("NOTIONAL")
    return value


def _counts(order: Order, account: Account, rules: Rules) -> None:
    open_orders = account.open_orders(order.symbol)
    if order.type != "MARKET" and len(open_orders) >= rules.max_open:
        raise filter_failure("MAX_NUM_ORDERS")
    if order.is_stop and sum(other.is_stop for other in open_orders) >= rules.max_stops:
        raise filter_failure("MAX_NUM_ALGO_ORDERS")
    if order.iceberg_qty and rules.max_icebergs is not None:
        icebergs = sum(bool(other.iceberg_qty) for other in open_orders)
        if icebergs >= rules.max_icebergs:
            raise filter_failure("MAX_NUM_ICEBERG_ORDERS")


def _position(symbol: Symbol, order: Order, account: Account, rules: Rules) -> None:
    """Check what a buyer would hold: what is there, what is on order, and this order."""
    if rules.max_position is None or not order.is_buy:
        return
    balance = account.balances[symbol.base]
    on_order = sum(
        (other.remaining for other in account.open_orders(symbol.name) if other.is_buy), Decimal(0)
    )
    if balance.free + balance.locked + on_order + order.quantity > rules.max_position:
        raise filter_failure("MAX_POSITION")

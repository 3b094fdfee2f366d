"""The filters an order must pass; the figures are those exchangeInfo shows."""

from decimal import Decimal

from sandbox.exchange.accounts import Account
from sandbox.exchange.errors import Refusal, filter_failure
from sandbox.exchange.orders import Order
from sandbox.exchange.rules import (
    HIGHEST,
    ICEBERG_PARTS,
    LOWEST,
    MAX_NOTIONAL,
    MAX_OPEN,
    MAX_STOPS,
)
from sandbox.exchange.symbols import Symbol


def check(symbol: Symbol, order: Order, last: Decimal, account: Account) -> None:
    """Check every filter of the symbol. Fails with -1013 and the first filter's name."""
    for price in (order.price, order.stop_price):
        if price:
            _price(symbol, price)
    if order.quantity:
        _quantity(symbol, order)
    if order.price and not last * LOWEST <= order.price <= last * HIGHEST:
        raise filter_failure("PERCENT_PRICE_BY_SIDE")
    _notional(symbol, order, last)
    _counts(order, account)


def _price(symbol: Symbol, price: Decimal) -> None:
    if not symbol.tick <= price <= symbol.max_price or price % symbol.tick:
        raise filter_failure("PRICE_FILTER")


def _quantity(symbol: Symbol, order: Order) -> None:
    for quantity in filter(None, (order.quantity, order.iceberg_qty)):
        if not symbol.step <= quantity <= symbol.max_quantity or quantity % symbol.step:
            raise filter_failure("LOT_SIZE")
    if order.type == "MARKET" and order.quantity > symbol.max_market_quantity:
        raise filter_failure("MARKET_LOT_SIZE")
    if order.iceberg_qty:
        if order.iceberg_qty > order.quantity:
            raise Refusal(-2010, "IcebergQty exceeds QTY.")
        if -(-order.quantity // order.iceberg_qty) > ICEBERG_PARTS:
            raise filter_failure("ICEBERG_PARTS")


def _notional(symbol: Symbol, order: Order, last: Decimal) -> None:
    price = order.price or order.stop_price or last
    value = order.quote_order_qty or price * order.quantity
    too_much = order.type != "MARKET" and value > MAX_NOTIONAL
    if value < symbol.min_notional or too_much:
        raise filter_failure("NOTIONAL")


def _counts(order: Order, account: Account) -> None:
    open_orders = account.open_orders(order.symbol)
    if order.type != "MARKET" and len(open_orders) >= MAX_OPEN:
        raise filter_failure("MAX_NUM_ORDERS")
    if order.is_stop and sum(other.is_stop for other in open_orders) >= MAX_STOPS:
        raise filter_failure("MAX_NUM_ALGO_ORDERS")

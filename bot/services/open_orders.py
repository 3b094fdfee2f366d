"""Open orders as people think of them: the legs of a list together, each with its way to go."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from binance.enums import OrderStatus, OrderType, Side
from binance.models.account import Order
from binance.models.market import SymbolInfo

_ALONE = -1  # the list id of an order that belongs to no list
_STOPS = {OrderType.STOP_LOSS, OrderType.STOP_LOSS_LIMIT}
_TAKES = {OrderType.TAKE_PROFIT, OrderType.TAKE_PROFIT_LIMIT}


class Role(StrEnum):
    """What an order waits for."""

    LIMIT = "limit"
    STOP_LOSS = "stop loss"
    TAKE_PROFIT = "take profit"
    TRAILING = "trailing"
    MARKET = "market"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list of open orders: an order, or the open legs of an order list."""

    orders: tuple[Order, ...]

    @property
    def first(self) -> Order:
        """The order that names symbol and side."""
        return self.orders[0]

    @property
    def in_list(self) -> bool:
        """Whether the orders belong to an order list, such as an OCO."""
        return self.first.order_list_id != _ALONE


def entries(orders: Iterable[Order]) -> list[Entry]:
    """Put the legs of each list together, what works now first; newest entries come first."""
    grouped: dict[tuple[str, int, int], list[Order]] = {}
    for order in sorted(orders, key=lambda order: (order.time, order.order_id), reverse=True):
        alone = order.order_list_id == _ALONE
        key = (order.symbol, order.order_list_id, order.order_id if alone else 0)
        grouped.setdefault(key, []).append(order)
    return [Entry(tuple(sorted(legs, key=_order_of_legs))) for legs in grouped.values()]


def role(order: Order) -> Role:
    """Say what an order waits for."""
    if order.trailing_delta:
        return Role.TRAILING
    if order.type in _STOPS:
        return Role.STOP_LOSS
    if order.type in _TAKES:
        return Role.TAKE_PROFIT
    return Role.LIMIT if order.price else Role.MARKET


def target(order: Order) -> Decimal | None:
    """Give the price at which something happens: the stop price, else the limit price."""
    if order.type in _STOPS | _TAKES and order.stop_price:
        return order.stop_price
    return order.price or None


def distance(order: Order, last: Decimal | None) -> Decimal | None:
    """Give how far the target is from the last price, in percent; negative below it."""
    wanted = target(order)
    if wanted is None or not last:
        return None
    return (wanted - last) / last * 100


def filled_percent(order: Order) -> Decimal:
    """Give the executed part of an order in percent."""
    return order.executed_qty / order.orig_qty * 100 if order.orig_qty else Decimal(0)


def reserved(orders: Iterable[Order], known: Mapping[str, SymbolInfo]) -> dict[str, Decimal]:
    """Sum up what open orders reserve, by asset, that of buys first; a list's legs share theirs.

    A buy reserves the quote asset, a sale the base asset; what waits for another order to be filled
    reserves nothing yet. Orders of unknown symbols are left out.
    """
    total: dict[str, Decimal] = {}
    working = [order for order in orders if order.status is not OrderStatus.PENDING_NEW]
    for entry in sorted(entries(working), key=lambda entry: entry.first.side):
        info = known.get(entry.first.symbol)
        if info is None:
            continue
        buys = entry.first.side is Side.BUY
        asset = info.quote_asset if buys else info.base_asset
        held = max(_held(order, buys=buys) for order in entry.orders)
        total[asset] = total.get(asset, Decimal(0)) + held
    return total


def _order_of_legs(order: Order) -> tuple[bool, Role, int]:
    return (order.status is OrderStatus.PENDING_NEW, role(order), order.order_id)


def _held(order: Order, *, buys: bool) -> Decimal:
    left = order.orig_qty - order.executed_qty
    return left * (order.price or order.stop_price) if buys else left

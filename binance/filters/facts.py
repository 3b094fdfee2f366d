"""What is known about the market and the account. What is None is not known, and not checked."""

from dataclasses import dataclass, fields, replace
from decimal import Decimal

from binance.filters.arithmetic import usable
from binance.models.market import MyFilters


@dataclass(frozen=True, kw_only=True, slots=True)
class Market:
    """Prices of the symbol, in its quote asset."""

    last_price: Decimal | None = None
    average_price: Decimal | None = None  # of GET /api/v3/avgPrice
    reference_price: Decimal | None = None  # where there is one it counts before the average
    mark_price: Decimal | None = None  # futures
    best_bid: Decimal | None = None
    best_ask: Decimal | None = None

    def usable(self) -> "Market":
        """Give the same without what cannot be a price."""
        bad = {one.name: None for one in fields(self) if not _is_price(getattr(self, one.name))}
        return replace(self, **bad)


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenOrders:
    """How many orders of the account are open."""

    orders: int | None = None
    algo_orders: int | None = None  # stops, part of the above
    iceberg_orders: int | None = None  # part of the above
    lists: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """How the account stands with the symbol; amounts in the base or the quote asset."""

    free_base: Decimal | None = None
    locked_base: Decimal | None = None
    free_quote: Decimal | None = None
    open_buy_quantity: Decimal | None = None  # of all open BUY orders, in the base asset
    on_symbol: OpenOrders = OpenOrders()
    on_exchange: OpenOrders = OpenOrders()
    amendments: int | None = None  # of the order that is to be amended
    permissions: frozenset[str] | None = None  # of GET /api/v3/account
    filters: MyFilters | None = None  # of GET /api/v3/myFilters

    def usable(self) -> "Standing":
        """Give the same without what cannot be an amount."""
        return replace(
            self,
            free_base=_amount(self.free_base),
            locked_base=_amount(self.locked_base),
            free_quote=_amount(self.free_quote),
            open_buy_quantity=_amount(self.open_buy_quantity),
        )


def _amount(value: Decimal | None) -> Decimal | None:
    return value if usable(value) else None


def _is_price(value: Decimal | None) -> bool:
    return value is not None and usable(value) and value > 0

"""Orders and fills as the matching engine keeps them."""

from dataclasses import dataclass, field
from decimal import Decimal

ZERO = Decimal(0)
OPEN = frozenset({"NEW", "PARTIALLY_FILLED", "PENDING_NEW"})
STOP_TYPES = frozenset({"STOP_LOSS", "STOP_LOSS_LIMIT", "TAKE_PROFIT", "TAKE_PROFIT_LIMIT"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Fill:
    """One trade of an order."""

    id: int
    order_id: int
    symbol: str
    price: Decimal
    qty: Decimal
    commission: Decimal
    commission_asset: str
    time_ms: int
    is_buyer: bool
    is_maker: bool
    list_id: int = -1

    @property
    def quote_qty(self) -> Decimal:
        """Give what was paid or received, in the quote asset."""
        return self.price * self.qty


@dataclass(frozen=True, kw_only=True, slots=True)
class Amendment:
    """One time an order got smaller."""

    execution_id: int
    old_client_id: str
    new_client_id: str
    old_quantity: Decimal
    new_quantity: Decimal
    time_ms: int


@dataclass(kw_only=True, slots=True)
class Order:
    """A spot order; prices in the quote asset, zero where the type has none."""

    account: str
    symbol: str
    order_id: int
    client_order_id: str
    side: str
    type: str
    quantity: Decimal
    time_in_force: str = "GTC"
    price: Decimal = ZERO
    stop_price: Decimal = ZERO
    quote_order_qty: Decimal = ZERO
    iceberg_qty: Decimal = ZERO
    self_trade_prevention: str = "EXPIRE_MAKER"
    status: str = "NEW"
    executed: Decimal = ZERO
    cumulative_quote: Decimal = ZERO
    locked: Decimal = ZERO  # what is still held for it, in `locked_asset`
    locked_asset: str = ""
    is_working: bool = True
    time_ms: int = 0
    update_time_ms: int = 0
    working_time_ms: int = 0
    cancel_client_order_id: str = ""
    list_id: int = -1  # -1: not part of a list
    shares_lock: bool = False  # the other leg holds the money for both
    used_sor: bool = False
    strategy_id: int | None = None
    strategy_type: int | None = None
    amendments: list["Amendment"] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)

    @property
    def is_buy(self) -> bool:
        """Tell whether the order buys the base asset."""
        return self.side == "BUY"

    @property
    def is_open(self) -> bool:
        """Tell whether the order can still be filled or cancelled."""
        return self.status in OPEN

    @property
    def is_stop(self) -> bool:
        """Tell whether the order waits for a stop price."""
        return self.type in STOP_TYPES

    @property
    def remaining(self) -> Decimal:
        """Give the quantity not filled yet, in the base asset."""
        return self.quantity - self.executed


@dataclass(kw_only=True, slots=True)
class OrderList:
    """Orders that depend on each other: those on the book at once, those that wait for them."""

    id: int
    symbol: str
    contingency: str  # OCO or OTO
    client_id: str
    time_ms: int
    first: list[Order]
    pending: list[Order] = field(default_factory=list)
    funded: bool = False  # the waiting orders sell what the first one buys
    settled: bool = False  # placed as a whole, and not being taken off

    @property
    def orders(self) -> list[Order]:
        """Give every order of the list."""
        return [*self.first, *self.pending]

    @property
    def is_open(self) -> bool:
        """Tell whether anything can still happen."""
        return any(order.is_open for order in self.orders)

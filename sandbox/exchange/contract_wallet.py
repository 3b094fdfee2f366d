"""What an account has on contracts: balances, positions, settings, orders, and what happened."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

ZERO = Decimal(0)
OPEN = frozenset({"NEW", "PARTIALLY_FILLED"})
KEPT_ALGO = frozenset({"NEW", "TRIGGERING", "TRIGGERED"})


class Product(StrEnum):
    """The two exchanges for contracts."""

    USD = "um"
    COIN = "cm"


@dataclass(slots=True)
class Position:
    """A position; a negative amount is short."""

    amount: Decimal = ZERO
    entry_price: Decimal = ZERO
    isolated: Decimal = ZERO  # margin set aside for it, when its margin is isolated
    realised: Decimal = ZERO
    warned: bool = False  # its owner got a margin call
    update_time_ms: int = 0


@dataclass(slots=True)
class SymbolSetting:
    """How an account trades one contract."""

    leverage: int = 20
    isolated: bool = False


@dataclass(slots=True)
class ContractMode:
    """What holds for all contracts of an account; the mode of positions for both exchanges."""

    hedge: bool = False
    multi_assets: bool = False  # USDⓈ-M
    fee_burn: bool = False  # fees of USDⓈ-M in BNB
    signed_stocks: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class ContractFill:
    """One trade of an order."""

    id: int
    order_id: int
    symbol: str
    side: str
    position_side: str
    price: Decimal
    qty: Decimal
    value: Decimal  # in the quote asset, COIN-M in the coin
    realised: Decimal
    commission: Decimal
    commission_asset: str
    time_ms: int
    maker: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class ContractAmendment:
    """One change of an order."""

    id: int
    price: tuple[Decimal, Decimal]  # before and after
    quantity: tuple[Decimal, Decimal]
    count: int
    time_ms: int
    modify_id: int | None = None


@dataclass(kw_only=True, slots=True)
class ContractOrder:
    """An order on a contract; `price` is zero where the type has none."""

    product: Product
    symbol: str
    pair: str
    client_order_id: str
    side: str
    type: str
    quantity: Decimal
    order_id: int = 0
    original_type: str = ""
    price: Decimal = ZERO
    time_in_force: str = "GTC"
    position_side: str = "BOTH"
    reduce_only: bool = False
    close_position: bool = False
    stop_price: Decimal = ZERO
    working_type: str = "CONTRACT_PRICE"
    price_protect: bool = False
    price_match: str = "NONE"
    self_trade_prevention: str = "EXPIRE_MAKER"
    good_till_ms: int = 0
    status: str = "NEW"
    executed: Decimal = ZERO
    cumulative: Decimal = ZERO  # value of what was executed
    time_ms: int = 0
    update_time_ms: int = 0
    algo_id: int = 0  # the conditional order it came of
    expiry_reason: str = "0"
    fills: list[ContractFill] = field(default_factory=list)
    amendments: list[ContractAmendment] = field(default_factory=list)

    @property
    def is_buy(self) -> bool:
        """Tell whether the order buys."""
        return self.side == "BUY"

    @property
    def is_open(self) -> bool:
        """Tell whether the order can still be filled or cancelled."""
        return self.status in OPEN

    @property
    def closes(self) -> bool:
        """Tell whether the order can only make a position smaller."""
        other_way = {"LONG": "SELL", "SHORT": "BUY"}.get(self.position_side)
        return self.reduce_only or self.side == other_way

    @property
    def remaining(self) -> Decimal:
        """Give the quantity not filled yet."""
        return self.quantity - self.executed

    @property
    def signed(self) -> Decimal:
        """Give what filling the rest would change a position by."""
        return self.remaining if self.is_buy else -self.remaining


@dataclass(kw_only=True, slots=True)
class AlgoOrder:
    """A conditional order: placed as `order` when the price reaches its trigger."""

    algo_id: int
    client_algo_id: str
    order: ContractOrder
    trigger_price: Decimal = ZERO
    activate_price: Decimal = ZERO  # of a trailing stop
    callback_rate: Decimal | None = None  # in percent
    best_price: Decimal = ZERO  # the best a trailing stop has seen
    active: bool = True  # False: a trailing stop that waits for its activation price
    status: str = "NEW"
    placed: ContractOrder | None = None  # what it became
    reason: str = ""  # why it was rejected
    trigger_time_ms: int = 0
    time_ms: int = 0
    update_time_ms: int = 0

    @property
    def is_open(self) -> bool:
        """Tell whether it waits for its trigger."""
        return self.status == "NEW"


@dataclass(frozen=True, kw_only=True, slots=True)
class Income:
    """One movement of money."""

    kind: str  # REALIZED_PNL, COMMISSION, FUNDING_FEE …
    amount: Decimal
    asset: str
    time_ms: int
    id: int = 0
    symbol: str = ""
    info: str = ""
    trade_id: int | None = None


@dataclass(slots=True)
class ContractWallet:
    """One exchange's side of an account; positions are found by symbol and position side."""

    balances: dict[str, Decimal] = field(default_factory=dict)
    positions: dict[tuple[str, str], Position] = field(default_factory=dict)
    settings: dict[str, SymbolSetting] = field(default_factory=dict)
    orders: dict[int, ContractOrder] = field(default_factory=dict)
    algos: dict[int, AlgoOrder] = field(default_factory=dict)
    fills: list[ContractFill] = field(default_factory=list)
    incomes: list[Income] = field(default_factory=list)
    margin_changes: list[dict[str, Any]] = field(default_factory=list)
    quotes: dict[str, dict[str, Any]] = field(default_factory=dict)  # of conversions
    countdowns: dict[str, int] = field(default_factory=dict)  # symbol to end, in ms

    def open_orders(self, symbol: str | None = None) -> list[ContractOrder]:
        """List the orders on the book, oldest first."""
        return [one for one in self.orders.values() if one.is_open and symbol in {None, one.symbol}]

    def open_algos(self, symbol: str | None = None) -> list[AlgoOrder]:
        """List the conditional orders that wait, oldest first."""
        return [
            one for one in self.algos.values() if one.is_open and symbol in {None, one.order.symbol}
        ]

    def position(self, symbol: str, side: str = "BOTH") -> Position:
        """Give a position; one that was never opened is empty."""
        return self.positions.get((symbol, side)) or Position()

    def held(self, symbol: str | None = None) -> list[tuple[str, str, Position]]:
        """List the positions that are open, with symbol and side."""
        return [
            (name, side, one)
            for (name, side), one in self.positions.items()
            if one.amount and symbol in {None, name}
        ]

    def setting(self, symbol: str) -> SymbolSetting:
        """Give the settings of a contract, those of everybody when nothing was set."""
        return self.settings.setdefault(symbol, SymbolSetting())

    def isolated(self) -> Decimal:
        """Give what is set aside for isolated positions, of all assets."""
        return sum((one.isolated for one in self.positions.values()), ZERO)

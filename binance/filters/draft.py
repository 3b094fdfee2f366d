"""An order as somebody wants it, before Binance has seen it."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from binance.enums import OrderType, Side, TimeInForce
from binance.models.contracts import ContractInfo
from binance.models.market import SymbolInfo

ALGO_TYPES = frozenset(
    {
        OrderType.STOP_LOSS,
        OrderType.STOP_LOSS_LIMIT,
        OrderType.TAKE_PROFIT,
        OrderType.TAKE_PROFIT_LIMIT,
        OrderType.STOP,
        OrderType.STOP_MARKET,
        OrderType.TAKE_PROFIT_MARKET,
        OrderType.TRAILING_STOP_MARKET,
    }
)
_STOPS = frozenset(
    {OrderType.STOP_LOSS, OrderType.STOP_LOSS_LIMIT, OrderType.STOP, OrderType.STOP_MARKET}
)


class Purpose(StrEnum):
    """How an order is placed: alone, as a part of a list, or instead of another."""

    SINGLE = "SINGLE"
    OCO = "OCO"
    OTO = "OTO"
    OTOCO = "OTOCO"
    OPO = "OPO"
    OPOCO = "OPOCO"
    CANCEL_REPLACE = "CANCEL_REPLACE"
    AMEND = "AMEND"  # keeps its place in the book; `quantity` is the new one

    @property
    def is_list(self) -> bool:
        """Whether the order is part of an order list."""
        return self not in {Purpose.SINGLE, Purpose.CANCEL_REPLACE, Purpose.AMEND}

    @property
    def adds(self) -> int:
        """How many open orders it adds, those of its whole list together."""
        if self in {Purpose.CANCEL_REPLACE, Purpose.AMEND}:
            return 0
        if self in {Purpose.OTOCO, Purpose.OPOCO}:
            return 3
        return 2 if self.is_list else 1


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderDraft:
    """An order: quantities in the base asset (COIN-M: contracts), prices in the quote asset."""

    symbol: SymbolInfo | ContractInfo
    side: Side
    type: OrderType
    quantity: Decimal | None = None
    quote_quantity: Decimal | None = None  # what to spend or receive, in the quote asset
    price: Decimal | None = None
    stop_price: Decimal | None = None  # futures' algo orders: triggerPrice
    trailing_delta: int | None = None  # in hundredths of a percent
    callback_rate: Decimal | None = None  # in percent; futures' trailing stop
    iceberg_qty: Decimal | None = None
    time_in_force: TimeInForce | None = None
    self_trade_prevention_mode: str | None = None
    peg_price_type: str | None = None  # PRIMARY_PEG, MARKET_PEG
    peg_offset_value: int | None = None  # in price levels
    price_match: str | None = None  # futures: OPPONENT, QUEUE …; instead of a price
    reduce_only: bool = False  # futures
    close_position: bool = False  # futures; instead of a quantity
    purpose: Purpose = Purpose.SINGLE

    @property
    def is_futures(self) -> bool:
        """Whether the order is for a contract."""
        return isinstance(self.symbol, ContractInfo)

    @property
    def is_buy(self) -> bool:
        """Whether the order buys."""
        return self.side == Side.BUY

    @property
    def is_algo(self) -> bool:
        """Whether the order waits for a trigger; Binance counts those apart."""
        return self.type in ALGO_TYPES

    @property
    def is_market(self) -> bool:
        """Whether the order takes any price at once, a futures order once it is triggered."""
        return self.type == OrderType.MARKET or self.type in {
            OrderType.STOP_MARKET,
            OrderType.TAKE_PROFIT_MARKET,
            OrderType.TRAILING_STOP_MARKET,
        }

    @property
    def triggers_above(self) -> bool:
        """Whether the trigger lies above the market: STOP_LOSS BUY and TAKE_PROFIT SELL."""
        return (self.type in _STOPS) == self.is_buy

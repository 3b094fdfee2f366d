"""Orders on contracts, their trades, and conditional orders; USDⓈ-M and COIN-M.

https://developers.binance.com/docs/derivatives/usds-margined-futures/trade/rest-api

Prices are in the quote asset. Quantities are in the base asset, on COIN-M in contracts.
"""

from datetime import UTC, datetime
from decimal import Decimal

import msgspec

from binance.enums import OrderStatus, OrderType, Side, TimeInForce
from binance.futures_enums import AlgoStatus, AlgoType, PositionSide, PriceMatch, WorkingType
from binance.models.model import Model, Number


class ContractReport(Model):
    """An order after it was placed, changed or cancelled.

    Since 2026-06-30 these answers have no average price and no traded value: they are None then.
    """

    symbol: str
    order_id: int
    client_order_id: str
    status: OrderStatus
    side: Side
    type: OrderType
    price: Decimal  # 0 for market orders
    orig_qty: Decimal
    executed_qty: Decimal
    time_in_force: TimeInForce
    update_time: datetime
    pair: str = ""
    orig_type: OrderType | None = None  # of the conditional order it came of
    position_side: PositionSide = PositionSide.BOTH
    reduce_only: bool = False
    close_position: bool = False
    stop_price: Decimal = Decimal(0)
    working_type: WorkingType = WorkingType.CONTRACT_PRICE
    price_protect: bool = False
    price_match: PriceMatch = PriceMatch.NONE
    self_trade_prevention_mode: str = "NONE"
    cum_qty: Decimal | None = None
    avg_price: Decimal | None = None
    cum_quote: Decimal | None = None  # USDⓈ-M
    cum_base: Decimal | None = None  # COIN-M
    good_till_ms: int = msgspec.field(name="goodTillDate", default=0)

    @property
    def good_till_date(self) -> datetime | None:
        """When the order ends by itself, None when it does not."""
        return _moment(self.good_till_ms)


class ContractOrder(ContractReport):
    """An order as Binance keeps it."""

    time: datetime  # type: ignore[misc] # models take keywords alone, which mypy does not see


class CheckedContract(Model):
    """An order that would be taken."""

    symbol: str = ""
    client_order_id: str = ""
    price: Decimal | None = None
    orig_qty: Decimal | None = None


class BatchedContract(Model):
    """One order of a batch: an order, or why it was refused."""

    code: int | None = None  # of the refusal; None: it was carried out
    msg: str = ""
    symbol: str = ""
    order_id: int | None = None
    client_order_id: str = ""
    status: OrderStatus | None = None
    side: Side | None = None
    type: OrderType | None = None
    price: Decimal | None = None
    orig_qty: Decimal | None = None
    executed_qty: Decimal | None = None
    time_in_force: TimeInForce | None = None
    position_side: PositionSide | None = None
    reduce_only: bool = False
    update_time: datetime | None = None

    @property
    def outcome_unknown(self) -> bool:
        """True when the order may have been placed although Binance could not tell."""
        return self.code in {-1000, -1001, -1006, -1007}


class AllCancelled(Model):
    """All of a symbol was cancelled; Binance does not say what."""

    code: Number  # 200
    msg: str


class Countdown(Model):
    """When all orders of a symbol will be cancelled unless the countdown is begun anew."""

    symbol: str
    countdown_time: Number  # milliseconds; 0: never


class ContractTrade(Model):
    """A trade of this account."""

    symbol: str
    id: int
    order_id: int
    side: Side
    price: Decimal
    qty: Decimal
    realized_pnl: Decimal
    commission: Decimal  # positive: paid
    commission_asset: str
    time: datetime
    buyer: bool
    maker: bool
    position_side: PositionSide = PositionSide.BOTH
    margin_asset: str = ""
    quote_qty: Decimal | None = None  # USDⓈ-M
    base_qty: Decimal | None = None  # COIN-M, in the coin
    pair: str = ""  # COIN-M


class BeforeAfter(Model):
    """A number that was changed."""

    before: Decimal
    after: Decimal


class ChangedNumbers(Model):
    """What a change changed."""

    price: BeforeAfter
    orig_qty: BeforeAfter
    count: int  # which change of the order it was


class ContractAmendment(Model):
    """One change of an order."""

    amendment_id: int
    symbol: str
    order_id: int
    client_order_id: str
    time: datetime
    amendment: ChangedNumbers
    pair: str = ""
    price_match: PriceMatch = PriceMatch.NONE
    modify_id: int | None = None  # since 2026


class AlgoReport(Model):
    """A conditional order after it was placed."""

    algo_id: int
    client_algo_id: str
    order_type: OrderType
    symbol: str
    side: Side
    algo_status: AlgoStatus
    create_time: datetime
    update_time: datetime
    algo_type: AlgoType = AlgoType.CONDITIONAL
    position_side: PositionSide = PositionSide.BOTH
    time_in_force: str = "GTC"  # GTE_GTC: ends with the position
    quantity: Decimal = Decimal(0)  # 0: all of the position
    price: Decimal = Decimal(0)
    trigger_price: Decimal = Decimal(0)
    working_type: WorkingType = WorkingType.CONTRACT_PRICE
    price_match: PriceMatch = PriceMatch.NONE
    close_position: bool = False
    price_protect: bool = False
    reduce_only: bool = False
    self_trade_prevention_mode: str = "NONE"
    raw_activate_price: str | None = msgspec.field(name="activatePrice", default=None)
    raw_callback_rate: str | None = msgspec.field(name="callbackRate", default=None)
    trigger_ms: int = msgspec.field(name="triggerTime", default=0)
    good_till_ms: int = msgspec.field(name="goodTillDate", default=0)

    @property
    def activate_price(self) -> Decimal | None:
        """At what price a trailing stop begins to follow, None for others."""
        return Decimal(self.raw_activate_price) if self.raw_activate_price else None

    @property
    def callback_rate(self) -> Decimal | None:
        """How far a trailing stop stays behind, in percent, None for others."""
        return Decimal(self.raw_callback_rate) if self.raw_callback_rate else None

    @property
    def trigger_time(self) -> datetime | None:
        """When it was triggered, None while it waits."""
        return _moment(self.trigger_ms)

    @property
    def good_till_date(self) -> datetime | None:
        """When the order ends by itself, None when it does not."""
        return _moment(self.good_till_ms)


class AlgoOrder(AlgoReport):
    """A conditional order as Binance keeps it, with the order it became."""

    raw_order_id: str = msgspec.field(name="actualOrderId", default="")
    actual_price: Decimal = Decimal(0)  # on average; 0: nothing was traded
    actual_qty: Decimal | None = None
    actual_type: str = ""

    @property
    def actual_order_id(self) -> int | None:
        """The order it became, None while it waits."""
        return int(self.raw_order_id) if self.raw_order_id.isdecimal() else None


class CancelledAlgo(Model):
    """A conditional order was cancelled."""

    algo_id: int
    client_algo_id: str
    code: Number  # 200
    msg: str


def _moment(milliseconds: int) -> datetime | None:
    return datetime.fromtimestamp(milliseconds / 1000, UTC) if milliseconds > 0 else None

"""What Binance answers to orders: placed, cancelled, replaced, amended, in lists.

https://developers.binance.com/docs/binance-spot-api-docs/rest-api/trading-endpoints

Prices are in the quote asset, quantities in the base asset.
"""

from datetime import datetime
from decimal import Decimal

import msgspec

from binance.enums import OrderStatus, OrderType, Side, TimeInForce
from binance.models.account import CommissionRates
from binance.models.market import RateLimit
from binance.models.model import Model


class OrderFill(Model):
    """A trade that came of an order at once."""

    price: Decimal
    qty: Decimal
    commission: Decimal
    commission_asset: str
    trade_id: int | None = None
    match_type: str | None = None  # of SOR
    alloc_id: int | None = None  # of SOR


class OrderReport(Model):
    """An order after something was done with it.

    Placing with ACK tells only the first five values; what does not apply is None.
    """

    symbol: str
    order_id: int
    client_order_id: str  # of a cancellation: the cancellation's own
    order_list_id: int = -1  # -1: not part of a list
    transact_time: datetime | None = None
    price: Decimal | None = None
    orig_qty: Decimal | None = None
    executed_qty: Decimal | None = None
    orig_quote_order_qty: Decimal | None = None
    cummulative_quote_qty: Decimal | None = None  # spelt so by Binance
    status: OrderStatus | None = None
    time_in_force: TimeInForce | None = None
    type: OrderType | None = None
    side: Side | None = None
    stop_price: Decimal | None = None
    iceberg_qty: Decimal | None = None
    working_time: int | None = None  # milliseconds; -1: not on the book
    self_trade_prevention_mode: str | None = None
    trailing_delta: int | None = None  # hundredths of a percent
    trailing_time: int | None = None  # milliseconds; -1: not trailing yet
    strategy_id: int | None = None
    strategy_type: int | None = None
    prevented_match_id: int | None = None
    prevented_quantity: Decimal | None = None
    used_sor: bool = False
    working_floor: str | None = None
    peg_price_type: str | None = None
    peg_offset_type: str | None = None
    peg_offset_value: int | None = None
    pegged_price: Decimal | None = None
    expiry_reason: str | None = None


class PlacedOrder(OrderReport):
    """A new order."""

    fills: list[OrderFill] = msgspec.field(default_factory=list)  # only with FULL


class CancelledOrder(OrderReport):
    """An order taken off the book."""

    orig_client_order_id: str = ""  # the order's own


class ListedOrder(Model):
    """An order by its ids."""

    symbol: str
    order_id: int
    client_order_id: str


class OrderList(Model):
    """Orders that depend on each other."""

    order_list_id: int
    contingency_type: str  # OCO or OTO
    list_status_type: str  # RESPONSE, EXEC_STARTED, UPDATED, ALL_DONE
    list_order_status: str  # EXECUTING, ALL_DONE, REJECT
    list_client_order_id: str
    symbol: str
    orders: list[ListedOrder] = msgspec.field(default_factory=list)
    transaction_time: datetime | None = None
    is_isolated: bool = False  # margin


class PlacedOrderList(OrderList):
    """A new list; the order reports follow `new_order_resp_type`."""

    order_reports: list[PlacedOrder] = msgspec.field(default_factory=list)


class CancelledOrderList(OrderList):
    """A list taken off the book with its orders."""

    order_reports: list[CancelledOrder] = msgspec.field(default_factory=list)


class Cancelled(Model):
    """What was cancelled with all of a symbol: an order, or a list with its reports."""

    symbol: str
    order_list_id: int = -1
    order_id: int | None = None  # None: a list
    client_order_id: str = ""  # the cancellation's own
    orig_client_order_id: str = ""  # the order's own
    orig_qty: Decimal | None = None
    executed_qty: Decimal | None = None
    status: OrderStatus | None = None
    contingency_type: str | None = None  # of a list
    list_client_order_id: str | None = None
    order_reports: list[CancelledOrder] = msgspec.field(default_factory=list)


class CancelReplaced(Model):
    """An order was cancelled and another placed."""

    cancel_result: str  # SUCCESS
    new_order_result: str
    cancel_response: CancelledOrder
    new_order_response: PlacedOrder


class AmendedList(Model):
    """The list an amended order belongs to."""

    order_list_id: int
    contingency_type: str
    list_order_status: str
    list_client_order_id: str
    symbol: str
    orders: list[ListedOrder] = msgspec.field(default_factory=list)


class AmendedState(Model):
    """An order after its quantity was reduced."""

    symbol: str
    order_id: int
    order_list_id: int
    orig_client_order_id: str
    client_order_id: str
    price: Decimal
    qty: Decimal
    executed_qty: Decimal
    prevented_qty: Decimal
    cumulative_quote_qty: Decimal  # spelt right here
    status: OrderStatus
    time_in_force: TimeInForce
    type: OrderType
    side: Side
    quote_order_qty: Decimal = Decimal(0)
    working_time: int = -1  # milliseconds; -1: not on the book
    self_trade_prevention_mode: str = "NONE"


class AmendedOrder(Model):
    """An order got smaller and kept its place."""

    transact_time: datetime
    execution_id: int
    amended_order: AmendedState
    list_status: AmendedList | None = None


class Amendment(Model):
    """One amendment of an order."""

    symbol: str
    order_id: int
    execution_id: int
    orig_client_order_id: str
    new_client_order_id: str
    orig_qty: Decimal
    new_qty: Decimal
    time: datetime


class OrderCommission(Model):
    """Fees of an order that was only tested, as parts of the value: 0.001 is 0.1 %."""

    maker: Decimal
    taker: Decimal


class Discount(Model):
    """How fees become less when they are paid in another asset."""

    enabled_for_account: bool
    enabled_for_symbol: bool
    discount_asset: str | None = None
    discount: Decimal | None = None  # part that remains: 0.75 is a quarter off


class CheckedOrder(Model):
    """An order that would be taken; with the fees when they were asked for."""

    standard_commission_for_order: OrderCommission | None = None
    special_commission_for_order: OrderCommission | None = None
    tax_commission_for_order: OrderCommission | None = None
    discount: Discount | None = None


class Commission(Model):
    """Fees of an account on a symbol."""

    symbol: str
    standard_commission: CommissionRates
    tax_commission: CommissionRates
    discount: Discount
    special_commission: CommissionRates | None = None  # since 2025


class OrderRateLimit(RateLimit):
    """How many orders count at present."""

    count: int = 0


class PreventedMatch(Model):
    """A trade with oneself that did not happen."""

    symbol: str
    prevented_match_id: int
    taker_order_id: int
    maker_symbol: str
    maker_order_id: int
    trade_group_id: int
    self_trade_prevention_mode: str
    price: Decimal
    transact_time: datetime
    maker_prevented_quantity: Decimal = Decimal(0)
    taker_prevented_quantity: Decimal = Decimal(0)


class Allocation(Model):
    """A fill of an order that was routed to another book."""

    symbol: str
    allocation_id: int
    allocation_type: str  # SOR
    order_id: int
    order_list_id: int
    price: Decimal
    qty: Decimal
    quote_qty: Decimal
    commission: Decimal
    commission_asset: str
    time: datetime
    is_buyer: bool
    is_maker: bool
    is_allocator: bool

"""What Binance tells a spot or margin account of itself as it happens.

https://developers.binance.com/docs/binance-spot-api-docs/user-data-stream

Prices are in the quote asset, quantities in the base asset. Unknown fields pass, words Binance adds
to its enums are kept as they came, and events not known here are an `UnknownEvent`.
"""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

import msgspec
from msgspec import field

from binance.enums import OpenEnum, OrderStatus, OrderType, Side, TimeInForce
from binance.models.model import Model

_ZERO = Decimal(0)


class ExecutionType(OpenEnum):
    """What has just happened to an order."""

    NEW = "NEW"
    CANCELED = "CANCELED"
    REPLACED = "REPLACED"  # amended
    REJECTED = "REJECTED"
    TRADE = "TRADE"
    EXPIRED = "EXPIRED"
    TRADE_PREVENTION = "TRADE_PREVENTION"
    # Futures only.
    CALCULATED = "CALCULATED"  # liquidated
    AMENDMENT = "AMENDMENT"


class AssetBalance(Model):
    """What an account holds of an asset now."""

    asset: str = field(name="a")
    free: Decimal = field(name="f")
    locked: Decimal = field(name="l")


class OutboundAccountPosition(Model, tag_field="e", tag="outboundAccountPosition"):
    """Balances that may have changed with an execution."""

    event_time: datetime = field(name="E")
    balances: list[AssetBalance] = field(name="B")
    update_time: datetime | None = field(name="u", default=None)


class BalanceUpdate(Model, tag_field="e", tag="balanceUpdate"):
    """A deposit, a withdrawal or a transfer."""

    event_time: datetime = field(name="E")
    asset: str = field(name="a")
    delta: Decimal = field(name="d")
    clear_time: datetime | None = field(name="T", default=None)


class ExternalLockUpdate(Model, tag_field="e", tag="externalLockUpdate"):
    """A part of a balance was locked, or released, by something outside of spot."""

    event_time: datetime = field(name="E")
    asset: str = field(name="a")
    delta: Decimal = field(name="d")
    transaction_time: datetime | None = field(name="T", default=None)


class ExecutionReport(Model, tag_field="e", tag="executionReport"):
    """What happened to an order, and how it stands now."""

    event_time: datetime = field(name="E")
    symbol: str = field(name="s")
    client_order_id: str = field(name="c")  # of a cancellation: the cancellation's own
    side: Side = field(name="S")
    type: OrderType = field(name="o")
    execution_type: ExecutionType = field(name="x")
    status: OrderStatus = field(name="X")
    order_id: int = field(name="i")
    transaction_time: datetime = field(name="T")
    execution_id: int = field(name="I", default=-1)
    time_in_force: TimeInForce = field(name="f", default=TimeInForce.GTC)
    quantity: Decimal = field(name="q", default=_ZERO)
    price: Decimal = field(name="p", default=_ZERO)
    stop_price: Decimal = field(name="P", default=_ZERO)
    iceberg_qty: Decimal = field(name="F", default=_ZERO)
    quote_order_qty: Decimal = field(name="Q", default=_ZERO)
    order_list_id: int = field(name="g", default=-1)  # -1: not part of a list
    orig_client_order_id: str = field(name="C", default="")  # of a cancellation: the order's own
    reject_reason: str = field(name="r", default="NONE")
    last_qty: Decimal = field(name="l", default=_ZERO)
    last_price: Decimal = field(name="L", default=_ZERO)
    last_quote_qty: Decimal = field(name="Y", default=_ZERO)
    executed_qty: Decimal = field(name="z", default=_ZERO)
    cumulative_quote_qty: Decimal = field(name="Z", default=_ZERO)
    commission: Decimal = field(name="n", default=_ZERO)
    commission_asset: str | None = field(name="N", default=None)
    trade_id: int = field(name="t", default=-1)  # -1: no trade
    is_on_book: bool = field(name="w", default=False)
    is_maker: bool = field(name="m", default=False)
    created: datetime | None = field(name="O", default=None)
    working_time: int = field(name="W", default=-1)  # milliseconds; -1: not on the book
    self_trade_prevention_mode: str = field(name="V", default="NONE")
    trailing_delta: int | None = field(name="d", default=None)  # hundredths of a percent
    trailing_time: int | None = field(name="D", default=None)  # milliseconds
    strategy_id: int | None = field(name="j", default=None)
    strategy_type: int | None = field(name="J", default=None)
    prevented_match_id: int | None = field(name="v", default=None)
    prevented_quantity: Decimal | None = field(name="A", default=None)
    last_prevented_quantity: Decimal | None = field(name="B", default=None)
    trade_group_id: int | None = field(name="u", default=None)
    counter_order_id: int | None = field(name="U", default=None)
    counter_symbol: str | None = field(name="Cs", default=None)
    prevented_execution_quantity: Decimal | None = field(name="pl", default=None)
    prevented_execution_price: Decimal | None = field(name="pL", default=None)
    prevented_execution_quote_qty: Decimal | None = field(name="pY", default=None)
    match_type: str | None = field(name="b", default=None)  # of SOR
    allocation_id: int | None = field(name="a", default=None)  # of SOR
    working_floor: str | None = field(name="k", default=None)  # of SOR
    used_sor: bool = field(name="uS", default=False)
    peg_price_type: str | None = field(name="gP", default=None)
    peg_offset_type: str | None = field(name="gOT", default=None)
    peg_offset_value: int | None = field(name="gOV", default=None)
    pegged_price: Decimal | None = field(name="gp", default=None)
    expiry_reason: str | int | None = field(name="eR", default=None)  # since 2026

    @property
    def own_client_order_id(self) -> str:
        """The order's own client id, of a cancellation too."""
        return self.orig_client_order_id or self.client_order_id

    @property
    def average_price(self) -> Decimal | None:
        """What a unit cost on average so far; None before the first fill."""
        return self.cumulative_quote_qty / self.executed_qty if self.executed_qty else None


class ListMember(Model):
    """An order of a list."""

    symbol: str = field(name="s")
    order_id: int = field(name="i")
    client_order_id: str = field(name="c")


class ListStatus(Model, tag_field="e", tag="listStatus"):
    """How a list of orders stands; each order has an `ExecutionReport` of its own."""

    event_time: datetime = field(name="E")
    symbol: str = field(name="s")
    order_list_id: int = field(name="g")
    contingency_type: str = field(name="c")  # OCO or OTO
    list_status_type: str = field(name="l")  # RESPONSE, EXEC_STARTED, UPDATED, ALL_DONE
    list_order_status: str = field(name="L")  # EXECUTING, ALL_DONE, REJECT
    reject_reason: str = field(name="r", default="NONE")
    list_client_order_id: str = field(name="C", default="")
    transaction_time: datetime | None = field(name="T", default=None)
    orders: list[ListMember] = field(name="O", default_factory=list)


class EventStreamTerminated(Model, tag_field="e", tag="eventStreamTerminated"):
    """Nothing more arrives for this subscription: revoked, logged out, or its token expired."""

    event_time: datetime = field(name="E")


class ServerShutdown(Model, tag_field="e", tag="serverShutdown"):
    """The server will close this connection soon."""

    event_time: datetime = field(name="E")


class UnknownEvent(msgspec.Struct, frozen=True, kw_only=True):
    """An event this version does not know, or could not read: nothing of it is lost."""

    kind: str  # the value of `e`, empty where there is none
    fields: Mapping[str, Any]  # as they came; numbers with a fraction are Decimal
    problem: str = ""  # why an event of a known kind could not be read; quotes no value


SpotEvent = (
    ExecutionReport
    | OutboundAccountPosition
    | BalanceUpdate
    | ExternalLockUpdate
    | ListStatus
    | EventStreamTerminated
    | ServerShutdown
)
"""Every event of a spot account, and of a margin account followed by a listen token."""

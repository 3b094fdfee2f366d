"""What a follower of an account is told besides Binance's own events."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from binance.enums import OrderStatus, Side
from binance.exceptions import BinanceError
from binance.models.account import MyTrade
from binance.models.margin_orders import MarginTrade
from binance.models.user_events import ExecutionReport, ExecutionType
from binance.models.user_events_futures import OrderTradeUpdate
from binance.models.user_events_reading import Product, UserEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class Fill:
    """A trade of the account, told exactly once, however often Binance says so, or if by REST."""

    product: Product
    symbol: str
    trade_id: int  # unique within the symbol
    order_id: int
    side: Side
    price: Decimal
    qty: Decimal  # in the base asset; contracts on COIN-M
    quote_qty: Decimal | None  # in the quote asset; None on COIN-M
    commission: Decimal
    commission_asset: str | None
    is_maker: bool
    time: datetime  # UTC
    client_order_id: str = ""  # empty where only REST told of it
    realized_profit: Decimal | None = None  # futures
    ends_order: bool | None = None  # nothing of its order is left; None where only REST told of it
    recovered: bool = False  # found by REST, after the stream had missed it


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """From here on events may be missing; a `Reconciled` follows once the fills are told."""

    since: datetime  # UTC: when the last event came
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciled:
    """The account was compared with what REST says: every fill of that time was told.

    Other events of the gap are gone: `open_orders` tells what is open now, by symbol and order id,
    and is None where nothing had changed and nobody asked.
    """

    since: datetime  # UTC
    until: datetime  # UTC
    fills: int  # recovered by it
    open_orders: frozenset[tuple[str, int]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopped:
    """The last thing a follower hears: the account cannot be followed any more."""

    reason: str
    error: BinanceError | None = None  # `KeyRejected` for a revoked key


AccountEvent = UserEvent | Fill | Gap | Reconciled | Stopped
"""Anything a follower is told."""


def fill_of(product: Product, event: UserEvent) -> Fill | None:
    """Give the trade an event tells of, if it does."""
    if isinstance(event, ExecutionReport):
        if event.execution_type is ExecutionType.TRADE and event.trade_id >= 0:
            return _spot_fill(product, event)
    elif isinstance(event, OrderTradeUpdate) and event.order.trade_id > 0 and event.order.last_qty:
        return _futures_fill(product, event)
    return None


def fill_of_trade(product: Product, trade: MyTrade | MarginTrade) -> Fill:
    """Give the trade that REST tells of on spot or margin."""
    return Fill(
        product=product,
        symbol=trade.symbol,
        trade_id=trade.id,
        order_id=trade.order_id,
        side=Side.BUY if trade.is_buyer else Side.SELL,
        price=trade.price,
        qty=trade.qty,
        quote_qty=trade.price * trade.qty,
        commission=trade.commission,
        commission_asset=trade.commission_asset,
        is_maker=trade.is_maker,
        time=trade.time,
        recovered=True,
    )


def _spot_fill(product: Product, event: ExecutionReport) -> Fill:
    return Fill(
        product=product,
        symbol=event.symbol,
        trade_id=event.trade_id,
        order_id=event.order_id,
        side=event.side,
        price=event.last_price,
        qty=event.last_qty,
        quote_qty=event.last_quote_qty,
        commission=event.commission,
        commission_asset=event.commission_asset,
        is_maker=event.is_maker,
        time=event.transaction_time,
        client_order_id=event.own_client_order_id,
        ends_order=event.status is OrderStatus.FILLED,
    )


def _futures_fill(product: Product, event: OrderTradeUpdate) -> Fill:
    order = event.order
    return Fill(
        product=product,
        symbol=order.symbol,
        trade_id=order.trade_id,
        order_id=order.order_id,
        side=order.side,
        price=order.last_price,
        qty=order.last_qty,
        quote_qty=None if product is Product.COIN_FUTURES else order.last_price * order.last_qty,
        commission=order.commission,
        commission_asset=order.commission_asset,
        is_maker=order.is_maker,
        time=order.trade_time,
        client_order_id=order.client_order_id,
        realized_profit=order.realized_profit,
        ends_order=order.status == OrderStatus.FILLED,
    )

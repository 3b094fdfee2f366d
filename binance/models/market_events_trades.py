"""Trades, prices of trades, and liquidations, as streams tell them.

https://developers.binance.com/docs/binance-spot-api-docs/web-socket-streams
"""

from decimal import Decimal

from msgspec import field

from binance.enums import Side
from binance.models.market_events import MarketEvent, moment_of
from binance.models.model import Model


class AggTrade(MarketEvent):
    """Trades at one price that filled one order."""

    event_ms: int = field(name="E")
    symbol: str = field(name="s")
    id: int = field(name="a")  # one more than that of the trade before
    price: Decimal = field(name="p")
    qty: Decimal = field(name="q")  # base asset; contracts on futures
    first_id: int = field(name="f")
    last_id: int = field(name="l")
    trade_ms: int = field(name="T")
    is_buyer_maker: bool = field(name="m")  # True: the seller came to the buyer
    normal_qty: Decimal | None = field(name="nq", default=None)  # without retail price improvement
    margined: int | None = field(name="st", default=None)  # futures: 1 in USD, 2 in coins

    event_time = moment_of("event_ms")
    time = moment_of("trade_ms")


class Trade(MarketEvent):
    """One trade."""

    event_ms: int = field(name="E")
    symbol: str = field(name="s")
    id: int = field(name="t")
    price: Decimal = field(name="p")
    qty: Decimal = field(name="q")
    trade_ms: int = field(name="T")
    is_buyer_maker: bool = field(name="m")
    kind: str | None = field(name="X", default=None)  # futures: MARKET, INSURANCE_FUND …

    event_time = moment_of("event_ms")
    time = moment_of("trade_ms")


class BlockTrade(MarketEvent):
    """A trade negotiated outside of the book."""

    event_ms: int = field(name="E")
    symbol: str = field(name="s")
    id: int = field(name="t")
    price: Decimal = field(name="p")
    qty: Decimal = field(name="q")
    trade_ms: int = field(name="T")
    is_buyer_maker: bool = field(name="m")

    event_time = moment_of("event_ms")
    time = moment_of("trade_ms")


class AveragePrice(MarketEvent):
    """The average price of some minutes."""

    event_ms: int = field(name="E")
    symbol: str = field(name="s")
    interval: str = field(name="i")  # "5m"
    price: Decimal = field(name="w")
    trade_ms: int = field(name="T")  # of the last trade

    event_time = moment_of("event_ms")
    time = moment_of("trade_ms")


class ReferencePrice(MarketEvent):
    """The price a symbol's rules of execution refer to."""

    symbol: str = field(name="s")
    price: Decimal | None = field(name="r")
    event_ms: int = field(name="t")  # the engine's

    event_time = moment_of("event_ms")


class LiquidationOrder(Model):
    """The order that closes a position by force."""

    symbol: str = field(name="s")
    side: Side = field(name="S")
    type: str = field(name="o")
    time_in_force: str = field(name="f")
    qty: Decimal = field(name="q")
    price: Decimal = field(name="p")
    average_price: Decimal = field(name="ap")
    status: str = field(name="X")
    last_qty: Decimal = field(name="l")
    executed_qty: Decimal = field(name="z")
    trade_ms: int = field(name="T")
    pair: str = field(name="ps", default="")

    time = moment_of("trade_ms")


class Liquidation(MarketEvent):
    """The largest liquidation of the last second."""

    event_ms: int = field(name="E")
    order: LiquidationOrder = field(name="o")
    margined: int | None = field(name="st", default=None)

    event_time = moment_of("event_ms")

    @property
    def symbol(self) -> str:
        """The contract."""
        return self.order.symbol

"""Public market data of spot that few ask for: windows, reference prices, execution rules.

https://developers.binance.com/docs/binance-spot-api-docs/rest-api/market-data-endpoints
"""

from datetime import datetime
from decimal import Decimal

import msgspec

from binance.models.model import Model


class AggTrade(Model):
    """Trades of one taker at one price, taken together; spot and futures."""

    id: int = msgspec.field(name="a")
    price: Decimal = msgspec.field(name="p")
    qty: Decimal = msgspec.field(name="q")  # in the base asset; COIN-M: contracts
    first_trade_id: int = msgspec.field(name="f")
    last_trade_id: int = msgspec.field(name="l")
    time: datetime = msgspec.field(name="T")
    is_buyer_maker: bool = msgspec.field(name="m")  # True: the taker sold
    is_best_match: bool = msgspec.field(name="M", default=True)  # spot only
    normal_qty: Decimal | None = msgspec.field(name="nq", default=None)  # without RPI; futures


class BlockTrade(Model):
    """A trade agreed on besides the book."""

    id: int
    price: Decimal
    qty: Decimal  # in the base asset
    quote_qty: Decimal
    time: datetime
    is_buyer_maker: bool


class MiniTicker(Model):
    """The figures of a window of time. Prices in the quote asset."""

    symbol: str
    open_price: Decimal
    high_price: Decimal
    low_price: Decimal
    last_price: Decimal
    volume: Decimal  # turnover, in the base asset
    quote_volume: Decimal  # turnover, in the quote asset
    open_time: datetime
    close_time: datetime
    first_id: int  # -1 when nothing was traded
    last_id: int
    count: int  # trades


class WindowTicker(MiniTicker):
    """The figures of a window of time and its change."""

    price_change: Decimal
    price_change_percent: Decimal  # 1.5 means +1.5 %
    weighted_avg_price: Decimal


class ReferencePrice(Model):
    """The price filters and execution rules measure against, in the quote asset."""

    symbol: str
    reference_price: Decimal | None = None  # None: there is none at present
    timestamp: datetime | None = None


class ReferencePriceCalculation(Model):
    """How the reference price of a symbol comes about."""

    symbol: str
    calculation_type: str  # ARITHMETIC_MEAN or EXTERNAL
    bucket_count: int | None = None  # of an arithmetic mean
    bucket_width_ms: int | None = None  # milliseconds
    external_calculation_id: int | None = None


class ExecutionRule(Model):
    """A rule that holds when an order is executed: taker fills outside expire the order."""

    rule_type: str  # PRICE_RANGE
    bid_limit_mult_up: Decimal | None = None  # factors of the reference price; None: no limit
    bid_limit_mult_down: Decimal | None = None
    ask_limit_mult_up: Decimal | None = None
    ask_limit_mult_down: Decimal | None = None


class SymbolRules(Model):
    """The execution rules of a symbol."""

    symbol: str
    rules: list[ExecutionRule] = msgspec.field(default_factory=list)


class ExecutionRules(Model):
    """The execution rules of all or the named symbols."""

    symbol_rules: list[SymbolRules] = msgspec.field(default_factory=list)

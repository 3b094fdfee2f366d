"""Public market data of spot.

https://developers.binance.com/docs/binance-spot-api-docs/rest-api/market-data-endpoints
"""

from datetime import datetime
from decimal import Decimal

import msgspec

from binance.enums import OrderType, SymbolStatus
from binance.models.model import Model, moment


class Nothing(Model):
    """The empty answer of a ping."""


class ServerTime(Model):
    """What Binance's clock shows."""

    server_time: datetime


class PriceTicker(Model):
    """The last price of a symbol, in its quote asset."""

    symbol: str
    price: Decimal


class BookTicker(Model):
    """Best bid and ask of a symbol: prices in the quote asset, quantities in the base asset."""

    symbol: str
    bid_price: Decimal
    bid_qty: Decimal
    ask_price: Decimal
    ask_qty: Decimal


class Ticker24h(Model):
    """Price change over the last 24 hours. Prices in the quote asset."""

    symbol: str
    price_change: Decimal
    price_change_percent: Decimal  # 1.5 means +1.5 %
    weighted_avg_price: Decimal
    prev_close_price: Decimal
    last_price: Decimal
    last_qty: Decimal
    bid_price: Decimal
    bid_qty: Decimal
    ask_price: Decimal
    ask_qty: Decimal
    open_price: Decimal
    high_price: Decimal
    low_price: Decimal
    volume: Decimal  # turnover, in the base asset
    quote_volume: Decimal  # turnover, in the quote asset
    open_time: datetime
    close_time: datetime
    first_id: int  # -1 when nothing was traded
    last_id: int
    count: int  # trades


class Depth(Model):
    """An order book: price and quantity of each level, best first."""

    last_update_id: int
    bids: list[tuple[Decimal, Decimal]]
    asks: list[tuple[Decimal, Decimal]]


class Kline(Model, array_like=True):
    """One candle. Prices in the quote asset."""

    # A thousand come at once, and most is never looked at: made into numbers and times on request.
    raw_open_time: int
    raw_open: str
    raw_high: str
    raw_low: str
    raw_close: str
    raw_volume: str
    raw_close_time: int
    raw_quote_volume: str
    trades: int
    raw_taker_buy_volume: str
    raw_taker_buy_quote_volume: str

    @property
    def open_time(self) -> datetime:
        """When it began."""
        return moment(self.raw_open_time)

    @property
    def close_time(self) -> datetime:
        """When it ends or ended: its last millisecond."""
        return moment(self.raw_close_time)

    @property
    def open(self) -> Decimal:
        """The first price."""
        return Decimal(self.raw_open)

    @property
    def high(self) -> Decimal:
        """The highest price."""
        return Decimal(self.raw_high)

    @property
    def low(self) -> Decimal:
        """The lowest price."""
        return Decimal(self.raw_low)

    @property
    def close(self) -> Decimal:
        """The last price."""
        return Decimal(self.raw_close)

    @property
    def volume(self) -> Decimal:
        """What was traded, in the base asset."""
        return Decimal(self.raw_volume)

    @property
    def quote_volume(self) -> Decimal:
        """What was traded, in the quote asset."""
        return Decimal(self.raw_quote_volume)

    @property
    def taker_buy_volume(self) -> Decimal:
        """What takers bought, in the base asset."""
        return Decimal(self.raw_taker_buy_volume)

    @property
    def taker_buy_quote_volume(self) -> Decimal:
        """What takers bought, in the quote asset."""
        return Decimal(self.raw_taker_buy_quote_volume)


class Trade(Model):
    """A trade between others."""

    id: int
    price: Decimal
    qty: Decimal  # in the base asset
    quote_qty: Decimal
    time: datetime
    is_buyer_maker: bool  # True: the taker sold
    is_best_match: bool = True


class AvgPrice(Model):
    """The average price of the last minutes, weighted by volume."""

    mins: int
    price: Decimal
    close_time: datetime | None = None


class RateLimit(Model):
    """A limit Binance holds callers to."""

    rate_limit_type: str  # REQUEST_WEIGHT, RAW_REQUESTS, ORDERS
    interval: str  # SECOND, MINUTE, DAY
    interval_num: int
    limit: int


class Limits(Model):
    """The limits an exchange holds callers to."""

    rate_limits: list[RateLimit] = msgspec.field(default_factory=list)


class SymbolFilter(Model):
    """One filter of a symbol; only the values its type has are set."""

    filter_type: str
    min_price: Decimal | None = None
    max_price: Decimal | None = None
    tick_size: Decimal | None = None
    min_qty: Decimal | None = None
    max_qty: Decimal | None = None
    step_size: Decimal | None = None
    min_notional: Decimal | None = None
    max_notional: Decimal | None = None
    notional: Decimal | None = None  # futures' word for min_notional


_FILTERS = msgspec.json.Decoder(list[SymbolFilter])
_WORDS = msgspec.json.Decoder(list[str])
_WORD_LISTS = msgspec.json.Decoder(list[list[str]])
_NONE = msgspec.Raw(b"[]")


class SymbolInfo(Model):
    """What a symbol is and what it allows."""

    symbol: str
    status: SymbolStatus
    base_asset: str
    quote_asset: str
    base_asset_precision: int = 8
    quote_asset_precision: int = 8
    order_types: list[OrderType] = msgspec.field(default_factory=list)
    is_spot_trading_allowed: bool = False
    is_margin_trading_allowed: bool = False
    iceberg_allowed: bool = False
    oco_allowed: bool = False
    oto_allowed: bool = False
    opo_allowed: bool = False
    quote_order_qty_market_allowed: bool = False
    allow_trailing_stop: bool = False
    cancel_replace_allowed: bool = False
    amend_allowed: bool = False
    peg_instructions_allowed: bool = False
    default_self_trade_prevention_mode: str = "NONE"
    # Thousands of symbols come at once and few are ever looked at: these are read on request.
    raw_prevention_modes: msgspec.Raw = msgspec.field(
        name="allowedSelfTradePreventionModes", default=_NONE
    )
    raw_permission_sets: msgspec.Raw = msgspec.field(name="permissionSets", default=_NONE)
    raw_filters: msgspec.Raw = msgspec.field(name="filters", default=_NONE)

    @property
    def allowed_self_trade_prevention_modes(self) -> list[str]:
        """What an order may ask for, read at each call."""
        return _WORDS.decode(self.raw_prevention_modes)

    @property
    def permission_sets(self) -> list[list[str]]:
        """Of every list an account needs one permission; read at each call."""
        return _WORD_LISTS.decode(self.raw_permission_sets)

    @property
    def filters(self) -> list[SymbolFilter]:
        """The filters, read at each call."""
        return _FILTERS.decode(self.raw_filters)

    @property
    def tick_size(self) -> Decimal | None:
        """Prices are multiples of it, in the quote asset; None when the filter is off."""
        return self._value("tick_size", "PRICE_FILTER") or None

    @property
    def step_size(self) -> Decimal | None:
        """Quantities are multiples of it, in the base asset; None when the filter is off."""
        return self._value("step_size", "LOT_SIZE") or None

    @property
    def min_notional(self) -> Decimal | None:
        """The smallest price times quantity of an order, in the quote asset."""
        return self._value("min_notional", "NOTIONAL", "MIN_NOTIONAL")

    def _value(self, name: str, *filter_types: str) -> Decimal | None:
        for one in self.filters:
            if one.filter_type in filter_types:
                value: Decimal | None = getattr(one, name)
                return value
        return None


class ExchangeInfo(Model):
    """The symbols of an exchange and the limits it holds callers to."""

    timezone: str = "UTC"
    server_time: datetime | None = None
    rate_limits: list[RateLimit] = msgspec.field(default_factory=list)
    exchange_filters: msgspec.Raw = msgspec.Raw(b"[]")
    symbols: list[SymbolInfo] = msgspec.field(default_factory=list)


class MyFilters(Model):
    """The filters that hold for one account on a symbol; the lists are read on request."""

    exchange_filters: msgspec.Raw = msgspec.Raw(b"[]")
    symbol_filters: msgspec.Raw = msgspec.Raw(b"[]")
    asset_filters: msgspec.Raw = msgspec.Raw(b"[]")

"""Candles as streams tell them: the present one again and again, a last time when it is closed."""

from decimal import Decimal

from msgspec import field

from binance.enums import Interval
from binance.models.market_events import MarketEvent, moment_of, number
from binance.models.model import Model


class Candle(Model):
    """A candle."""

    open_ms: int = field(name="t")
    close_ms: int = field(name="T")
    interval: Interval = field(name="i")
    raw_open: str = field(name="o")
    raw_close: str = field(name="c")
    raw_high: str = field(name="h")
    raw_low: str = field(name="l")
    is_closed: bool = field(name="x")
    raw_volume: str = field(name="v", default="0")
    raw_quote_volume: str = field(name="q", default="0")
    raw_taker_buy_volume: str = field(name="V", default="0")
    raw_taker_buy_quote_volume: str = field(name="Q", default="0")
    trades: int = field(name="n", default=0)
    first_id: int | str = field(name="f", default=-1)  # options write it as text
    last_id: int | str = field(name="L", default=-1)

    open_time = moment_of("open_ms")
    close_time = moment_of("close_ms")
    open = number("raw_open")
    close = number("raw_close")
    high = number("raw_high")
    low = number("raw_low")
    volume = number("raw_volume")
    quote_volume = number("raw_quote_volume")
    taker_buy_volume = number("raw_taker_buy_volume")
    taker_buy_quote_volume = number("raw_taker_buy_quote_volume")


class Kline(MarketEvent):
    """A candle of a symbol. Those of index and mark prices have no volume."""

    event_ms: int = field(name="E")
    candle: Candle = field(name="k")
    symbol: str = field(name="s", default="")
    pair: str = field(name="ps", default="")

    event_time = moment_of("event_ms")


class ContinuousKline(MarketEvent):
    """A candle of whatever contract of a pair is the perpetual, or the current quarter's."""

    event_ms: int = field(name="E")
    pair: str = field(name="ps")
    contract_type: str = field(name="ct")
    candle: Candle = field(name="k")

    event_time = moment_of("event_ms")


class TokenCandle(Model):
    """A candle of a token on its chain."""

    open_ms: int = field(name="ot")
    close_ms: int = field(name="ct")
    interval: Interval = field(name="i")
    open: Decimal = field(name="o")
    close: Decimal = field(name="c")
    high: Decimal = field(name="h")
    low: Decimal = field(name="l")
    volume: Decimal = field(name="v")

    open_time = moment_of("open_ms")
    close_time = moment_of("close_ms")


class TokenKline(MarketEvent):
    """A candle of a token on its chain."""

    address: str = field(name="ca")  # contract@chain
    candle: TokenCandle = field(name="k")

    @property
    def event_ms(self) -> int:
        """The end of the candle: Binance tells no other time."""
        return self.candle.close_ms


class StockCandle(Model):
    """A candle of a share."""

    open_ms: int = field(name="t")
    close_ms: int = field(name="ct")
    interval: str = field(name="i")
    open: Decimal = field(name="o")
    close: Decimal = field(name="c")
    high: Decimal = field(name="h")
    low: Decimal = field(name="l")
    volume: Decimal = field(name="v")
    is_closed: bool = field(name="x")
    trades: int = field(name="n", default=0)
    weighted_average: Decimal | None = field(name="vw", default=None)

    open_time = moment_of("open_ms")
    close_time = moment_of("close_ms")


class StockKline(MarketEvent):
    """A candle of a share."""

    event_ms: int = field(name="E")
    symbol: str = field(name="s")
    candle: StockCandle = field(name="k")

    event_time = moment_of("event_ms")

"""Figures of a window of time, and best prices, as streams tell them."""

from decimal import Decimal

from msgspec import field

from binance.models.market_events import MarketEvent, moment_of, number


class MiniTicker(MarketEvent):
    """Prices and turnover of the last 24 hours."""

    event_ms: int = field(name="E")
    symbol: str = field(name="s")
    # An array over the whole market has thousands of these: numbers on access.
    raw_close: str = field(name="c")
    raw_open: str = field(name="o")
    raw_high: str = field(name="h")
    raw_low: str = field(name="l")
    raw_volume: str = field(name="v")
    raw_quote_volume: str = field(name="q")
    pair: str | None = field(name="ps", default=None)
    margined: int | None = field(name="st", default=None)  # futures: 1 in USD, 2 in coins

    event_time = moment_of("event_ms")
    close = number("raw_close")
    open = number("raw_open")
    high = number("raw_high")
    low = number("raw_low")
    volume = number("raw_volume")  # base asset; contracts on futures
    quote_volume = number("raw_quote_volume")  # quote asset; base asset where margined in coins


class RollingTicker(MarketEvent):
    """Figures of a window that moves with time: 1 hour, 4 hours, a day."""

    event_ms: int = field(name="E")
    symbol: str = field(name="s")
    raw_price_change: str = field(name="p")
    raw_price_change_percent: str = field(name="P")
    raw_weighted_average: str = field(name="w")
    raw_close: str = field(name="c")
    raw_open: str = field(name="o")
    raw_high: str = field(name="h")
    raw_low: str = field(name="l")
    raw_volume: str = field(name="v")
    raw_quote_volume: str = field(name="q")
    open_ms: int = field(name="O")
    close_ms: int = field(name="C")
    first_id: int = field(name="F")
    last_id: int = field(name="L")
    trades: int = field(name="n")

    event_time = moment_of("event_ms")
    open_time = moment_of("open_ms")
    close_time = moment_of("close_ms")
    price_change = number("raw_price_change")
    price_change_percent = number("raw_price_change_percent")  # 1.5 means +1.5 %
    weighted_average = number("raw_weighted_average")
    close = number("raw_close")
    open = number("raw_open")
    high = number("raw_high")
    low = number("raw_low")
    volume = number("raw_volume")
    quote_volume = number("raw_quote_volume")


class Ticker(RollingTicker):
    """Figures of the last 24 hours. Best prices are told on spot only."""

    raw_last_qty: str = field(name="Q")
    raw_previous_close: str | None = field(name="x", default=None)
    raw_bid: str | None = field(name="b", default=None)
    raw_bid_qty: str | None = field(name="B", default=None)
    raw_ask: str | None = field(name="a", default=None)
    raw_ask_qty: str | None = field(name="A", default=None)
    pair: str | None = field(name="ps", default=None)
    margined: int | None = field(name="st", default=None)

    last_qty = number("raw_last_qty")


class BookTicker(MarketEvent):
    """Best bid and ask. On spot Binance tells neither type nor time."""

    update_id: int = field(name="u")
    symbol: str = field(name="s")
    bid: Decimal = field(name="b")
    bid_qty: Decimal = field(name="B")
    ask: Decimal = field(name="a")
    ask_qty: Decimal = field(name="A")
    event_ms: int = field(name="E", default=0)  # futures only
    transaction_ms: int = field(name="T", default=0)  # futures only
    pair: str | None = field(name="ps", default=None)
    margined: int | None = field(name="st", default=None)

    event_time = moment_of("event_ms")

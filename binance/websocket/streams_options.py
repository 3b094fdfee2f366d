"""The streams of options. Symbols look like "BTC-261225-100000-C".

https://developers.binance.com/docs/derivatives/options-trading/websocket-market-streams
"""

from datetime import date

from binance.enums import Interval
from binance.models.market_events_books import Depth
from binance.models.market_events_klines import Kline
from binance.models.market_events_options import (
    OpenInterest,
    OptionIndexPrice,
    OptionMarkPrice,
    OptionSymbol,
    OptionTrade,
)
from binance.models.market_events_tickers import BookTicker, Ticker
from binance.websocket.markets import Market
from binance.websocket.stream import Stream

_MARKET = Market.OPTIONS


def trade(symbol: str) -> Stream[OptionTrade]:
    """Follow each trade of an option, or of all of an underlying ("BTCUSDT")."""
    return Stream(_MARKET, f"{symbol.lower()}@optionTrade")


def ticker(symbol: str) -> Stream[Ticker]:
    """Follow all figures of the last 24 hours, each second."""
    return Stream(_MARKET, f"{symbol.lower()}@optionTicker")


def tickers_of_underlying(underlying: str, expiry: date) -> Stream[Ticker]:
    """Follow the figures of every option of an underlying ("BTCUSDT") that expires on a day."""
    return Stream(_MARKET, f"{underlying.lower()}@optionTicker@{expiry:%y%m%d}")


def book_ticker(symbol: str) -> Stream[BookTicker]:
    """Follow best bid and ask, as they change."""
    return Stream(_MARKET, f"{symbol.lower()}@bookTicker")


def partial_depth(symbol: str, levels: int, speed: str = "500ms") -> Stream[Depth]:
    """Follow the best 5, 10 or 20 levels; `speed`: "100ms" or "500ms"."""
    return Stream(_MARKET, f"{symbol.lower()}@depth{levels}@{speed}")


def depth(symbol: str, speed: str = "500ms") -> Stream[Depth]:
    """Follow what changed in the book; `speed`: "100ms" or "500ms"."""
    return Stream(_MARKET, f"{symbol.lower()}@depth@{speed}")


def kline(symbol: str, interval: Interval) -> Stream[Kline]:
    """Follow the present candle, each second."""
    return Stream(_MARKET, f"{symbol.lower()}@kline_{interval}")


def mark_prices(underlying: str) -> Stream[list[OptionMarkPrice]]:
    """Follow mark price and Greeks of every option of an underlying ("BTCUSDT"), each second."""
    return Stream(_MARKET, f"{underlying.lower()}@optionMarkPrice")


def index_prices() -> Stream[list[OptionIndexPrice]]:
    """Follow the price of every underlying, each second."""
    return Stream(_MARKET, "!index@arr")


def new_symbols() -> Stream[OptionSymbol]:
    """Follow options as they are listed."""
    return Stream(_MARKET, "!optionSymbol")


def open_interest(underlying: str, expiry: date) -> Stream[list[OpenInterest]]:
    """Follow open contracts of every option of an underlying that expires on a day, each minute."""
    return Stream(_MARKET, f"{underlying.lower()}@openInterest@{expiry:%y%m%d}")

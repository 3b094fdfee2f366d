"""The streams of spot, and by their market those of the others: names that cannot be misspelt.

    streams.agg_trade("BTCUSDT")
    streams.futures.mark_price("BTCUSDT", each_second=True)
    streams.coin_futures.index_price("BTCUSD")

https://developers.binance.com/docs/binance-spot-api-docs/web-socket-streams
"""

from binance.enums import Interval
from binance.models.market_events_books import Depth, PartialDepth
from binance.models.market_events_klines import Kline
from binance.models.market_events_tickers import BookTicker, MiniTicker, RollingTicker, Ticker
from binance.models.market_events_trades import (
    AggTrade,
    AveragePrice,
    BlockTrade,
    ReferencePrice,
    Trade,
)
from binance.websocket import streams_alpha as alpha
from binance.websocket import streams_options as options
from binance.websocket import streams_stocks as stocks
from binance.websocket.markets import Market
from binance.websocket.stream import Stream
from binance.websocket.streams_coin_futures import CoinFuturesStreams
from binance.websocket.streams_futures import FuturesStreams

__all__ = [
    "agg_trade",
    "all_mini_tickers",
    "all_rolling_tickers",
    "alpha",
    "average_price",
    "block_trade",
    "book_ticker",
    "coin_futures",
    "depth",
    "futures",
    "kline",
    "kline_utc8",
    "mini_ticker",
    "options",
    "partial_depth",
    "reference_price",
    "rolling_ticker",
    "stocks",
    "ticker",
    "trade",
]

_SPOT = Market.SPOT

coin_futures = CoinFuturesStreams()
futures = FuturesStreams()


def agg_trade(symbol: str) -> Stream[AggTrade]:
    """Follow trades, those that filled one order at one price together."""
    return Stream(_SPOT, f"{symbol.lower()}@aggTrade")


def trade(symbol: str) -> Stream[Trade]:
    """Follow each trade."""
    return Stream(_SPOT, f"{symbol.lower()}@trade")


def block_trade(symbol: str) -> Stream[BlockTrade]:
    """Follow trades negotiated outside of the book."""
    return Stream(_SPOT, f"{symbol.lower()}@blockTrade")


def reference_price(symbol: str) -> Stream[ReferencePrice]:
    """Follow the reference price, each second."""
    return Stream(_SPOT, f"{symbol.lower()}@referencePrice")


def kline(symbol: str, interval: Interval) -> Stream[Kline]:
    """Follow the present candle, every two seconds (candles of a second: each second)."""
    return Stream(_SPOT, f"{symbol.lower()}@kline_{interval}")


def kline_utc8(symbol: str, interval: Interval) -> Stream[Kline]:
    """Follow the present candle; days, weeks and months begin at midnight of UTC+8."""
    return Stream(_SPOT, f"{symbol.lower()}@kline_{interval}@+08:00")


def mini_ticker(symbol: str) -> Stream[MiniTicker]:
    """Follow prices and turnover of the last 24 hours, each second."""
    return Stream(_SPOT, f"{symbol.lower()}@miniTicker")


def all_mini_tickers() -> Stream[list[MiniTicker]]:
    """Follow prices and turnover of every symbol that changed, each second."""
    return Stream(_SPOT, "!miniTicker@arr")


def ticker(symbol: str) -> Stream[Ticker]:
    """Follow all figures of the last 24 hours, each second."""
    return Stream(_SPOT, f"{symbol.lower()}@ticker")


def rolling_ticker(symbol: str, window: str) -> Stream[RollingTicker]:
    """Follow all figures of the last "1h", "4h" or "1d", each second."""
    return Stream(_SPOT, f"{symbol.lower()}@ticker_{window}")


def all_rolling_tickers(window: str) -> Stream[list[RollingTicker]]:
    """Follow the figures of the last "1h", "4h" or "1d" of symbols that changed, each second."""
    return Stream(_SPOT, f"!ticker_{window}@arr")


def book_ticker(symbol: str) -> Stream[BookTicker]:
    """Follow best bid and ask, as they change."""
    return Stream(_SPOT, f"{symbol.lower()}@bookTicker")


def average_price(symbol: str) -> Stream[AveragePrice]:
    """Follow the average price of five minutes, each second."""
    return Stream(_SPOT, f"{symbol.lower()}@avgPrice")


def partial_depth(symbol: str, levels: int, *, fast: bool = False) -> Stream[PartialDepth]:
    """Follow the best 5, 10 or 20 levels, each second; `fast`: every 100 ms."""
    return Stream(_SPOT, f"{symbol.lower()}@depth{levels}{'@100ms' if fast else ''}")


def depth(symbol: str, *, fast: bool = False) -> Stream[Depth]:
    """Follow what changed in the book, each second; `fast`: every 100 ms."""
    return Stream(_SPOT, f"{symbol.lower()}@depth{'@100ms' if fast else ''}")

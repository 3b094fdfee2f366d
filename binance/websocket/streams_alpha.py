"""The streams of Alpha tokens. Symbols look like "ALPHA_175USDT".

https://developers.binance.com/docs/alpha
"""

from binance.enums import Interval
from binance.models.market_events_books import Depth
from binance.models.market_events_klines import Kline, TokenKline
from binance.models.market_events_others import AllTokens
from binance.models.market_events_tickers import BookTicker, MiniTicker, Ticker
from binance.models.market_events_trades import AggTrade, Trade
from binance.websocket.markets import Market
from binance.websocket.stream import Stream

_MARKET = Market.ALPHA


def agg_trade(symbol: str) -> Stream[AggTrade]:
    """Follow trades, those that filled one order at one price together."""
    return Stream(_MARKET, f"{symbol.lower()}@aggTrade")


def trade(symbol: str) -> Stream[Trade]:
    """Follow each trade."""
    return Stream(_MARKET, f"{symbol.lower()}@trade")


def kline(symbol: str, interval: Interval) -> Stream[Kline]:
    """Follow the present candle."""
    return Stream(_MARKET, f"{symbol.lower()}@kline_{interval}")


def token_kline(address: str, chain: str, interval: Interval) -> Stream[TokenKline]:
    """Follow the present candle of a token, by its contract address and the number of its chain."""
    return Stream(_MARKET, f"came@{address}@{chain}@kline_{interval}")


def mini_ticker(symbol: str) -> Stream[MiniTicker]:
    """Follow prices and turnover of the last 24 hours."""
    return Stream(_MARKET, f"{symbol.lower()}@miniTicker")


def all_mini_tickers() -> Stream[list[MiniTicker]]:
    """Follow prices and turnover of every symbol that changed."""
    return Stream(_MARKET, "!miniTicker@arr")


def ticker(symbol: str) -> Stream[Ticker]:
    """Follow all figures of the last 24 hours."""
    return Stream(_MARKET, f"{symbol.lower()}@ticker")


def all_tickers() -> Stream[list[Ticker]]:
    """Follow all figures of every symbol that changed."""
    return Stream(_MARKET, "!ticker@arr")


def all_tokens() -> Stream[AllTokens]:
    """Follow price, turnover, liquidity and holders of every token."""
    return Stream(_MARKET, "came@allTokens@ticker24")


def book_ticker(symbol: str) -> Stream[BookTicker]:
    """Follow best bid and ask, as they change."""
    return Stream(_MARKET, f"{symbol.lower()}@bookTicker")


def all_book_tickers() -> Stream[BookTicker]:
    """Follow best bid and ask of every symbol, as they change."""
    return Stream(_MARKET, "!bookTicker")


def partial_depth(symbol: str, levels: int, speed: str = "500ms") -> Stream[Depth]:
    """Follow the best 5, 10 or 20 levels; `speed`: "0ms", "100ms" or "500ms"."""
    return Stream(_MARKET, f"{symbol.lower()}@depth{levels}@{speed}")


def full_depth(symbol: str, speed: str = "500ms") -> Stream[Depth]:
    """Follow the whole book; `speed`: "0ms", "100ms" or "500ms"."""
    return Stream(_MARKET, f"{symbol.lower()}@fulldepth@{speed}")

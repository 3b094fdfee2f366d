"""The streams of COIN-M futures.

https://developers.binance.com/docs/derivatives/coin-margined-futures/websocket-market-streams
"""

from binance.enums import Interval
from binance.models.market_events_books import Depth
from binance.models.market_events_futures import (
    ContractInfo,
    IndexPrice,
    MarkPrice,
)
from binance.models.market_events_klines import ContinuousKline, Kline
from binance.models.market_events_tickers import BookTicker, MiniTicker, Ticker
from binance.models.market_events_trades import AggTrade, Liquidation
from binance.websocket.markets import Market
from binance.websocket.stream import Stream

_MARKET = Market.COIN_FUTURES


def agg_trade(symbol: str) -> Stream[AggTrade]:
    """Follow trades at one price and of one direction within 100 ms together."""
    return Stream(_MARKET, f"{symbol.lower()}@aggTrade")


def mark_price(symbol: str, *, each_second: bool = False) -> Stream[MarkPrice]:
    """Follow mark price and funding, every three seconds."""
    return Stream(_MARKET, f"{symbol.lower()}@markPrice{'@1s' if each_second else ''}")


def kline(symbol: str, interval: Interval) -> Stream[Kline]:
    """Follow the present candle, every 250 ms."""
    return Stream(_MARKET, f"{symbol.lower()}@kline_{interval}")


def continuous_kline(pair: str, contract: str, interval: Interval) -> Stream[ContinuousKline]:
    """Follow the present candle of a pair's "perpetual", "current_quarter" or "next_quarter"."""
    return Stream(_MARKET, f"{pair.lower()}_{contract.lower()}@continuousKline_{interval}")


def mini_ticker(symbol: str) -> Stream[MiniTicker]:
    """Follow prices and turnover of the last 24 hours."""
    return Stream(_MARKET, f"{symbol.lower()}@miniTicker")


def all_mini_tickers() -> Stream[list[MiniTicker]]:
    """Follow prices and turnover of contracts that changed, of both markets, each second."""
    return Stream(_MARKET, "!miniTicker@arr")


def ticker(symbol: str) -> Stream[Ticker]:
    """Follow all figures of the last 24 hours."""
    return Stream(_MARKET, f"{symbol.lower()}@ticker")


def all_tickers() -> Stream[list[Ticker]]:
    """Follow all figures of contracts that changed, of both futures markets, each second."""
    return Stream(_MARKET, "!ticker@arr")


def book_ticker(symbol: str) -> Stream[BookTicker]:
    """Follow best bid and ask, as they change."""
    return Stream(_MARKET, f"{symbol.lower()}@bookTicker")


def all_book_tickers() -> Stream[BookTicker]:
    """Follow best bid and ask of every contract of both futures markets."""
    return Stream(_MARKET, "!bookTicker")


def liquidation(symbol: str) -> Stream[Liquidation]:
    """Follow the largest liquidation of each second."""
    return Stream(_MARKET, f"{symbol.lower()}@forceOrder")


def all_liquidations() -> Stream[Liquidation]:
    """Follow the largest liquidations of each second on both futures markets."""
    return Stream(_MARKET, "!forceOrder@arr")


def partial_depth(symbol: str, levels: int, speed: str = "") -> Stream[Depth]:
    """Follow the best 5, 10 or 20 levels, every 250 ms; `speed`: "100ms" or "500ms"."""
    return Stream(_MARKET, f"{symbol.lower()}@depth{levels}{speed and '@' + speed}")


def depth(symbol: str, speed: str = "") -> Stream[Depth]:
    """Follow what changed in the book, every 250 ms; `speed`: "100ms" or "500ms"."""
    return Stream(_MARKET, f"{symbol.lower()}@depth{speed and '@' + speed}")


def contract_info() -> Stream[ContractInfo]:
    """Follow contracts of both futures markets being listed, settled, given other brackets."""
    return Stream(_MARKET, "!contractInfo")


def mark_prices_of_pair(pair: str, *, each_second: bool = False) -> Stream[list[MarkPrice]]:
    """Follow mark price and funding of every contract of a pair ("BTCUSD"), every three seconds."""
    return Stream(_MARKET, f"{pair.lower()}@markPrice{'@1s' if each_second else ''}")


def index_price(pair: str) -> Stream[IndexPrice]:
    """Follow the price of a pair ("BTCUSD") on other exchanges, every three seconds."""
    return Stream(_MARKET, f"{pair.lower()}@indexPrice")


def index_price_kline(pair: str, interval: Interval) -> Stream[Kline]:
    """Follow the present candle of a pair's index price, every 250 ms."""
    return Stream(_MARKET, f"{pair.lower()}@indexPriceKline_{interval}")


def mark_price_kline(symbol: str, interval: Interval) -> Stream[Kline]:
    """Follow the present candle of a contract's mark price, every 250 ms."""
    return Stream(_MARKET, f"{symbol.lower()}@markPriceKline_{interval}")

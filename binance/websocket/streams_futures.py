"""The streams of USDⓈ-M futures.

https://developers.binance.com/docs/derivatives/usds-margined-futures/websocket-market-streams
"""

from binance.enums import Interval
from binance.models.market_events_books import Depth
from binance.models.market_events_futures import (
    AssetIndex,
    CompositeIndex,
    ContractInfo,
    MarkPrice,
    TradingSession,
)
from binance.models.market_events_klines import ContinuousKline, Kline
from binance.models.market_events_tickers import BookTicker, MiniTicker, Ticker
from binance.models.market_events_trades import AggTrade, Liquidation, Trade
from binance.websocket.markets import Market
from binance.websocket.stream import Stream

_MARKET = Market.FUTURES


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


def trade(symbol: str) -> Stream[Trade]:
    """Follow each trade. Binance sends it but does not document it."""
    return Stream(_MARKET, f"{symbol.lower()}@trade")


def rpi_depth(symbol: str) -> Stream[Depth]:
    """Follow the book with orders for retail price improvement, every 500 ms."""
    return Stream(_MARKET, f"{symbol.lower()}@rpiDepth@500ms")


def all_mark_prices(*, each_second: bool = False) -> Stream[list[MarkPrice]]:
    """Follow mark price and funding of every contract, every three seconds."""
    return Stream(_MARKET, f"!markPrice@arr{'@1s' if each_second else ''}")


def composite_index(symbol: str) -> Stream[CompositeIndex]:
    """Follow an index of several assets, each second."""
    return Stream(_MARKET, f"{symbol.lower()}@compositeIndex")


def asset_index(symbol: str) -> Stream[AssetIndex]:
    """Follow what an asset (as a symbol: "BTCUSD") counts in multi-assets mode, each second."""
    return Stream(_MARKET, f"{symbol.lower()}@assetIndex")


def all_asset_indices() -> Stream[list[AssetIndex]]:
    """Follow what every asset counts in multi-assets mode, each second."""
    return Stream(_MARKET, "!assetIndex@arr")


def trading_session() -> Stream[TradingSession]:
    """Follow sessions of the markets behind contracts on shares and commodities."""
    return Stream(_MARKET, "tradingSession")

"""The streams that both futures markets have alike.

https://developers.binance.com/docs/derivatives/usds-margined-futures/websocket-market-streams
https://developers.binance.com/docs/derivatives/coin-margined-futures/websocket-market-streams
"""

from binance.enums import Interval
from binance.models.market_events_books import Depth
from binance.models.market_events_futures import (
    ContractInfo,
    MarkPrice,
)
from binance.models.market_events_klines import ContinuousKline, Kline
from binance.models.market_events_tickers import BookTicker, MiniTicker, Ticker
from binance.models.market_events_trades import AggTrade, Liquidation
from binance.websocket.markets import Market
from binance.websocket.stream import Stream


class ContractStreams:
    """Names the streams of one futures market."""

    def __init__(self, market: Market) -> None:
        self._market = market

    def agg_trade(self, symbol: str) -> Stream[AggTrade]:
        """Follow trades at one price and of one direction within 100 ms together."""
        return Stream(self._market, f"{symbol.lower()}@aggTrade")

    def mark_price(self, symbol: str, *, each_second: bool = False) -> Stream[MarkPrice]:
        """Follow mark price and funding, every three seconds."""
        return Stream(self._market, f"{symbol.lower()}@markPrice{'@1s' if each_second else ''}")

    def kline(self, symbol: str, interval: Interval) -> Stream[Kline]:
        """Follow the present candle, every 250 ms."""
        return Stream(self._market, f"{symbol.lower()}@kline_{interval}")

    def continuous_kline(
        self, pair: str, contract: str, interval: Interval
    ) -> Stream[ContinuousKline]:
        """Follow the candle of a pair's "perpetual", "current_quarter" or "next_quarter"."""
        return Stream(self._market, f"{pair.lower()}_{contract.lower()}@continuousKline_{interval}")

    def mini_ticker(self, symbol: str) -> Stream[MiniTicker]:
        """Follow prices and turnover of the last 24 hours."""
        return Stream(self._market, f"{symbol.lower()}@miniTicker")

    def all_mini_tickers(self) -> Stream[list[MiniTicker]]:
        """Follow prices and turnover of contracts that changed, of both markets, each second."""
        return Stream(self._market, "!miniTicker@arr")

    def ticker(self, symbol: str) -> Stream[Ticker]:
        """Follow all figures of the last 24 hours."""
        return Stream(self._market, f"{symbol.lower()}@ticker")

    def all_tickers(self) -> Stream[list[Ticker]]:
        """Follow all figures of contracts that changed, of both futures markets, each second."""
        return Stream(self._market, "!ticker@arr")

    def book_ticker(self, symbol: str) -> Stream[BookTicker]:
        """Follow best bid and ask, as they change."""
        return Stream(self._market, f"{symbol.lower()}@bookTicker")

    def all_book_tickers(self) -> Stream[BookTicker]:
        """Follow best bid and ask of every contract of both futures markets."""
        return Stream(self._market, "!bookTicker")

    def liquidation(self, symbol: str) -> Stream[Liquidation]:
        """Follow the largest liquidation of each second."""
        return Stream(self._market, f"{symbol.lower()}@forceOrder")

    def all_liquidations(self) -> Stream[Liquidation]:
        """Follow the largest liquidations of each second on both futures markets."""
        return Stream(self._market, "!forceOrder@arr")

    def partial_depth(self, symbol: str, levels: int, speed: str = "") -> Stream[Depth]:
        """Follow the best 5, 10 or 20 levels, every 250 ms; `speed`: "100ms" or "500ms"."""
        return Stream(self._market, f"{symbol.lower()}@depth{levels}{speed and '@' + speed}")

    def depth(self, symbol: str, speed: str = "") -> Stream[Depth]:
        """Follow what changed in the book, every 250 ms; `speed`: "100ms" or "500ms"."""
        return Stream(self._market, f"{symbol.lower()}@depth{speed and '@' + speed}")

    def contract_info(self) -> Stream[ContractInfo]:
        """Follow contracts of both futures markets being listed, settled, given other brackets."""
        return Stream(self._market, "!contractInfo")

"""The streams of COIN-M futures.

https://developers.binance.com/docs/derivatives/coin-margined-futures/websocket-market-streams
"""

from binance.enums import Interval
from binance.models.market_events_futures import (
    IndexPrice,
    MarkPrice,
)
from binance.models.market_events_klines import Kline
from binance.websocket.markets import Market
from binance.websocket.stream import Stream
from binance.websocket.streams_contracts import ContractStreams


class CoinFuturesStreams(ContractStreams):
    """Names the streams of COIN-M futures."""

    def __init__(self) -> None:
        super().__init__(Market.COIN_FUTURES)

    def mark_prices_of_pair(
        self, pair: str, *, each_second: bool = False
    ) -> Stream[list[MarkPrice]]:
        """Follow mark price and funding of all contracts of a pair ("BTCUSD"), every 3 seconds."""
        return Stream(self._market, f"{pair.lower()}@markPrice{'@1s' if each_second else ''}")

    def index_price(self, pair: str) -> Stream[IndexPrice]:
        """Follow the price of a pair ("BTCUSD") on other exchanges, every three seconds."""
        return Stream(self._market, f"{pair.lower()}@indexPrice")

    def index_price_kline(self, pair: str, interval: Interval) -> Stream[Kline]:
        """Follow the present candle of a pair's index price, every 250 ms."""
        return Stream(self._market, f"{pair.lower()}@indexPriceKline_{interval}")

    def mark_price_kline(self, symbol: str, interval: Interval) -> Stream[Kline]:
        """Follow the present candle of a contract's mark price, every 250 ms."""
        return Stream(self._market, f"{symbol.lower()}@markPriceKline_{interval}")

"""The streams of USDⓈ-M futures.

https://developers.binance.com/docs/derivatives/usds-margined-futures/websocket-market-streams
"""

from binance.models.market_events_books import Depth
from binance.models.market_events_futures import (
    AssetIndex,
    CompositeIndex,
    MarkPrice,
    TradingSession,
)
from binance.models.market_events_trades import Trade
from binance.websocket.markets import Market
from binance.websocket.stream import Stream
from binance.websocket.streams_contracts import ContractStreams


class FuturesStreams(ContractStreams):
    """Names the streams of USDⓈ-M futures."""

    def __init__(self) -> None:
        super().__init__(Market.FUTURES)

    def trade(self, symbol: str) -> Stream[Trade]:
        """Follow each trade. Binance sends it but does not document it."""
        return Stream(self._market, f"{symbol.lower()}@trade")

    def rpi_depth(self, symbol: str) -> Stream[Depth]:
        """Follow the book with orders for retail price improvement, every 500 ms."""
        return Stream(self._market, f"{symbol.lower()}@rpiDepth@500ms")

    def all_mark_prices(self, *, each_second: bool = False) -> Stream[list[MarkPrice]]:
        """Follow mark price and funding of every contract, every three seconds."""
        return Stream(self._market, f"!markPrice@arr{'@1s' if each_second else ''}")

    def composite_index(self, symbol: str) -> Stream[CompositeIndex]:
        """Follow an index of several assets, each second."""
        return Stream(self._market, f"{symbol.lower()}@compositeIndex")

    def asset_index(self, symbol: str) -> Stream[AssetIndex]:
        """Follow what an asset (as a symbol: "BTCUSD") counts in multi-assets mode, each second."""
        return Stream(self._market, f"{symbol.lower()}@assetIndex")

    def all_asset_indices(self) -> Stream[list[AssetIndex]]:
        """Follow what every asset counts in multi-assets mode, each second."""
        return Stream(self._market, "!assetIndex@arr")

    def trading_session(self) -> Stream[TradingSession]:
        """Follow sessions of the markets behind contracts on shares and commodities."""
        return Stream(self._market, "tradingSession")

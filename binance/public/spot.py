"""Public market data of spot.

https://developers.binance.com/docs/binance-spot-api-docs/rest-api/market-data-endpoints
"""
# mypy: disable-error-code="empty-body"
# The bodies are empty on purpose: `endpoint` makes the method from its signature.

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from binance.enums import Interval
from binance.models.market import (
    AvgPrice,
    BookTicker,
    Depth,
    Kline,
    Nothing,
    PriceTicker,
    Ticker24h,
    Trade,
)
from binance.models.spot_market import (
    AggTrade,
    BlockTrade,
    ReferencePrice,
    ReferencePriceCalculation,
    WindowTicker,
)
from binance.public.general import General
from binance.request.endpoint import endpoint
from binance.request.request import Security


def _depth_weight(parameters: Mapping[str, Any]) -> int:
    limit = parameters["limit"]
    for most, weight in ((100, 5), (500, 25), (1000, 50)):
        if limit <= most:
            return weight
    return 250


def _tickers_24h_weight(parameters: Mapping[str, Any]) -> int:
    symbols = parameters["symbols"]
    if symbols is None or len(symbols) > 100:
        return 80
    return 2 if len(symbols) <= 20 else 40


def _windows_weight(parameters: Mapping[str, Any]) -> int:
    return min(4 * len(parameters["symbols"]), 200)


class SpotMarket(General):
    """Prices, candles and order books; no key needed but for block trades."""

    __slots__ = ()

    @endpoint("GET", "/api/v3/ping")
    async def ping(self) -> Nothing:
        """Find out whether Binance answers."""

    @endpoint("GET", "/api/v3/ticker/price", weight=2, cache_seconds=1)
    async def ticker_price(self, symbol: str) -> PriceTicker:
        """Last price of one symbol. Fails with `UnknownSymbol`."""

    @endpoint("GET", "/api/v3/ticker/price", weight=4, cache_seconds=1)
    async def ticker_prices(self, symbols: Sequence[str] | None = None) -> list[PriceTicker]:
        """Last prices of the named or all symbols. Fails with `UnknownSymbol`."""

    @endpoint("GET", "/api/v3/ticker/24hr", weight=2, cache_seconds=1)
    async def ticker_24h(self, symbol: str) -> Ticker24h:
        """Change of one symbol over 24 hours. Fails with `UnknownSymbol`."""

    @endpoint("GET", "/api/v3/ticker/24hr", weight=_tickers_24h_weight, cache_seconds=2)
    async def tickers_24h(self, symbols: Sequence[str] | None = None) -> list[Ticker24h]:
        """Change of the named or all symbols over 24 hours. Fails with `UnknownSymbol`."""

    @endpoint("GET", "/api/v3/ticker/tradingDay", weight=4, cache_seconds=1)
    async def ticker_trading_day(self, symbol: str, time_zone: str | None = None) -> WindowTicker:
        """Change of one symbol since midnight of `time_zone`, "0" or "-3:30" for example.

        Fails with `UnknownSymbol`, `ParameterRejected`.
        """

    @endpoint("GET", "/api/v3/ticker/tradingDay", weight=_windows_weight, cache_seconds=1)
    async def tickers_trading_day(
        self, symbols: Sequence[str], time_zone: str | None = None
    ) -> list[WindowTicker]:
        """Change of at most 100 symbols since midnight of `time_zone`.

        Fails with `UnknownSymbol`, `ParameterRejected`.
        """

    @endpoint("GET", "/api/v3/ticker", weight=4, cache_seconds=1)
    async def ticker_window(self, symbol: str, window_size: str = "1d") -> WindowTicker:
        """Change of one symbol over a window: "1m" to "59m", "1h" to "23h", "1d" to "7d".

        Fails with `UnknownSymbol`, `ParameterRejected`.
        """

    @endpoint("GET", "/api/v3/ticker", weight=_windows_weight, cache_seconds=1)
    async def tickers_window(
        self, symbols: Sequence[str], window_size: str = "1d"
    ) -> list[WindowTicker]:
        """Change of at most 100 symbols over a window. Fails as `ticker_window` does."""

    @endpoint("GET", "/api/v3/ticker/bookTicker", weight=2, cache_seconds=1)
    async def book_ticker(self, symbol: str) -> BookTicker:
        """Best bid and ask of one symbol. Fails with `UnknownSymbol`."""

    @endpoint("GET", "/api/v3/ticker/bookTicker", weight=4, cache_seconds=1)
    async def book_tickers(self, symbols: Sequence[str] | None = None) -> list[BookTicker]:
        """Best bids and asks of the named or all symbols. Fails with `UnknownSymbol`."""

    @endpoint("GET", "/api/v3/depth", weight=_depth_weight, cache_seconds=1)
    async def depth(self, symbol: str, limit: int = 100) -> Depth:
        """Order book, at most 5000 levels a side. Fails with `UnknownSymbol`."""

    @endpoint("GET", "/api/v3/klines", weight=2, cache_seconds=5)
    async def klines(
        self,
        symbol: str,
        interval: Interval,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        limit: int = 500,
        time_zone: str | None = None,
    ) -> list[Kline]:
        """Candlesticks, oldest first; at most 1000, days beginning in `time_zone`, else in UTC.

        Fails with `UnknownSymbol`, `ParameterRejected`.
        """

    @endpoint("GET", "/api/v3/uiKlines", weight=2, cache_seconds=5)
    async def ui_klines(
        self,
        symbol: str,
        interval: Interval,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        limit: int = 500,
        time_zone: str | None = None,
    ) -> list[Kline]:
        """Candlesticks smoothed for charts; otherwise as `klines`."""

    @endpoint("GET", "/api/v3/trades", weight=25, cache_seconds=1)
    async def trades(self, symbol: str, limit: int = 500) -> list[Trade]:
        """Last trades, oldest first; at most 1000. Fails with `UnknownSymbol`."""

    @endpoint("GET", "/api/v3/historicalTrades", weight=25)
    async def historical_trades(
        self, symbol: str, limit: int = 500, from_id: int | None = None
    ) -> list[Trade]:
        """Trades from an id on, without one the last; at most 1000. Fails with `UnknownSymbol`."""

    @endpoint("GET", "/api/v3/historicalBlockTrades", weight=25, security=Security.MARKET_DATA)
    async def historical_block_trades(
        self, symbol: str, from_id: int, limit: int = 500
    ) -> list[BlockTrade]:
        """Block trades from an id on; at most 1000. Wants a key.

        Fails with `MissingCredentials`, `UnknownSymbol`.
        """

    @endpoint("GET", "/api/v3/aggTrades", weight=4, cache_seconds=1)
    async def agg_trades(
        self,
        symbol: str,
        from_id: int | None = None,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        limit: int = 500,
    ) -> list[AggTrade]:
        """Trades taken together by taker and price, oldest first; at most 1000.

        `from_id` excludes the times. Fails with `UnknownSymbol`, `ParameterRejected`.
        """

    @endpoint("GET", "/api/v3/avgPrice", weight=2, cache_seconds=1)
    async def avg_price(self, symbol: str) -> AvgPrice:
        """Average price of the last minutes. Fails with `UnknownSymbol`."""

    @endpoint("GET", "/api/v3/referencePrice", weight=2, cache_seconds=1)
    async def reference_price(self, symbol: str) -> ReferencePrice:
        """Give the reference price of a symbol.

        Fails with `UnknownSymbol`, and with `ApiError` -2043 when it never had one.
        """

    @endpoint("GET", "/api/v3/referencePrice/calculation", weight=2, cache_seconds=60)
    async def reference_price_calculation(self, symbol: str) -> ReferencePriceCalculation:
        """How the reference price comes about. Fails as `reference_price` does."""

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
    ExchangeInfo,
    Kline,
    Nothing,
    PriceTicker,
    ServerTime,
    Ticker24h,
    Trade,
)
from binance.request.endpoint import ApiGroup, endpoint


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


class SpotMarket(ApiGroup):
    """Prices, candles and order books; no key needed."""

    __slots__ = ()

    @endpoint("GET", "/api/v3/ping")
    async def ping(self) -> Nothing:
        """Find out whether Binance answers."""

    @endpoint("GET", "/api/v3/time", urgent=True)
    async def time(self) -> ServerTime:
        """Give Binance's time."""

    @endpoint("GET", "/api/v3/exchangeInfo", weight=20, cache_seconds=60, teaches_limits=True)
    async def exchange_info(
        self, symbol: str | None = None, symbols: Sequence[str] | None = None
    ) -> ExchangeInfo:
        """Rules of the exchange and of all or the named symbols. Fails with `UnknownSymbol`."""

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
    ) -> list[Kline]:
        """Candlesticks, oldest first; at most 1000. Fails with `UnknownSymbol`."""

    @endpoint("GET", "/api/v3/trades", weight=25, cache_seconds=1)
    async def trades(self, symbol: str, limit: int = 500) -> list[Trade]:
        """Last trades, oldest first; at most 1000. Fails with `UnknownSymbol`."""

    @endpoint("GET", "/api/v3/avgPrice", weight=2, cache_seconds=1)
    async def avg_price(self, symbol: str) -> AvgPrice:
        """Average price of the last minutes. Fails with `UnknownSymbol`."""

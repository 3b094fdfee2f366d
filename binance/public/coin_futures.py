"""Public market data of COIN-M futures.

https://developers.binance.com/docs/derivatives/coin-margined-futures/market-data/rest-api
"""
# mypy: disable-error-code="empty-body"
# The bodies are empty on purpose: `endpoint` makes the method from its signature.

from datetime import datetime

from binance.enums import ContractType, Interval
from binance.models.contracts import FuturesExchangeInfo
from binance.models.futures_market import (
    FuturesBookTicker,
    FuturesDepth,
    FuturesPrice,
    FuturesTicker24h,
    FuturesTrade,
)
from binance.models.market import Kline, Nothing, ServerTime
from binance.models.spot_market import AggTrade
from binance.public.futures_weights import depth_weight, klines_weight
from binance.request.endpoint import ApiGroup, endpoint
from binance.request.request import Security


class CoinFuturesMarket(ApiGroup):
    """Prices, candles and order books of COIN-M contracts; no key needed but for old trades."""

    __slots__ = ()

    @endpoint("GET", "/dapi/v1/ping")
    async def ping(self) -> Nothing:
        """Find out whether the futures exchange answers."""

    @endpoint("GET", "/dapi/v1/time", urgent=True)
    async def time(self) -> ServerTime:
        """Give the time of the futures exchange."""

    @endpoint("GET", "/dapi/v1/exchangeInfo", cache_seconds=60, teaches_limits=True)
    async def exchange_info(self) -> FuturesExchangeInfo:
        """Rules of the exchange and of all contracts."""

    @endpoint("GET", "/dapi/v1/depth", weight=depth_weight, cache_seconds=1)
    async def depth(self, symbol: str, limit: int = 100) -> FuturesDepth:
        """Order book: 5, 10, 20, 50, 100, 500 or 1000 levels a side. Fails with `UnknownSymbol`."""

    @endpoint("GET", "/dapi/v1/trades", weight=5, cache_seconds=1)
    async def trades(self, symbol: str, limit: int = 500) -> list[FuturesTrade]:
        """Last trades, oldest first; at most 1000. Fails with `UnknownSymbol`."""

    @endpoint("GET", "/dapi/v1/historicalTrades", weight=200, security=Security.MARKET_DATA)
    async def historical_trades(
        self, symbol: str, limit: int = 100, from_id: int | None = None
    ) -> list[FuturesTrade]:
        """Trades of the last month from an id on; at most 500. Wants a key.

        Fails with `MissingCredentials`, `UnknownSymbol`.
        """

    @endpoint("GET", "/dapi/v1/aggTrades", weight=20, cache_seconds=1)
    async def agg_trades(
        self,
        symbol: str,
        from_id: int | None = None,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        limit: int = 500,
    ) -> list[AggTrade]:
        """Trades taken together by taker and price, oldest first; at most 1000.

        At most an hour between the times, which exclude `from_id`. Fails with `UnknownSymbol`,
        `ParameterRejected`.
        """

    @endpoint("GET", "/dapi/v1/klines", weight=klines_weight, cache_seconds=5)
    async def klines(
        self,
        symbol: str,
        interval: Interval,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        limit: int = 500,
    ) -> list[Kline]:
        """Candlesticks, oldest first; at most 1500. Fails with `UnknownSymbol`.

        `volume` counts contracts, `quote_volume` the base asset. At most 200 days between the
        times.
        """

    @endpoint("GET", "/dapi/v1/continuousKlines", weight=klines_weight, cache_seconds=5)
    async def continuous_klines(
        self,
        pair: str,
        contract_type: ContractType,
        interval: Interval,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        limit: int = 500,
    ) -> list[Kline]:
        """Candlesticks of a pair over its changing contracts; otherwise as `klines`."""

    @endpoint("GET", "/dapi/v1/ticker/24hr", weight=1, cache_seconds=1)
    async def ticker_24h(self, symbol: str) -> list[FuturesTicker24h]:
        """Change of one contract over 24 hours, as a list of one. Fails with `UnknownSymbol`."""

    @endpoint("GET", "/dapi/v1/ticker/24hr", weight=40, cache_seconds=2)
    async def tickers_24h(self, pair: str | None = None) -> list[FuturesTicker24h]:
        """Change of all contracts, or those of a pair, over 24 hours."""

    @endpoint("GET", "/dapi/v1/ticker/price", weight=1, cache_seconds=1)
    async def ticker_price(self, symbol: str) -> list[FuturesPrice]:
        """Last price of one contract, as a list of one. Fails with `UnknownSymbol`."""

    @endpoint("GET", "/dapi/v1/ticker/price", weight=2, cache_seconds=1)
    async def ticker_prices(self, pair: str | None = None) -> list[FuturesPrice]:
        """Last prices of all contracts, or those of a pair."""

    @endpoint("GET", "/dapi/v1/ticker/bookTicker", weight=2, cache_seconds=1)
    async def book_ticker(self, symbol: str) -> list[FuturesBookTicker]:
        """Best bid and ask of one contract, as a list of one. Fails with `UnknownSymbol`."""

    @endpoint("GET", "/dapi/v1/ticker/bookTicker", weight=5, cache_seconds=1)
    async def book_tickers(self, pair: str | None = None) -> list[FuturesBookTicker]:
        """Best bids and asks of all contracts, or those of a pair."""

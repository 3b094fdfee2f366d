"""Public market data of USDⓈ-M futures.

https://developers.binance.com/docs/derivatives/usds-margined-futures/market-data/rest-api
"""
# mypy: disable-error-code="empty-body"
# The bodies are empty on purpose: `endpoint` makes the method from its signature.

from datetime import datetime

from binance.enums import ContractType, Interval
from binance.models.contracts import FuturesExchangeInfo
from binance.models.convert import ConvertPair
from binance.models.futures_market import (
    AdlRisk,
    DeliveryPrice,
    FuturesBookTicker,
    FuturesDepth,
    FuturesPrice,
    FuturesTicker24h,
    FuturesTrade,
    InsuranceFund,
    TradingSchedule,
)
from binance.models.market import Kline, Nothing, ServerTime
from binance.models.spot_market import AggTrade
from binance.public.futures_weights import depth_weight, klines_weight
from binance.request.endpoint import ApiGroup, endpoint
from binance.request.request import Api, Security


class FuturesMarket(ApiGroup):
    """Prices, candles and order books of USDⓈ-M contracts; no key needed but for old trades."""

    __slots__ = ()

    @endpoint("GET", "/fapi/v1/ping")
    async def ping(self) -> Nothing:
        """Find out whether the futures exchange answers."""

    @endpoint("GET", "/fapi/v1/time", urgent=True)
    async def time(self) -> ServerTime:
        """Give the time of the futures exchange."""

    @endpoint("GET", "/fapi/v1/exchangeInfo", cache_seconds=60, teaches_limits=True)
    async def exchange_info(self) -> FuturesExchangeInfo:
        """Rules of the exchange and of all contracts."""

    @endpoint("GET", "/fapi/v1/depth", weight=depth_weight, cache_seconds=1)
    async def depth(self, symbol: str, limit: int = 100) -> FuturesDepth:
        """Order book: 5, 10, 20, 50, 100, 500 or 1000 levels a side. Fails with `UnknownSymbol`."""

    @endpoint("GET", "/fapi/v1/rpiDepth", weight=20, cache_seconds=1)
    async def rpi_depth(self, symbol: str, limit: int = 1000) -> FuturesDepth:
        """Order book of 1000 levels a side, with the orders meant for people.

        Fails with `UnknownSymbol`.
        """

    @endpoint("GET", "/fapi/v1/trades", weight=5, cache_seconds=1)
    async def trades(self, symbol: str, limit: int = 500) -> list[FuturesTrade]:
        """Last trades, oldest first; at most 1000. Fails with `UnknownSymbol`."""

    @endpoint("GET", "/fapi/v1/historicalTrades", weight=200, security=Security.MARKET_DATA)
    async def historical_trades(
        self, symbol: str, limit: int = 100, from_id: int | None = None
    ) -> list[FuturesTrade]:
        """Trades of the last month from an id on; at most 500. Wants a key.

        Fails with `MissingCredentials`, `UnknownSymbol`.
        """

    @endpoint("GET", "/fapi/v1/aggTrades", weight=20, cache_seconds=1)
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

    @endpoint("GET", "/fapi/v1/klines", weight=klines_weight, cache_seconds=5)
    async def klines(
        self,
        symbol: str,
        interval: Interval,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        limit: int = 500,
    ) -> list[Kline]:
        """Candlesticks, oldest first; at most 1500. Fails with `UnknownSymbol`."""

    @endpoint("GET", "/fapi/v1/continuousKlines", weight=klines_weight, cache_seconds=5)
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

    @endpoint("GET", "/fapi/v1/ticker/24hr", weight=1, cache_seconds=1)
    async def ticker_24h(self, symbol: str) -> FuturesTicker24h:
        """Change of one contract over 24 hours. Fails with `UnknownSymbol`."""

    @endpoint("GET", "/fapi/v1/ticker/24hr", weight=40, cache_seconds=2)
    async def tickers_24h(self) -> list[FuturesTicker24h]:
        """Change of all contracts over 24 hours."""

    @endpoint("GET", "/fapi/v2/ticker/price", weight=1, cache_seconds=1)
    async def ticker_price(self, symbol: str) -> FuturesPrice:
        """Last price of one contract. Fails with `UnknownSymbol`."""

    @endpoint("GET", "/fapi/v2/ticker/price", weight=2, cache_seconds=1)
    async def ticker_prices(self) -> list[FuturesPrice]:
        """Last prices of all contracts."""

    @endpoint("GET", "/fapi/v1/ticker/bookTicker", weight=2, cache_seconds=1)
    async def book_ticker(self, symbol: str) -> FuturesBookTicker:
        """Best bid and ask of one contract. Fails with `UnknownSymbol`."""

    @endpoint("GET", "/fapi/v1/ticker/bookTicker", weight=5, cache_seconds=1)
    async def book_tickers(self) -> list[FuturesBookTicker]:
        """Best bids and asks of all contracts."""

    @endpoint("GET", "/futures/data/delivery-price", api=Api.FUTURES, cache_seconds=60)
    async def delivery_prices(self, pair: str) -> list[DeliveryPrice]:
        """Settlement prices of the past quarters of a pair. Fails with `ParameterRejected`."""

    @endpoint("GET", "/fapi/v1/insuranceBalance", cache_seconds=60)
    async def insurance_fund(self, symbol: str) -> InsuranceFund:
        """Insurance fund behind one contract. Fails with `UnknownSymbol`."""

    @endpoint("GET", "/fapi/v1/insuranceBalance", cache_seconds=60)
    async def insurance_funds(self) -> list[InsuranceFund]:
        """Insurance funds of all contracts."""

    @endpoint("GET", "/fapi/v1/symbolAdlRisk", cache_seconds=60)
    async def adl_risk(self, symbol: str) -> AdlRisk:
        """How likely positions of one contract are reduced by force. Fails with `UnknownSymbol`."""

    @endpoint("GET", "/fapi/v1/symbolAdlRisk", cache_seconds=60)
    async def adl_risks(self) -> list[AdlRisk]:
        """How likely positions are reduced by force, for all contracts."""

    @endpoint("GET", "/fapi/v1/tradingSchedule", weight=5, cache_seconds=60)
    async def trading_schedule(self) -> TradingSchedule:
        """When the markets behind TradFi contracts are open."""

    @endpoint("GET", "/fapi/v1/convert/exchangeInfo", weight=20, cache_seconds=60)
    async def convert_pairs(
        self, from_asset: str | None = None, to_asset: str | None = None
    ) -> list[ConvertPair]:
        """Tell what may be converted into what in the futures wallet, with the least and most."""

"""What moves COIN-M contracts: index and mark prices, funding, open interest, positioning.

https://developers.binance.com/docs/derivatives/coin-margined-futures/market-data/rest-api
"""
# mypy: disable-error-code="empty-body"
# The bodies are empty on purpose: `endpoint` makes the method from its signature.

from datetime import datetime

from binance.enums import ContractType, Interval, Period
from binance.models.futures import PremiumIndex
from binance.models.index import (
    Basis,
    Constituents,
    FundingInfo,
    FundingRate,
    LongShortRatio,
    OpenInterest,
    OpenInterestAt,
    TakerVolume,
)
from binance.models.market import Kline
from binance.public.futures_weights import klines_weight
from binance.request.endpoint import ApiGroup, endpoint
from binance.request.request import Api


class CoinIndex(ApiGroup):
    """Mark and index prices, funding and statistics of COIN-M contracts.

    The statistics reach back 30 days and share 1000 calls in five minutes.
    """

    __slots__ = ()

    @endpoint("GET", "/dapi/v1/premiumIndex", weight=10, cache_seconds=1)
    async def premium_indexes(
        self, symbol: str | None = None, pair: str | None = None
    ) -> list[PremiumIndex]:
        """Mark prices and funding rates of all contracts, of one, or those of a pair.

        Fails with `UnknownSymbol`.
        """

    @endpoint("GET", "/dapi/v1/markPriceKlines", weight=klines_weight, cache_seconds=5)
    async def mark_price_klines(
        self,
        symbol: str,
        interval: Interval,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        limit: int = 500,
    ) -> list[Kline]:
        """Candlesticks of the mark price of a contract, without volume; at most 1500.

        Fails with `UnknownSymbol`.
        """

    @endpoint("GET", "/dapi/v1/indexPriceKlines", weight=klines_weight, cache_seconds=5)
    async def index_price_klines(
        self,
        pair: str,
        interval: Interval,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        limit: int = 500,
    ) -> list[Kline]:
        """Candlesticks of the index price of a pair, without volume; at most 1500.

        Fails with `UnknownSymbol`.
        """

    @endpoint("GET", "/dapi/v1/premiumIndexKlines", weight=klines_weight, cache_seconds=5)
    async def premium_index_klines(
        self,
        symbol: str,
        interval: Interval,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        limit: int = 500,
    ) -> list[Kline]:
        """Candlesticks of the premium of a contract over its index, without volume; at most 1500.

        Fails with `UnknownSymbol`.
        """

    @endpoint("GET", "/dapi/v1/fundingRate", cache_seconds=5)
    async def funding_rates(
        self,
        symbol: str,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        limit: int = 100,
    ) -> list[FundingRate]:
        """Funding payments of one contract, oldest first; at most 1000.

        Fails with `UnknownSymbol`.
        """

    @endpoint("GET", "/dapi/v1/fundingInfo", cache_seconds=60)
    async def funding_info(self) -> list[FundingInfo]:
        """Contracts whose funding differs from the usual."""

    @endpoint("GET", "/dapi/v1/openInterest", cache_seconds=1)
    async def open_interest(self, symbol: str) -> OpenInterest:
        """Contracts open now. Fails with `UnknownSymbol`."""

    @endpoint("GET", "/futures/data/openInterestHist", api=Api.COIN_FUTURES, cache_seconds=5)
    async def open_interest_history(
        self,
        pair: str,
        period: Period,
        contract_type: ContractType | None = None,
        limit: int = 30,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
    ) -> list[OpenInterestAt]:
        """Open interest over time, oldest first; at most 500.

        Fails with `ParameterRejected`.
        """

    @endpoint(
        "GET", "/futures/data/topLongShortAccountRatio", api=Api.COIN_FUTURES, cache_seconds=5
    )
    async def top_account_ratio(
        self,
        pair: str,
        period: Period,
        contract_type: ContractType | None = None,
        limit: int = 30,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
    ) -> list[LongShortRatio]:
        """How accounts of top traders are divided between long and short; at most 500.

        Fails with `ParameterRejected`.
        """

    @endpoint(
        "GET", "/futures/data/topLongShortPositionRatio", api=Api.COIN_FUTURES, cache_seconds=5
    )
    async def top_position_ratio(
        self,
        pair: str,
        period: Period,
        contract_type: ContractType | None = None,
        limit: int = 30,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
    ) -> list[LongShortRatio]:
        """How positions of top traders are divided between long and short; at most 500.

        Fails with `ParameterRejected`.
        """

    @endpoint(
        "GET", "/futures/data/globalLongShortAccountRatio", api=Api.COIN_FUTURES, cache_seconds=5
    )
    async def global_account_ratio(
        self,
        pair: str,
        period: Period,
        contract_type: ContractType | None = None,
        limit: int = 30,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
    ) -> list[LongShortRatio]:
        """How all accounts are divided between long and short; at most 500.

        Fails with `ParameterRejected`.
        """

    @endpoint("GET", "/futures/data/takerBuySellVol", api=Api.COIN_FUTURES, cache_seconds=5)
    async def taker_volume(
        self,
        pair: str,
        contract_type: ContractType,
        period: Period,
        limit: int = 30,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
    ) -> list[TakerVolume]:
        """Give what takers bought and sold; at most 500. Fails with `ParameterRejected`."""

    @endpoint("GET", "/futures/data/basis", api=Api.COIN_FUTURES, cache_seconds=5)
    async def basis(
        self,
        pair: str,
        contract_type: ContractType,
        period: Period,
        limit: int = 30,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
    ) -> list[Basis]:
        """How far contracts of a pair were from their index; at most 500.

        Fails with `ParameterRejected`.
        """

    @endpoint("GET", "/dapi/v1/constituents", weight=1, cache_seconds=60)
    async def constituents(self, symbol: str) -> Constituents:
        """Markets an index price is made of. Fails with `UnknownSymbol`."""

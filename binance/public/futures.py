"""Public market data of USDⓈ-M futures.

https://developers.binance.com/docs/derivatives/usds-margined-futures/market-data/rest-api
"""
# mypy: disable-error-code="empty-body"
# The bodies are empty on purpose: `endpoint` makes the method from its signature.

from binance.models.futures import PremiumIndex
from binance.models.market import Nothing, ServerTime
from binance.request.endpoint import ApiGroup, endpoint


class FuturesMarket(ApiGroup):
    """Mark prices and funding of contracts; no key needed."""

    __slots__ = ()

    @endpoint("GET", "/fapi/v1/ping")
    async def ping(self) -> Nothing:
        """Find out whether the futures exchange answers."""

    @endpoint("GET", "/fapi/v1/time", urgent=True)
    async def time(self) -> ServerTime:
        """Give the time of the futures exchange."""

    @endpoint("GET", "/fapi/v1/premiumIndex", weight=1, cache_seconds=1)
    async def premium_index(self, symbol: str) -> PremiumIndex:
        """Mark price and funding rate of one contract. Fails with `UnknownSymbol`."""

    @endpoint("GET", "/fapi/v1/premiumIndex", weight=10, cache_seconds=1)
    async def premium_indexes(self) -> list[PremiumIndex]:
        """Mark prices and funding rates of all contracts."""

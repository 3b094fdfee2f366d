"""Whether Binance is open, and what comes and goes.

https://developers.binance.com/docs/wallet/others/system-status
"""
# mypy: disable-error-code="empty-body"
# The bodies are empty on purpose: `endpoint` makes the method from its signature.

from binance.models.listing import AssetTags, Delisting, Opening
from binance.models.wallet import SystemStatus
from binance.public.general import General
from binance.request.endpoint import endpoint
from binance.request.request import Security


class System(General):
    """The state of Binance as a whole; the testnet has only its time and rules."""

    __slots__ = ()

    @endpoint("GET", "/sapi/v1/system/status", cache_seconds=10)
    async def status(self) -> SystemStatus:
        """Tell normal operation from maintenance."""

    @endpoint("GET", "/sapi/v1/spot/open-symbol-list", weight=100, security=Security.MARKET_DATA)
    async def openings(self) -> list[Opening]:
        """Symbols that will be listed, and when. Wants a key; fails with `MissingCredentials`."""

    @endpoint("GET", "/sapi/v1/spot/delist-schedule", weight=100, security=Security.MARKET_DATA)
    async def delistings(self) -> list[Delisting]:
        """Symbols that will be delisted, and when. Wants a key; fails as `openings` does."""

    @endpoint("GET", "/sapi/v1/spot/asset/tags", weight=100, security=Security.MARKET_DATA)
    async def asset_tags(self, tag: str | None = None) -> list[AssetTags]:
        """Tags of all assets, or the assets with a tag, `Monitoring` for example.

        Wants a key; fails as `openings` does.
        """

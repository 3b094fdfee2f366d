"""Whether Binance is open.

https://developers.binance.com/docs/wallet/others/system-status
"""
# mypy: disable-error-code="empty-body"
# The bodies are empty on purpose: `endpoint` makes the method from its signature.

from binance.models.wallet import SystemStatus
from binance.request.endpoint import ApiGroup, endpoint


class System(ApiGroup):
    """The state of Binance as a whole; not available on the testnet."""

    __slots__ = ()

    @endpoint("GET", "/sapi/v1/system/status", cache_seconds=10)
    async def status(self) -> SystemStatus:
        """Tell normal operation from maintenance."""

"""A user's USDⓈ-M futures account.

https://developers.binance.com/docs/derivatives/usds-margined-futures/account/rest-api
"""
# mypy: disable-error-code="empty-body"
# The bodies are empty on purpose: `endpoint` makes the method from its signature.

from binance.models.market import RateLimit
from binance.request.endpoint import ApiGroup, endpoint
from binance.request.request import Security


class FuturesAccount(ApiGroup):
    """The futures side of one user."""

    __slots__ = ()

    @endpoint("GET", "/fapi/v1/rateLimit/order", security=Security.USER_DATA)
    async def order_rate_limits(self) -> list[RateLimit]:
        """How many orders the account may place. Fails with `KeyRejected`."""

"""Signed writes, declared as any endpoint: what the tests send instead of real orders."""
# mypy: disable-error-code="empty-body"
# The bodies are empty on purpose: `endpoint` makes the method from its signature.

from typing import Any, Self

from binance.client import BinanceClient
from binance.credentials import Credentials
from binance.request.endpoint import ApiGroup, endpoint
from binance.request.request import Security


class Orders(ApiGroup):
    """Place, amend and cancel."""

    __slots__ = ()

    @classmethod
    def of(cls, client: BinanceClient, credentials: Credentials) -> Self:
        """Give the orders of an account."""
        return cls(client._pipeline, 0, credentials)

    @endpoint("POST", "/api/v3/order", security=Security.TRADE)
    async def place(self, symbol: str) -> dict[str, Any]:
        """Place an order."""

    @endpoint("PUT", "/api/v3/order", security=Security.TRADE)
    async def amend(self, symbol: str) -> dict[str, Any]:
        """Amend an order."""

    @endpoint("DELETE", "/api/v3/order", security=Security.TRADE)
    async def cancel(self, symbol: str) -> dict[str, Any]:
        """Cancel an order."""

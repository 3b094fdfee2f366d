"""Orders as the campaigns and the fault matrix place and cancel them."""
# mypy: disable-error-code="empty-body"
# The bodies are empty on purpose: `endpoint` makes the method from its signature.

from typing import Any, Self

from binance.client import BinanceClient
from binance.credentials import Credentials
from binance.request.endpoint import ApiGroup, endpoint
from binance.request.request import Security

PRICE = "40000"  # far below the market: the order rests until it is cancelled
QUANTITY = "0.001"


class Trading(ApiGroup):
    """Place, look up and cancel an order by the id its owner gave it."""

    __slots__ = ()

    @classmethod
    def of(cls, client: BinanceClient, credentials: Credentials, caller: int = 0) -> Self:
        """Give the orders of an account."""
        return cls(client._pipeline, caller, credentials)

    async def buy(self, order_id: str) -> dict[str, Any]:
        """Place an order that rests on the book."""
        return await self.place("BTCUSDT", "BUY", "LIMIT", "GTC", QUANTITY, PRICE, order_id)

    @endpoint("POST", "/api/v3/order", weight=1, security=Security.TRADE)
    async def place(
        self,
        symbol: str,
        side: str,
        type: str,  # noqa: A002 -- Binance's word
        time_in_force: str,
        quantity: str,
        price: str,
        new_client_order_id: str,
    ) -> dict[str, Any]:
        """Place an order."""

    @endpoint("DELETE", "/api/v3/order", weight=1, security=Security.TRADE)
    async def cancel(self, symbol: str, orig_client_order_id: str) -> dict[str, Any]:
        """Cancel an order. Fails with `CancelRejected` when it is no longer open."""

    @endpoint("GET", "/api/v3/order", weight=4, security=Security.USER_DATA)
    async def find(self, symbol: str, orig_client_order_id: str) -> dict[str, Any]:
        """Tell how an order stands. Fails with `OrderNotFound`."""

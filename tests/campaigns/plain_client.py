"""The control of the campaigns: aiohttp and a signature, and nothing else."""

import time
from http import HTTPStatus
from urllib.parse import urlencode

import aiohttp
from yarl import URL

from binance.credentials import Credentials
from tests.campaigns.trading import PRICE, QUANTITY


class PlainClient:
    """Calls Binance as the first example in any tutorial does."""

    repetitions = 0  # none that it knows of

    def __init__(self, session: aiohttp.ClientSession, base: str, credentials: Credentials) -> None:
        self._session = session
        self._base = base
        self._credentials = credentials

    async def buy(self, order_id: str) -> object:
        """Place an order that rests on the book."""
        return await self._send(
            "POST",
            "/api/v3/order",
            symbol="BTCUSDT",
            side="BUY",
            type="LIMIT",
            timeInForce="GTC",
            quantity=QUANTITY,
            price=PRICE,
            newClientOrderId=order_id,
        )

    async def cancel(self, order_id: str) -> object:
        """Cancel it."""
        return await self._send(
            "DELETE", "/api/v3/order", symbol="BTCUSDT", origClientOrderId=order_id
        )

    async def look(self) -> object:
        """Read the open orders."""
        return await self._send("GET", "/api/v3/openOrders", symbol="BTCUSDT")

    async def _send(self, method: str, path: str, **parameters: str) -> object:
        query = urlencode(parameters | {"timestamp": str(int(time.time() * 1000))})
        url = f"{self._base}{path}?{query}&signature={self._credentials.sign(query.encode())}"
        headers = {"X-MBX-APIKEY": self._credentials.api_key}
        async with self._session.request(method, URL(url, encoded=True), headers=headers) as answer:
            if answer.status != HTTPStatus.OK:
                raise aiohttp.ClientError(str(answer.status))
            return await answer.json()

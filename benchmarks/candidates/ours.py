"""This project: every stage on, typed answers with Decimals."""
# mypy: disable-error-code="empty-body"
# The bodies are empty on purpose: `endpoint` makes the method from its signature.

import time
from collections.abc import Mapping
from contextlib import AsyncExitStack
from decimal import Decimal
from typing import Any

from benchmarks.candidates.keys import API_KEY, SECRET
from benchmarks.large_answer import keeping, reading
from benchmarks.measuring import Job, repeated
from binance.client import BinanceClient, ClientOptions
from binance.constants import Hosts
from binance.credentials import Credentials, KeyType
from binance.enums import OrderType, Side, TimeInForce
from binance.models.model import Model
from binance.request.endpoint import ApiGroup, endpoint
from binance.request.request import Security
from binance.request.timing import Timing

_CALLERS = 100
_CACHED = 61.0  # seconds; longer than anything stays in the cache
_FOR_EVER = 1e9  # seconds; the clock is put forward, the sockets have not grown old
_QUANTITY, _PRICE = Decimal("0.01"), Decimal(60000)


class Placed(Model):
    """The answer to an order."""

    symbol: str
    order_id: int
    client_order_id: str
    price: Decimal
    orig_qty: Decimal
    executed_qty: Decimal
    cummulative_quote_qty: Decimal
    status: str
    type: OrderType
    side: Side


class Orders(ApiGroup):
    """Declared as any endpoint."""

    __slots__ = ()

    @endpoint("POST", "/api/v3/order", security=Security.TRADE)
    async def place(  # noqa: PLR0913, PLR0917 -- the parameters of the endpoint
        self,
        symbol: str,
        side: Side,
        type: OrderType,  # noqa: A002 -- Binance's word
        time_in_force: TimeInForce,
        quantity: Decimal,
        price: Decimal,
    ) -> Placed:
        """Place an order."""


class Callers:
    """A hundred people who use one client in turn."""

    def __init__(self, client: BinanceClient) -> None:
        credentials = Credentials(API_KEY, SECRET, KeyType.HMAC)
        self._clients = [client.on_behalf_of(caller) for caller in range(1, _CALLERS + 1)]
        self._accounts = [one.account(credentials) for one in self._clients]
        pipeline = client._pipeline  # noqa: SLF001 -- orders are not an endpoint of the client yet
        self._orders = [Orders(pipeline, one, credentials) for one in range(1, _CALLERS + 1)]

    async def ticker(self, number: int) -> Any:
        """Ask for a price."""
        return await self._clients[number % _CALLERS].spot.ticker_price(f"S{number}USDT")

    async def account(self, number: int) -> Any:
        """Ask for the balances."""
        return await self._accounts[number % _CALLERS].spot.account()

    async def order(self, number: int) -> Any:
        """Place a limit order."""
        return await self._orders[number % _CALLERS].place(
            f"S{number}USDT", Side.BUY, OrderType.LIMIT, TimeInForce.GTC, _QUANTITY, _PRICE
        )


class Forgetful:
    """A client whose clock is put forward between calls, so that the cache has nothing recent."""

    def __init__(self) -> None:
        self._skipped = 0.0  # seconds
        self._client: BinanceClient

    async def open(self, url: str, stack: AsyncExitStack) -> None:
        """Open the client."""
        self._client = await _client(url, stack, Timing(monotonic=self._now))

    async def exchange_info(self, _number: int) -> Any:
        """Ask for the symbols."""
        self._skipped += _CACHED
        return await self._client.spot.exchange_info()

    def _now(self) -> float:
        return time.monotonic() + self._skipped


async def open_candidate(urls: Mapping[str, str], stack: AsyncExitStack) -> Mapping[str, Job]:
    """Open a client for each site, with the usual options."""
    small, large, slow = [
        Callers(await _client(urls[name], stack, Timing())) for name in ("small", "large", "slow")
    ]
    forgetful = Forgetful()
    await forgetful.open(urls["large"], stack)
    return {
        "ticker": repeated(small.ticker),
        "account 6": repeated(small.account),
        "account 600": repeated(large.account),
        "order": repeated(small.order),
        "scan": repeated(slow.ticker),
        "exchange info": reading(forgetful.exchange_info),
        "kept": keeping(forgetful.exchange_info),
    }


async def _client(url: str, stack: AsyncExitStack, timing: Timing) -> BinanceClient:
    options = ClientOptions(Hosts(url, url, url, "", "", "", ""), session_max_age=_FOR_EVER)
    client = await stack.enter_async_context(BinanceClient.open(options, timing))
    await client.spot.exchange_info()  # the server's limits let the benchmark run
    return client

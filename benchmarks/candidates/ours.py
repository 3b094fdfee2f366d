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


class SkippingClock:
    """A clock that can be put forward, so that nothing is recent."""

    skipped = 0.0  # seconds

    def __call__(self) -> float:
        """Give seconds that only grow."""
        return time.monotonic() + self.skipped


class Callers:
    """A hundred people who use one client in turn."""

    def __init__(self, client: BinanceClient, clock: "SkippingClock") -> None:
        self._clock = clock
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

    async def exchange_info(self, _number: int) -> Any:
        """Ask for the symbols, when those asked for before have grown too old for the cache."""
        self._clock.skipped += _CACHED
        return await self._clients[0].spot.exchange_info()


async def open_candidate(urls: Mapping[str, str], stack: AsyncExitStack) -> Mapping[str, Job]:
    """Open a client for each site, with the usual options."""
    small, large, slow = [await _callers(urls[name], stack) for name in ("small", "large", "slow")]
    return {
        "ticker": repeated(small.ticker),
        "account 6": repeated(small.account),
        "account 600": repeated(large.account),
        "order": repeated(small.order),
        "scan": repeated(slow.ticker),
        "exchange info": reading(large.exchange_info),
        "kept": keeping(large.exchange_info),
    }


async def _callers(url: str, stack: AsyncExitStack) -> Callers:
    clock = SkippingClock()
    options = ClientOptions(Hosts(url, url, url, "", "", "", ""), session_max_age=_FOR_EVER)
    opened = BinanceClient.open(options, Timing(monotonic=clock))
    client = await stack.enter_async_context(opened)
    await client.spot.exchange_info()  # the server's limits let the benchmark run
    return Callers(client, clock)

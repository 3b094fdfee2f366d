"""Clients that share over one Redis, each as if it were a process of its own."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field

from binance.client import BinanceClient, ClientOptions
from binance.constants import Hosts
from binance.events import Event, SharingLost, SharingRestored
from binance.exceptions import BinanceError
from binance.request.leases import Leases
from binance.request.shared_cache import SharedCache
from binance.sharing.names import realm_of
from binance.sharing.redis import RedisOptions, RedisSharing
from tests.binance.sharing.calls import SHARE, Calls, learn
from tests.binance.sharing.quick_time import QuickTime

PATIENCE = 20.0  # seconds until a test gives up


@dataclass
class Member:
    """A client and what it reported."""

    client: BinanceClient
    heard: list[Event] = field(default_factory=list)

    @property
    def calls(self) -> Calls:
        """Calls on every kind of budget."""
        return Calls(self.client._pipeline, 1, None)

    @property
    def told(self) -> list[Event]:
        """What it reported of the others."""
        return [one for one in self.heard if isinstance(one, SharingLost | SharingRestored)]

    @property
    def leases(self) -> Leases:
        """Its parts of the budgets."""
        assert self.client._pipeline._shared is not None
        return self.client._pipeline._shared.leases

    @property
    def answers(self) -> SharedCache:
        """The answers it shares."""
        assert self.client._pipeline._shared is not None
        return self.client._pipeline._shared._cache

    @property
    def stopped(self) -> bool:
        """True while nothing may be sent."""
        return self.client.health().banned_until is not None

    @property
    def connected(self) -> bool:
        """True while the others can be reached."""
        state = self.client.health().sharing
        return state is not None and state.connected

    async def use_up(self) -> int:
        """Call until the budget of futures allows no more; gives how much was used."""
        used = 0
        while True:
            try:
                await self.calls.futures()
            except BinanceError:
                return used
            used += 1

    async def insist(self, clock: QuickTime, until: float) -> int:
        """Call as often as possible until a moment; gives how often that went well."""
        served = 0
        while clock.passed() < until:
            try:
                await self.calls.futures()
                served += 1
            except BinanceError:
                await clock.sleep(0.5)
        return served


class Company:
    """Opens clients of one server, one Redis and one clock."""

    def __init__(self, server: str, redis: str | None, clock: QuickTime | None = None) -> None:
        self.clock = clock or QuickTime(time.time(), speed=1.0)
        self.patience = 1.0
        self._server = server
        self._redis = redis
        self._stack = AsyncExitStack()

    async def member(self) -> Member:
        """Open one more client."""
        heard: list[Event] = []
        hosts = Hosts(self._server, self._server, self._server, "", "", "", "")
        options = ClientOptions(hosts, weight_share=SHARE, timeout=2.0)
        client = await self._stack.enter_async_context(
            BinanceClient.open(
                options, self.clock.timing, sharing=self._sharing(), listener=heard.append
            )
        )
        learn(client)
        return Member(client, heard)

    def _sharing(self) -> RedisSharing | None:
        if self._redis is None:
            return None
        realm = realm_of(self._server)
        return RedisSharing(RedisOptions(self._redis, "test", realm, patience=self.patience))

    async def close(self) -> None:
        """Close all of them."""
        await self._stack.aclose()


@asynccontextmanager
async def company(
    server: str, redis: str | None, clock: QuickTime | None = None
) -> AsyncIterator[Company]:
    """Give a company for as long as the block runs."""
    one = Company(server, redis, clock)
    try:
        yield one
    finally:
        await one.close()


async def until(condition: Callable[[], bool]) -> None:
    """Wait until something has become true."""
    async with asyncio.timeout(PATIENCE):
        while not condition():  # noqa: ASYNC110 -- whatever it is
            await asyncio.sleep(0.005)

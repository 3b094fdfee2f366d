"""A thousand users while the upstream fails, on a clock of their own, and what both sides saw."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from binance.client import BinanceClient, ClientOptions
from binance.credentials import Credentials
from binance.exceptions import BinanceError, CircuitOpen
from sandbox.exchange import Exchange
from tests.binance.pretend import hosts_of
from tests.campaigns.people import keys_for
from tests.campaigns.trading import Trading
from tests.campaigns.virtual_time import MIDNIGHT, now, timing

TIMEOUT = 10.0  # seconds; how long the layer waits for an answer

Spells = list[tuple[float, float]]
"""When the upstream is down: from and to, seconds since midnight."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """Who calls, and how often."""

    users: int
    every: float  # seconds between the calls of a user


@dataclass(frozen=True, slots=True)
class Attempt:
    """A call as its user saw it; seconds since midnight."""

    key: str
    began: float
    ended: float
    error: str | None
    retry_after: float | None


@dataclass(frozen=True, slots=True)
class Arrival:
    """A request as the exchange saw it."""

    at: float  # seconds since midnight
    method: str
    key: str  # empty when it is nobody's


@dataclass
class Weather:
    """When the upstream was down, and what the users and the exchange saw."""

    downs: Spells
    attempts: list[Attempt] = field(default_factory=list)
    arrivals: list[Arrival] = field(default_factory=list)

    def during(self, begins: float, ends: float) -> list[Arrival]:
        """Give the requests that arrived in a span of time."""
        return [arrival for arrival in self.arrivals if begins <= arrival.at < ends]


class Users:
    """People who call every now and then: four reads for each order."""

    def __init__(self, client: BinanceClient, keys: list[Credentials], crowd: Crowd) -> None:
        self._client = client
        self._keys = keys
        self._every = crowd.every
        self.attempts: list[Attempt] = []

    async def live(self, seconds: float, seed: int) -> None:
        """Let everybody call until so many seconds after midnight."""
        async with asyncio.timeout(seconds + 5 * TIMEOUT):
            await asyncio.gather(
                *(self._one(number, key, seconds, seed) for number, key in enumerate(self._keys))
            )

    async def _one(self, number: int, key: Credentials, seconds: float, seed: int) -> None:
        chance = random.Random(seed * 100_000 + number)  # noqa: S311 -- repeatable, not secret
        client = self._client.on_behalf_of(number)
        account, trading = client.account(key), Trading.of(client, key, number)
        moment = now() + chance.uniform(0, self._every)
        end = MIDNIGHT + seconds
        while moment < end:
            await asyncio.sleep(max(moment - now(), 0))
            if chance.random() < 0.2:
                call: Any = trading.buy(f"{seed}-{number}-{moment:.0f}")
            else:
                call = account.spot.open_orders("BNBBTC")
            await self._try(key, call)
            moment += chance.uniform(0.5, 1.5) * self._every

    async def _try(self, key: Credentials, call: Any) -> None:
        began, error, retry_after = now() - MIDNIGHT, None, None
        try:
            await call
        except BinanceError as caught:
            error = type(caught).__name__
            retry_after = caught.retry_after if isinstance(caught, CircuitOpen) else None
        self.attempts.append(Attempt(key.api_key, began, now() - MIDNIGHT, error, retry_after))


async def live_through(
    crowd: Crowd, downs: Spells, *, kind: str, until: float, seed: int
) -> Weather:
    """Let the upstream fail with this fault in the given spells, and give what was seen."""
    weather = Weather(downs)
    async with _opened(crowd) as (exchange, client, keys):
        users = Users(client, keys, crowd)
        changing = asyncio.create_task(_change(exchange, downs, kind))
        await users.live(until, seed)
        await changing
        weather.attempts = users.attempts
        weather.arrivals = [
            Arrival(seen.at - MIDNIGHT, seen.method, seen.caller_key or "")
            for seen in exchange.requests
        ]
    return weather


@asynccontextmanager
async def _opened(
    crowd: Crowd,
) -> AsyncIterator[tuple[Exchange, BinanceClient, list[Credentials]]]:
    exchange = Exchange(moving=False, clock=now)
    await exchange.start()
    exchange.venue.limits.weights["spot"] = 10**6
    keys = keys_for(exchange, crowd.users)
    options = ClientOptions(hosts_of(exchange), timeout=TIMEOUT)
    try:
        async with BinanceClient.open(options, timing()) as client:
            await client.spot.exchange_info("BTCUSDT")
            yield exchange, client, keys
    finally:
        await exchange.stop()


async def _change(exchange: Exchange, downs: Spells, kind: str) -> None:
    for begins, ends in downs:
        await asyncio.sleep(begins - (now() - MIDNIGHT))
        exchange.faults.inject("*", kind, times=None)
        await asyncio.sleep(ends - (now() - MIDNIGHT))
        exchange.faults.clear()

"""Bans of two minutes to three days: nothing is sent inside them, restarts or not."""

import asyncio
import itertools
import random
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from binance.client import BinanceClient, ClientOptions
from binance.exceptions import BinanceError, LimitReached
from sandbox.exchange import Exchange
from storage.bans import Bans
from storage.database import Database, migrate
from tests.binance.pretend import hosts_of, key_of
from tests.campaigns.trading import Trading
from tests.campaigns.virtual_time import MIDNIGHT, now, standing_still, timing

SHORTEST, LONGEST = 120.0, 3 * 86_400.0  # seconds a ban lasts
ON_ITS_WAY = 0.05  # seconds; a call already sent when the news came
LATENCY = 0.02  # seconds Binance takes for an answer

Start = Callable[[Exchange], AbstractAsyncContextManager[BinanceClient]]
"""Opens a client as a process that starts does."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How many bans, and in how many of them the bot is started anew."""

    bans: int
    restarts: int
    users: int  # calling at each moment
    moments: int  # in each ban at which all of them call


@dataclass
class Exile:
    """What happened inside the bans."""

    calls: int = 0  # calls of users inside bans
    sent: int = 0  # requests inside bans, says the exchange
    untold: int = 0  # calls neither told when to come back nor answered after the end
    locked_out: int = 0  # bans after which calls did not pass again
    bans: int = 0
    restarts: int = 0
    spans: list[tuple[float, float]] = field(default_factory=list)  # seconds since midnight


async def live_in_exile(plan: Plan, start: Start, seed: int = 7) -> Exile:
    """Go from ban to ban."""
    exchange = Exchange(moving=False, clock=now)
    await exchange.start()
    exchange.faults.inject("*", "delay", times=None, seconds=LATENCY)
    exile = Exile()
    journey = _Journey(exchange, plan, exile, random.Random(seed))  # noqa: S311 -- repeatable
    try:
        await journey.go(start)
    finally:
        await exchange.stop()
    arrivals = [seen.at - MIDNIGHT for seen in exchange.requests]
    exile.sent = sum(
        begins + ON_ITS_WAY < at < ends for at in arrivals for begins, ends in exile.spans
    )
    return exile


class _Journey:
    def __init__(self, exchange: Exchange, plan: Plan, exile: Exile, chance: random.Random) -> None:
        self._exchange = exchange
        self._plan = plan
        self._exile = exile
        self._chance = chance
        self._numbers = itertools.count()

    async def go(self, start: Start) -> None:
        restarting = set(self._chance.sample(range(self._plan.bans), self._plan.restarts))
        async with AsyncExitStack() as process:
            client = await process.enter_async_context(start(self._exchange))
            for number in range(self._plan.bans):
                ends = await self._be_banned(client)
                if number in restarting:
                    await process.aclose()
                    client = await process.enter_async_context(start(self._exchange))
                    self._exile.restarts += 1
                await self._wait(client, ends)

    async def _be_banned(self, client: BinanceClient) -> float:
        """Meet a ban while calls are on their way; give the moment it ends."""
        length: float = SHORTEST * (LONGEST / SHORTEST) ** self._chance.random()
        begins = now()
        limits = self._exchange.venue.limits
        for family in ("spot", "futures"):
            limits.ban(family, "127.0.0.1", begins, length)
        await asyncio.gather(*self._calls(client), return_exceptions=True)
        told = now() - MIDNIGHT
        ends = begins + length
        self._exile.spans.append((told, ends - MIDNIGHT))
        self._exile.bans += 1
        await self._call_inside(client, ends)
        return ends

    async def _wait(self, client: BinanceClient, ends: float) -> None:
        """Call at moments spread over the rest of the ban, then see that calls pass again."""
        left = ends - now()
        moments = sorted(now() + left * self._chance.random() for _ in range(self._plan.moments))
        for moment in (*moments, ends - 0.5):
            await asyncio.sleep(max(moment - now(), 0))
            await self._call_inside(client, ends)
        await asyncio.sleep(ends - now() + 2)
        outcomes = await asyncio.gather(*self._calls(client), return_exceptions=True)
        self._exile.locked_out += any(isinstance(one, BinanceError) for one in outcomes)
        for order in self._exchange.accounts["trader"].open_orders():
            self._exchange.app.cancel("trader", order.order_id)

    async def _call_inside(self, client: BinanceClient, ends: float) -> None:
        began = now()
        outcomes = await asyncio.gather(*self._calls(client), return_exceptions=True)
        for outcome in outcomes:
            self._exile.calls += 1
            if isinstance(outcome, LimitReached):
                right = abs(began + outcome.retry_after - ends) <= 2
            else:  # it had the time to wait for the end
                right = not isinstance(outcome, BaseException) and now() >= ends
            self._exile.untold += not right

    def _calls(self, client: BinanceClient) -> list[Awaitable[object]]:
        """Give a call of every kind for each user: all hosts, with and without a key."""
        calls: list[Awaitable[object]] = []
        for user in range(self._plan.users):
            own = client.on_behalf_of(user)
            account = own.account(key_of(self._exchange))
            trading = Trading.of(own, key_of(self._exchange), user)
            calls += [
                own.spot.ping(),
                own.spot.time(),
                own.futures.ping(),
                account.wallet.api_restrictions(),
                account.spot.account(),
                trading.buy(f"n{next(self._numbers)}"),
            ]
        return calls


@asynccontextmanager
async def forgetful(exchange: Exchange) -> AsyncIterator[BinanceClient]:
    """Open a client that remembers nothing of the process before: the control."""
    async with BinanceClient.open(ClientOptions(hosts_of(exchange)), timing()) as client:
        yield client


class Remembering:
    """Opens one client after the other, as processes that find the same database."""

    def __init__(self, folder: Path) -> None:
        self._url = f"sqlite+aiosqlite:///{folder / 'bot.db'}"

    @asynccontextmanager
    async def __call__(self, exchange: Exchange) -> AsyncIterator[BinanceClient]:
        """Open a client with what the one before it left behind."""
        await standing_still(migrate(self._url))
        async with AsyncExitStack() as stack:
            database = await standing_still(stack.enter_async_context(Database.open(self._url)))
            memory = _Unhurried(Bans(database))
            client = BinanceClient.open(ClientOptions(hosts_of(exchange)), timing(), bans=memory)
            yield await stack.enter_async_context(client)


class _Unhurried:
    """Lets no time pass while the disk is at work."""

    def __init__(self, bans: Bans) -> None:
        self._bans = bans

    async def recall(self) -> tuple[datetime, int] | None:
        return await standing_still(self._bans.recall())

    async def remember(self, until: datetime, status: int) -> None:
        await standing_still(self._bans.remember(until, status))

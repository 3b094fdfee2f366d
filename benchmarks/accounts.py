"""The benchmark of user data: a thousand accounts on one connection."""

import asyncio
import gc
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import Any, Final

import aiohttp

from benchmarks.measuring import Figures, Job
from benchmarks.sections import FEW_ROUNDS, MICROSECONDS, Line, Section, Unit, Work

COUNT: Final = 1_000
_KILOBYTES: Final = Unit(lambda size: f"{size / 1e3:,.1f} kB")
_OURS: Final = "ours"
_FOLLOW = Work("follow", COUNT, most_rounds=FEW_ROUNDS)
_MEMORY = Work("memory", COUNT, as_job={"LIMIT": ""}, most_rounds=FEW_ROUNDS)
_EVENTS = Work("events", 10_000, most_rounds=FEW_ROUNDS)
ACCOUNTS = Section(
    "accounts",
    "1,000 accounts on one connection",
    "Following: from the first call until every account is live. LIMIT signs and subscribes with"
    " bare aiohttp and msgspec. Ours does so within limits and deadlines, and reads each account's"
    " balances by REST, to compare with after a gap. Binance's budget is left out here: within four"
    " fifths of it a thousand subscriptions take 13 seconds, their balances four minutes. A fill:"
    " from the socket to whoever follows that account; ours is recognised when it comes twice, and"
    " told in full and as a fill.",
    {"LIMIT": "accounts_limit", _OURS: "accounts_ours"},
    (
        Line("to follow an account: time", _FOLLOW, "seconds", MICROSECONDS),
        Line("to follow an account: CPU", _FOLLOW, "cpu", MICROSECONDS),
        Line("memory of an account", _MEMORY, "kept", _KILOBYTES),
        Line("a fill: CPU", _EVENTS, "cpu", MICROSECONDS),
    ),
)

Follow = Callable[[int], AbstractAsyncContextManager[Callable[[int], Awaitable[Any]]]]
"""Follows so many accounts; gives what waits until so many events were taken."""


def follow_job(follow: Follow) -> Job:
    """Measure what it takes to follow accounts."""

    async def job(calls: int, _concurrency: int) -> Figures:
        gc.collect()
        cpu, began = time.process_time(), time.perf_counter()
        async with follow(calls):
            spent, seconds = time.process_time() - cpu, time.perf_counter() - began
        return {"seconds": seconds / calls, "cpu": spent / calls}

    return job


def events_job(url: str, follow: Follow) -> Job:
    """Measure what an event costs."""

    async def job(calls: int, _concurrency: int) -> Figures:
        async with follow(COUNT) as taken, aiohttp.ClientSession() as session:
            await _play(session, url, COUNT)
            await taken(COUNT)
            gc.collect()
            cpu, began = time.process_time(), time.perf_counter()
            playing = asyncio.create_task(_play(session, url, calls))
            await taken(calls)
            spent, seconds = time.process_time() - cpu, time.perf_counter() - began
            await playing
        return {"cpu": spent / calls, "seconds": seconds / calls}

    return job


async def _play(session: aiohttp.ClientSession, url: str, count: int) -> None:
    async with session.get(f"{url}/play?count={count}") as answer:
        await answer.read()


async def drain(events: AsyncIterator[Any], take: Callable[[Any], None]) -> None:
    """Take events until nobody wants them any more."""
    async for event in events:
        take(event)

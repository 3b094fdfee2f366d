"""The job of following streams: what a message costs from the socket to whoever wants it."""

import gc
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import aiohttp

from benchmarks.measuring import Figures, Job

MIXED = ("btcusdt@aggTrade", "btcusdt@bookTicker", "btcusdt@kline_1m", "btcusdt@depth")
TICKERS = ("!miniTicker@arr",)

Follow = Callable[[], AbstractAsyncContextManager[AsyncIterator[Any]]]
"""Opens streams and gives an iterator over their events."""


def following(url: str, tape: str, follow: Follow, use: Callable[[Any], object]) -> Job:
    """Measure how long so many messages of a tape take until `use` has had them."""

    async def job(calls: int, _concurrency: int) -> Figures:
        """Open, warm up, measure, close."""
        async with follow() as events:
            await play(url, tape, 200)
            await _take(events, 200, use)
            gc.collect()
            await play(url, tape, calls)
            cpu, began = time.process_time(), time.perf_counter()
            await _take(events, calls, use)
            spent, seconds = time.process_time() - cpu, time.perf_counter() - began
        return {"cpu": spent / calls, "seconds": seconds / calls}

    return job


async def play(url: str, tape: str, count: int) -> None:
    """Have so many messages sent on every open socket."""
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{url}/play/{tape}?count={count}") as answer,
    ):
        await answer.read()


async def _take(events: AsyncIterator[Any], count: int, use: Callable[[Any], object]) -> None:
    taken = 0
    async for event in events:
        use(event)
        taken += 1
        if taken == count:
            return


def nothing(_event: Any) -> None:
    """Use an event for nothing."""

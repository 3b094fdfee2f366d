"""The job of following streams: what a message costs from the socket to whoever wants it."""

import gc
import os
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from typing import Any

import aiohttp

from benchmarks.measuring import Figures, Job

MIXED = ("btcusdt@aggTrade", "btcusdt@bookTicker", "btcusdt@kline_1m", "btcusdt@depth")
_WARM_UP = 200  # messages
TICKERS = ("!miniTicker@arr",)


def place(urls: Mapping[str, str], tape: str) -> str:
    """Give the address under which only this process hears this tape."""
    return f"{urls['streams']}/{os.getpid()}{tape}"


def socket_place(urls: Mapping[str, str], tape: str) -> str:
    """Give the same address for sockets."""
    return place(urls, tape).replace("http://", "ws://")


Follow = Callable[[], AbstractAsyncContextManager[AsyncIterator[Any]]]
"""Opens streams and gives an iterator over their events."""


def following(
    urls: Mapping[str, str], tape: str, follow: Follow, use: Callable[[Any], object]
) -> Job:
    """Measure how long so many messages of a tape take until `use` has had them."""

    async def job(calls: int, _concurrency: int) -> Figures:
        """Open, warm up, measure, close."""
        async with follow() as events:
            first = min(calls, _WARM_UP)
            await play(urls, tape, first)
            await _take(events, first, use)
            gc.collect()
            await play(urls, tape, calls)
            cpu, began = time.process_time(), time.perf_counter()
            await _take(events, calls, use)
            spent, seconds = time.process_time() - cpu, time.perf_counter() - began
        return {"cpu": spent / calls, "seconds": seconds / calls}

    return job


async def play(urls: Mapping[str, str], tape: str, count: int) -> None:
    """Have so many messages sent on this process's sockets for the tape."""
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{place(urls, tape)}/play/{tape}?count={count}") as answer,
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

"""Ours: user data of many accounts, each with a follower of its own."""

import asyncio
import gc
import tracemalloc
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

from benchmarks.accounts import drain, events_job, follow_job
from benchmarks.measuring import Figures, Job
from binance.client import BinanceClient, ClientOptions
from binance.constants import Hosts
from binance.credentials import Credentials, KeyType
from binance.websocket.user_data import Fill, Status


class _Taken:
    """Counts fills."""

    def __init__(self) -> None:
        self._left = 0
        self._done = asyncio.Event()

    def take(self, event: object) -> None:
        """Count one if it is a fill."""
        if isinstance(event, Fill):
            self._left -= 1
            if not self._left:
                self._done.set()

    async def wait(self, count: int) -> None:
        """Wait for so many more."""
        self._left += count
        if self._left > 0:
            self._done.clear()
            await self._done.wait()


async def open_candidate(urls: Mapping[str, str], stack: AsyncExitStack) -> Mapping[str, Job]:
    """Open a client of the site; it is told that there is budget enough."""
    url = urls["accounts"]
    base = url.replace("http://", "ws://")
    hosts = Hosts(url, url, url, base, f"{base}/ws-api/v3", base, base)
    binance = await stack.enter_async_context(BinanceClient.open(ClientOptions(hosts)))
    await binance.learn_limits()

    @asynccontextmanager
    async def follow(count: int) -> AsyncIterator[Callable[[int], Awaitable[Any]]]:
        taken = _Taken()
        async with AsyncExitStack() as kept, asyncio.TaskGroup() as readers:
            reading = []
            for number in range(count):
                key = Credentials(f"{number:064}", f"{number:064}", KeyType.HMAC)
                events = await kept.enter_async_context(
                    binance.user_data.follow(key, caller=number + 1)
                )
                reading.append(readers.create_task(drain(events, taken.take)))
            while binance.user_data.state().count(Status.LIVE) < count:  # noqa: ASYNC110 -- no event
                await asyncio.sleep(0.02)
            yield taken.wait
            for task in reading:
                task.cancel()

    async def memory(calls: int, _concurrency: int) -> Figures:
        gc.collect()
        tracemalloc.start()
        try:
            async with follow(calls):
                gc.collect()
                kept, _ = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        return {"kept": kept / calls}

    return {
        "follow": follow_job(follow),
        "events": events_job(url, follow),
        "memory": memory,
    }

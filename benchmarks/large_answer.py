"""The job of reading one large answer: how long, how long the loop stands still, what is kept."""

import asyncio
import gc
import time
import tracemalloc
from collections.abc import Awaitable, Callable
from typing import Any, Self

from benchmarks.measuring import Figures, Job, fresh_number

_BEAT = 0.001  # seconds

Read = Callable[[int], Awaitable[Any]]


def reading(read: Read) -> Job:
    """Measure calls one after the other, while something else wants the loop every millisecond."""

    async def job(calls: int, _concurrency: int) -> Figures:
        """Read so many times."""
        await read(fresh_number())
        figures = {"seconds": 0.0, "cpu": 0.0, "stall": 0.0}
        for _ in range(calls):
            gc.collect()
            async with _Stall() as stall:
                cpu, began = time.process_time(), time.perf_counter()
                await read(fresh_number())
                figures["seconds"] += (time.perf_counter() - began) / calls
                figures["cpu"] += (time.process_time() - cpu) / calls
            figures["stall"] += stall.seconds / calls
        return figures

    return job


def keeping(read: Read) -> Job:
    """Measure how many bytes the answer holds as long as somebody has it."""

    async def job(_calls: int, _concurrency: int) -> Figures:
        """Read once."""
        await read(fresh_number())
        gc.collect()
        tracemalloc.start()
        try:
            before, _ = tracemalloc.get_traced_memory()
            answer = await read(fresh_number())
            gc.collect()
            after, _ = tracemalloc.get_traced_memory()
            del answer
        finally:
            tracemalloc.stop()
        return {"kept": float(after - before)}

    return job


class _Stall:
    """Notes the longest time the loop did not come by."""

    seconds = 0.0

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self._beat())
        await asyncio.sleep(0)
        return self

    async def __aexit__(self, *_: object) -> None:
        await asyncio.sleep(_BEAT)
        self._task.cancel()

    async def _beat(self) -> None:
        last = time.perf_counter()
        while True:
            await asyncio.sleep(_BEAT)
            now = time.perf_counter()
            self.seconds = max(self.seconds, now - last - _BEAT)
            last = now

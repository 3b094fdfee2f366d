"""What a candidate is, and how its work is measured: inside its own process."""

import asyncio
import gc
import itertools
import time
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from contextlib import AsyncExitStack
from typing import Any

Call = Callable[[int], Awaitable[Any]]
"""One call; the number makes its parameters differ from those of other calls."""

Figures = dict[str, float]
"""What was measured, by name; seconds and bytes. `seconds` and `cpu` are for one call."""

Job = Callable[[int, int], Awaitable[Figures]]
"""Does so many calls, so many at a time."""

Open = Callable[[Mapping[str, str], AsyncExitStack], Coroutine[Any, Any, Mapping[str, Job]]]
"""Gives a candidate's jobs by name; the addresses are those of the sites."""

_WARM_UP = 20  # calls: sockets are open, code and caches are warm

_numbers = itertools.count()


def fresh_number() -> int:
    """Give a number no call has had."""
    return next(_numbers)


def repeated(call: Call) -> Job:
    """Measure many calls."""

    async def job(calls: int, concurrency: int) -> Figures:
        """Warm up, then measure."""
        await _all(call, max(_WARM_UP, concurrency), concurrency)
        return await measured(calls, lambda: _all(call, calls, concurrency))

    return job


async def measured(calls: int, work: Callable[[], Awaitable[Any]]) -> Figures:
    """Measure work that consists of so many calls."""
    gc.collect()
    cpu, began = time.process_time(), time.perf_counter()
    await work()
    seconds, spent = time.perf_counter() - began, time.process_time() - cpu
    return {"seconds": seconds / calls, "cpu": spent / calls}


async def _all(call: Call, calls: int, concurrency: int) -> None:
    left = iter(range(calls))

    async def lane() -> None:
        for _ in left:
            await call(fresh_number())

    async with asyncio.TaskGroup() as lanes:
        for _ in range(concurrency):
            lanes.create_task(lane())

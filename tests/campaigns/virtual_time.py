"""Hours that take seconds: real sockets, a clock that moves only when nobody has anything to do.

The event loop looks at its sockets first. Only when none of them has anything, not even in the next
turns, does it jump to the moment of its next timer. Client and server run in the same loop, and
loopback delivers at once, so no request is ever on its way while time passes.
"""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar
from unittest.mock import patch

import looptime

from binance.request.timing import Timing

_T = TypeVar("_T")

MIDNIGHT = 1_795_132_800.0  # 2026-11-20 00:00:00 UTC, the beginning of a window
POOL_CLOCK = "aiohttp.connector.monotonic"  # by it aiohttp's pool tells how long a socket was idle
QUIET_TURNS = 8  # turns of the loop without anything on a socket before time moves


def virtually(work: Callable[[], Coroutine[Any, Any, _T]]) -> _T:
    """Run to the end on a clock of its own."""
    with (
        asyncio.Runner(
            loop_factory=lambda: looptime.new_event_loop(start=0, noop_cycles=QUIET_TURNS)
        ) as runner,
        patch(POOL_CLOCK, runner.get_loop().time),
    ):
        return runner.run(work())


async def standing_still(work: Awaitable[_T]) -> _T:
    """Let no time pass until this is done: it is done by a thread, which sockets do not show."""
    done = threading.Event()
    # The loop waits for its own threads, and this one waits for the work.
    watch = asyncio.get_running_loop().run_in_executor(None, done.wait)
    try:
        return await work
    finally:
        done.set()
        await watch


def now() -> float:
    """Seconds since 1970 on the clock of the running loop."""
    return MIDNIGHT + asyncio.get_running_loop().time()


def timing() -> Timing:
    """Give the clocks of the running loop to the code under test."""
    loop = asyncio.get_running_loop()
    return Timing(wall=now, monotonic=loop.time, sleep=asyncio.sleep)

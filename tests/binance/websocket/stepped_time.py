"""A clock that moves only when the test says so; whoever pauses waits for it."""

import asyncio
import heapq
import itertools
from collections.abc import Callable

from binance.request.timing import Timing

START = 1_795_132_800.0  # 2026-11-20 00:00:00 UTC
_PATIENCE = 20.0  # real seconds; only a test that fails uses them up


class SteppedTime:
    """Monotonic and wall clock together."""

    def __init__(self) -> None:
        self.passed = 0.0  # seconds since the beginning of the test
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._numbers = itertools.count()

    @property
    def timing(self) -> Timing:
        """What the code under test gets."""
        return Timing(lambda: START + self.passed, lambda: 1_000 + self.passed, self.sleep)

    async def sleep(self, seconds: float) -> None:
        """Wait until the test has moved the clock so far."""
        if seconds <= 0:
            await asyncio.sleep(0)
            return
        waiting: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self.passed + seconds, next(self._numbers), waiting))
        await waiting

    async def advance(self, seconds: float, turns: int = 20) -> None:
        """Move the clock; everybody whose time comes has some turns, in the order of time."""
        end = self.passed + seconds
        await turn(turns)
        while self._sleepers and self._sleepers[0][0] <= end:
            self.passed = max(self.passed, self._sleepers[0][0])
            while self._sleepers and self._sleepers[0][0] <= self.passed:
                waiting = heapq.heappop(self._sleepers)[2]
                if not waiting.done():
                    waiting.set_result(None)
            await turn(turns)
        self.passed = end

    async def until(self, happens: Callable[[], object], step: float = 0.0) -> None:
        """Wait until something is so, on real sockets; with a step the clock moves meanwhile."""
        async with asyncio.timeout(_PATIENCE):
            while not happens():
                if step:
                    await self.advance(step)
                await asyncio.sleep(0)


async def turn(times: int) -> None:
    """Let others go on."""
    for _ in range(times):
        await asyncio.sleep(0)

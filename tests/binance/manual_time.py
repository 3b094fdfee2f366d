"""Clocks that stand still until the test, or a pause in the code under test, moves them."""

import asyncio

from binance.request.timing import Timing

MIDNIGHT = 1_795_132_800.0  # 2026-11-20 00:00:00 UTC, the beginning of a window


class ManualTime:
    """Time as the stages see it; pauses are remembered and take no time at all."""

    def __init__(self) -> None:
        self.passed = 0.0  # seconds since the beginning of the test
        self.pauses: list[float] = []
        self.skew = 0.0  # seconds the wall clock is off

    @property
    def timing(self) -> Timing:
        """What the code under test gets."""
        return Timing(self.wall, self.monotonic, self.sleep)

    def wall(self) -> float:
        """Seconds since 1970."""
        return MIDNIGHT + self.passed + self.skew

    def monotonic(self) -> float:
        """Seconds since some moment before the test."""
        return 1_000.0 + self.passed

    async def sleep(self, seconds: float) -> None:
        """Let the time pass at once; others get their turn."""
        self.pauses.append(seconds)
        self.passed += seconds
        await asyncio.sleep(0)


async def settled(turns: int = 50) -> None:
    """Let everything that can go on without time passing go on."""
    for _ in range(turns):
        await asyncio.sleep(0)

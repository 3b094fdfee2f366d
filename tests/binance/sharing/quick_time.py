"""Clocks that run faster than the real one, alike in all processes that know their beginning."""

import asyncio
import time
from dataclasses import dataclass

from binance.request.timing import Timing
from tests.campaigns.virtual_time import MIDNIGHT


@dataclass(frozen=True)
class QuickTime:
    """So many seconds pass in a real one; `began` is a real moment."""

    began: float
    speed: float = 20.0

    @property
    def timing(self) -> Timing:
        """What the code under test gets."""
        return Timing(self.now, self.passed, self.sleep)

    def passed(self) -> float:
        """Seconds since the beginning."""
        return (time.time() - self.began) * self.speed

    def now(self) -> float:
        """Seconds since 1970; it began in the middle of a minute."""
        return MIDNIGHT + 30 + self.passed()

    async def sleep(self, seconds: float) -> None:
        """Wait on these clocks."""
        await asyncio.sleep(seconds / self.speed)

    async def until(self, passed: float) -> None:
        """Wait until so many seconds have passed since the beginning."""
        await self.sleep(max(passed - self.passed(), 0))


class LateTime(QuickTime):
    """Shows the last seconds of a window all the time a test takes, and does not make it wait."""

    def now(self) -> float:
        """Seconds since 1970."""
        return MIDNIGHT + 55 + self.passed()

    async def sleep(self, seconds: float) -> None:
        """Wait a part of it on the real clock."""
        await asyncio.sleep(seconds / 5)

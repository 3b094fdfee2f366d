"""What the stages know of time; tests hand in their own and wait for nothing."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Timing:
    """Two clocks and a pause."""

    wall: Callable[[], float] = time.time  # seconds since 1970; Binance's windows follow it
    monotonic: Callable[[], float] = time.monotonic  # seconds; deadlines and durations
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep  # seconds

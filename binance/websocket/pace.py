"""The turns of messages on one socket: Binance cuts sockets that send faster than allowed."""

import asyncio
from collections import deque

from binance.request.timing import Timing

_LEAST = 0.001  # seconds; what rounding leaves of a wait is not worth a turn of its own
_WINDOW = 1.1  # seconds; what is sent within one may arrive a little closer together


class Pace:
    """So many messages in any second, first come first served."""

    def __init__(self, per_second: int | None, timing: Timing) -> None:
        self._per_second = per_second
        self._timing = timing
        self._sent: deque[float] = deque(maxlen=per_second or 1)  # moments, monotonic seconds
        self._line = asyncio.Lock()

    async def turn(self) -> None:
        """Wait until one more message may be sent, and count it."""
        if self._per_second is None:
            return
        async with self._line:
            while len(self._sent) == self._per_second:
                left = self._sent[0] + _WINDOW - self._timing.monotonic()
                if left <= 0:
                    break
                await self._timing.sleep(max(left, _LEAST))
            self.count()

    def count(self) -> None:
        """Count a message that could not wait: a ping, a pong."""
        self._sent.append(self._timing.monotonic())

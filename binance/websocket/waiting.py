"""Consumers that get the past first, and what comes for them meanwhile."""

import asyncio
from collections import deque
from typing import Any

from binance.websocket.subscription import Subscription

_TURNS = 100  # of the event loop, for consumers to read
_MOST = 100_000  # events that may wait; then the oldest are read over REST again


class Waiting:
    """A line of events; the past goes in front of it."""

    def __init__(self, consumers: list[Subscription[Any]]) -> None:
        self.consumers = consumers
        self._line: deque[Any] = deque(maxlen=_MOST)
        self._came = asyncio.Event()

    def append(self, item: Any) -> None:
        """Let an event, or a gap, wait."""
        self._line.append(item)
        self._came.set()

    def first(self) -> Any:
        """Give the first that waits; None when nothing does."""
        return self._line[0] if self._line else None

    async def more(self) -> None:
        """Wait until something waits, or everybody has left."""
        while not self._line and self.consumers:
            self._came.clear()
            await self._came.wait()

    async def room(self) -> None:
        """Let consumers read what they have: the past comes faster than anybody reads.

        Who does not read at all is not waited for.
        """
        for _ in range(_TURNS):
            if not any(consumer.is_half_full for consumer in self.consumers):
                return
            await asyncio.sleep(0)

    def put(self, item: Any) -> None:
        """Hand something of the past over."""
        for consumer in self.consumers:
            consumer.put(item)

    def pass_on(self) -> None:
        """Hand the first that waits over."""
        self.put(self._line.popleft())

    def skip(self) -> None:
        """Leave the first that waits out."""
        self._line.popleft()

    def leave(self, consumer: Subscription[Any]) -> None:
        """Take a consumer away."""
        if consumer in self.consumers:
            self.consumers.remove(consumer)
            self._came.set()

"""A consumer's end of streams: a bounded queue that nobody else waits for."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any, Generic, TypeVar

from binance.models.market_events import moment
from binance.websocket.gap import Gap, GapReason

E = TypeVar("E")


def milliseconds_of(event: Any) -> int:
    """Give the time of an event as on the wire; 0 where Binance tells none."""
    one = event[-1] if isinstance(event, list) and event else event
    return getattr(one, "event_ms", 0)


def time_of(event: Any) -> datetime | None:
    """Give the moment of an event; None where Binance tells none."""
    number = milliseconds_of(event)
    return moment(number) if number else None


class Subscription(Generic[E]):
    """Iterate over it for events and `Gap`s. The oldest events go when it is not read in time."""

    __slots__ = (
        "_dropped",
        "_first_dropped",
        "_limit",
        "_over",
        "_queue",
        "_waiter",
        "names",
        "wants_past",
    )

    def __init__(self, names: tuple[str, ...], limit: int, *, wants_past: bool = False) -> None:
        self.names = names
        self.wants_past = wants_past  # what was missed shall be read over REST
        self._limit = limit
        self._queue: deque[E | Gap] = deque()
        self._waiter: asyncio.Future[None] | None = None
        self._dropped = 0
        self._first_dropped: E | Gap | None = None
        self._over = False

    @property
    def behind(self) -> int:
        """How many events wait to be read."""
        return len(self._queue)

    @property
    def is_half_full(self) -> bool:
        """True when the consumer is behind so far that a burst may drop events."""
        return 2 * len(self._queue) >= self._limit

    def __aiter__(self) -> AsyncIterator[E | Gap]:
        return self

    async def __anext__(self) -> E | Gap:
        """Give the next event. Ends when the subscription or the client is closed."""
        while True:
            if self._dropped:
                return self._told()
            if self._queue:
                return self._queue.popleft()
            if self._over:
                raise StopAsyncIteration
            self._waiter = asyncio.get_running_loop().create_future()
            await self._waiter

    def put(self, event: E | Gap) -> None:
        """Add an event, in the place of the oldest one when the queue is full."""
        queue = self._queue
        if len(queue) >= self._limit:
            gone = queue.popleft()
            if not self._dropped:
                self._first_dropped = gone
            self._dropped += 1
        queue.append(event)
        waiter = self._waiter
        if waiter is not None:
            self._waiter = None
            if not waiter.done():
                waiter.set_result(None)

    def end(self) -> None:
        """Let the iteration end once the queue is empty."""
        self._over = True
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)

    def _told(self) -> Gap:
        """Say that events were dropped, before the first that was not."""
        missed, self._dropped = self._dropped, 0
        after = self._queue[0] if self._queue else None
        return Gap(
            self.names[0] if len(self.names) == 1 else "",
            GapReason.DROPPED,
            since=_moment_of(self._first_dropped),
            until=_moment_of(after),
            missed=missed,
        )


def _moment_of(event: Any) -> datetime | None:
    return event.since if isinstance(event, Gap) else time_of(event)

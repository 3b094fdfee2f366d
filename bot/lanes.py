"""Updates in hand: those of one user one after the other, users side by side, all bounded."""

import asyncio
import contextlib
import time
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Final

import structlog
from aiogram.dispatcher.middlewares.user_context import UserContextMiddleware
from aiogram.types import Update

from bot.pacing import Clock
from bot.tasks import Tasks

LONGEST_LANE: Final = 100  # updates one user may have waiting; the throttle answers long before
HOLD_SECONDS: Final = 30.0  # an update in hand for longer no longer holds back the acknowledgement

log = structlog.get_logger(__name__)


class Lanes:
    """Feeds each update to `feed`, in order within a user, and knows which have not ended."""

    def __init__(
        self,
        feed: Callable[[Update], Awaitable[object]],
        tasks: Tasks,
        *,
        clock: Clock = time.monotonic,
    ) -> None:
        self._feed = feed
        self._tasks = tasks
        self._clock = clock
        self._lanes: dict[int, deque[Update]] = {}
        self._in_hand: dict[int, float] = {}  # update id → when it came, oldest first
        self._ended = asyncio.Event()

    def __len__(self) -> int:
        return len(self._in_hand)

    def admit(self, update: Update) -> None:
        """Take an update; one too many of the same user is dropped with a log line."""
        key = _lane_of(update)
        lane = self._lanes.get(key)
        if lane is not None and len(lane) >= LONGEST_LANE:
            log.warning("update dropped, its user has too many waiting", user_id=key)
            return
        self._in_hand[update.update_id] = self._clock()
        if lane is None:
            lane = self._lanes[key] = deque()
            self._tasks.start(f"updates of {key}", self._work(key, lane))
        lane.append(update)

    def oldest_unfinished(self) -> int | None:
        """Give the id of the oldest update that has not ended; the very long running left out."""
        latest = self._clock() - HOLD_SECONDS
        return next((found for found, came in self._in_hand.items() if came > latest), None)

    def release_oldest(self, count: int) -> None:
        """Let the oldest unfinished updates no longer hold back the acknowledgement."""
        for _ in range(count):
            oldest = self.oldest_unfinished()
            if oldest is not None:
                self._in_hand[oldest] = float("-inf")

    async def ended(self, seconds: float) -> None:
        """Wait until some update has ended, at most `seconds`."""
        self._ended.clear()
        # Not `wait_for`: on Python 3.11 it swallows a cancellation that comes with the event.
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._ended.wait()

    async def drain(self, seconds: float) -> int:
        """Let what is in hand end, at most `seconds`; give how many did not."""
        until = asyncio.get_running_loop().time() + seconds
        while self._in_hand and (left := until - asyncio.get_running_loop().time()) > 0:
            await self.ended(left)
        return len(self._in_hand)

    async def _work(self, key: int, lane: deque[Update]) -> None:
        # A cancelled update stays in hand, so that it is never acknowledged.
        try:
            while lane:
                update = lane.popleft()
                await self._run(update)
                del self._in_hand[update.update_id]
                self._ended.set()
        finally:
            del self._lanes[key]

    async def _run(self, update: Update) -> None:
        try:
            await self._feed(update)
        except Exception:
            log.exception("update failed", update_id=update.update_id)


def _lane_of(update: Update) -> int:
    """Give whose the update is: its user, else its chat, else nobody's."""
    context = UserContextMiddleware.resolve_event_context(update)
    return context.user_id or context.chat_id or 0

"""Long polling that acknowledges an update only after its handler has ended.

While something is in hand, the next poll asks from the oldest unfinished update on and passes over
what it has seen; a crash at any moment loses nothing. When nothing is in hand, it polls long.
"""

import asyncio
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import structlog
from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    TelegramConflictError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.methods import GetUpdates
from aiogram.types import Update

from bot.lanes import Lanes
from bot.pacing import Clock, Sleep
from bot.start_errors import CannotRun

ALLOWED_UPDATES: Final = ("message", "edited_message", "callback_query", "my_chat_member")
LONG_POLL_SECONDS: Final = 30
PAUSE_SECONDS: Final = 0.2  # between polls while updates are in hand
MOST_IN_HAND: Final = 5_000  # fifty people who fill their lanes stop nobody else
BATCH: Final = 100  # updates in one answer of Telegram, at most
RELEASED: Final = 25  # of them at once, so that a rush of slow ones does not hide everybody else's
DRAIN_SECONDS: Final = 25.0
LONGEST_BACKOFF: Final = 30.0
CONFLICT_PAUSE: Final = 3.0
NEWCOMER_PATIENCE: Final = 10.0  # seconds of conflicts after which the later copy gives up
SETTLED_PATIENCE: Final = 120.0  # … and the one that has been alone before
SETTLED_AFTER: Final = 60.0
QUIET_SECONDS: Final = 30.0  # conflicts further apart than this are separate events

log = structlog.get_logger(__name__)


class PollingStopped(CannotRun):
    """Polling cannot go on."""


class TokenRefused(PollingStopped):
    """Telegram does not know the token."""


class AnotherCopyRuns(PollingStopped):
    """Another process polls with the same token."""


@contextmanager
def token_errors() -> Iterator[None]:
    """Raise `TokenRefused` where Telegram does not know the token."""
    try:
        yield
    except (TelegramUnauthorizedError, TelegramNotFound):
        raise TokenRefused(
            "Telegram refuses BOT_TOKEN: copy the current token from @BotFather into .env."
        ) from None


class Conflicts:
    """Decides which of two copies gives up: the one that came later."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._alone_since = clock()
        self._first: float | None = None
        self._last = float("-inf")
        self._settled = False

    def happened(self) -> bool:
        """Note a conflict; True where this copy must give up."""
        now = self._clock()
        if now - self._last > QUIET_SECONDS:
            self._first = now
            self._settled = self._settled or now - self._alone_since >= SETTLED_AFTER
        self._last = now
        patience = SETTLED_PATIENCE if self._settled else NEWCOMER_PATIENCE
        return self._first is not None and now - self._first >= patience


class Poller:
    """Fetches updates and hands them to the lanes until `stop`."""

    def __init__(
        self,
        bot: Bot,
        lanes: Lanes,
        *,
        clock: Clock = time.monotonic,
        sleep: Sleep = asyncio.sleep,
        drain_seconds: float = DRAIN_SECONDS,
    ) -> None:
        self._bot = bot
        self._lanes = lanes
        self._clock = clock
        self._sleep = sleep
        self._drain_seconds = drain_seconds
        self._conflicts = Conflicts(clock)
        self._seen: set[int] = set()  # delivered, and perhaps to be delivered again
        self._next: int | None = None  # acknowledges everything before it
        self._failures = 0
        self._until: asyncio.Timeout | None = None
        self._stopped = False
        self.polled_at = clock()  # when Telegram answered last, or polling began

    async def run(self) -> None:
        """Poll until `stop`, then let running handlers end and acknowledge what has ended.

        Fails with `TokenRefused`, `AnotherCopyRuns`.
        """
        self.polled_at = self._clock()
        self._until = until = asyncio.timeout(0 if self._stopped else None)
        try:
            async with until:
                while not self._stopped:
                    await self._poll()
        except TimeoutError:
            if not until.expired():
                raise
        finally:
            self._until = None
        await self._finish()

    def stop(self) -> None:
        """End the polling at once; a second call changes nothing."""
        already, self._stopped = self._stopped, True
        if not already and self._until is not None:
            self._until.reschedule(asyncio.get_running_loop().time())

    async def _poll(self) -> None:
        if len(self._lanes) >= MOST_IN_HAND:
            await self._lanes.ended(1.0)
            return
        oldest = self._lanes.oldest_unfinished()
        offset = self._next if oldest is None else oldest
        updates = await self._fetch(offset, LONG_POLL_SECONDS if oldest is None else 0)
        if updates is None:
            return
        new = self._take(updates, offset)
        if len(updates) < BATCH:
            # Asked at once, Telegram would only tell again what is in hand.
            await self._lanes.drain(PAUSE_SECONDS)
        elif not new:
            # One answer shows no more than this: whatever comes later would stay unseen.
            self._lanes.release_oldest(RELEASED)

    def _take(self, updates: list[Update], offset: int | None) -> bool:
        """Admit what is new; tell whether there was anything."""
        if offset is not None:
            self._seen = {found for found in self._seen if found >= offset}
        new = [update for update in updates if update.update_id not in self._seen]
        if self._next == offset:
            self._next = None  # acknowledged; ids may start anew after an idle week
        for update in new:
            self._seen.add(update.update_id)
            self._next = update.update_id + 1
            self._lanes.admit(update)
        return bool(new)

    async def _fetch(self, offset: int | None, seconds: int) -> list[Update] | None:
        method = GetUpdates(offset=offset, timeout=seconds, allowed_updates=list(ALLOWED_UPDATES))
        try:
            with token_errors():
                updates = await self._bot(method, request_timeout=seconds + 15)
        except TelegramConflictError:
            await self._conflict()
            return None
        except TelegramRetryAfter as error:
            await self._sleep(error.retry_after)
            return None
        except AiogramError as error:
            await self._back_off(error)
            return None
        self._failures = 0
        self.polled_at = self._clock()
        return updates

    async def _conflict(self) -> None:
        log.warning("another copy of the bot polls with this token (409)")
        if self._conflicts.happened():
            raise AnotherCopyRuns(
                "Another copy of the bot runs with this BOT_TOKEN: stop one of the two."
            )
        await self._sleep(CONFLICT_PAUSE)

    async def _back_off(self, error: AiogramError) -> None:
        self._failures += 1
        delay = min(LONGEST_BACKOFF, 2 ** min(self._failures - 1, 5))
        if self._failures == 1:
            log.warning("telegram cannot be reached", reason=str(error))
        await self._sleep(delay * random.uniform(0.5, 1))  # noqa: S311 - spreads load, no secret

    async def _finish(self) -> None:
        unfinished = await self._lanes.drain(self._drain_seconds)
        if unfinished:
            log.warning("stopped before some updates had ended; they come again", count=unfinished)
        oldest = self._lanes.oldest_unfinished()
        offset = self._next if oldest is None else oldest
        if offset is None:
            return
        try:
            await self._bot(GetUpdates(offset=offset, timeout=0, limit=1), request_timeout=5)
        except AiogramError as error:
            log.warning("could not acknowledge the last updates", reason=str(error))

"""The queue of updates: confirmed by offset, delivered by long poll or by webhook."""

import asyncio
import contextlib
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any

from sandbox.telegram.errors import conflict
from sandbox.telegram.feed import Feed

Json = dict[str, Any]
OPTIONAL = {"chat_member", "message_reaction", "message_reaction_count"}


class UpdateQueue:
    """Updates nobody has confirmed yet, oldest first."""

    def __init__(self, feed: Feed, first_id: int) -> None:
        self.allowed: frozenset[str] | None = None  # None: all but the optional kinds
        self.webhook_active: Callable[[], bool] = lambda: False
        self._feed = feed
        self._next_id = first_id
        self._pending: deque[Json] = deque()
        self._arrived = asyncio.Event()
        self._poller: asyncio.Future[None] | None = None

    def __len__(self) -> int:
        return len(self._pending)

    @property
    def is_polled(self) -> bool:
        """Whether a poll is waiting."""
        return self._poller is not None

    def push(self, kind: str, payload: Json) -> int | None:
        """Queue an update; gives its id, or None when the bot does not want this kind."""
        wanted = kind not in OPTIONAL if self.allowed is None else kind in self.allowed
        if not wanted:
            return None
        update_id, self._next_id = self._next_id, self._next_id + 1
        self._pending.append({"update_id": update_id, kind: payload})
        self._arrived.set()
        return update_id

    def is_confirmed(self, update_id: int) -> bool:
        """Tell whether the bot has confirmed an update, by offset or by a webhook's 200."""
        return all(update["update_id"] != update_id for update in self._pending)

    def confirm_before(self, offset: int) -> None:
        """Forget every update with a smaller id."""
        while self._pending and self._pending[0]["update_id"] < offset:
            self._pending.popleft()
        self._feed.touch()

    def clear(self) -> None:
        """Forget every pending update."""
        self._pending.clear()
        self._feed.touch()

    def first(self) -> Json | None:
        """Give the oldest pending update without confirming it."""
        return self._pending[0] if self._pending else None

    async def arrival(self) -> None:
        """Wait until there is a pending update."""
        while not self._pending:
            self._arrived.clear()
            await self._arrived.wait()

    async def poll(
        self, offset: int, limit: int, seconds: int, allowed: Sequence[str] | None
    ) -> list[Json]:
        """Serve `getUpdates`. Fails with `TelegramError` 409 beside a webhook or a newer poll."""
        if self.webhook_active():
            raise conflict(
                "can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first"
            )
        if allowed is not None:
            self.allowed = frozenset(allowed) or None
        if offset < 0:
            offset = self._next_id + max(offset, -len(self._pending))
        self.confirm_before(offset)
        if not self._pending and seconds > 0:
            await self._long_poll(seconds)
        else:
            self._end_older_poll()
        return list(self._pending)[:limit]

    async def _long_poll(self, seconds: int) -> None:
        self._end_older_poll()
        mine = self._poller = asyncio.get_running_loop().create_future()
        self._feed.touch()
        arrival = asyncio.ensure_future(self.arrival())
        try:
            await asyncio.wait(
                {mine, arrival}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED
            )
        finally:
            arrival.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await arrival
            if self._poller is mine:
                self._poller = None
        if mine.done():
            mine.result()

    def _end_older_poll(self) -> None:
        if self._poller is not None and not self._poller.done():
            self._poller.set_exception(
                conflict(
                    "terminated by other getUpdates request; "
                    "make sure that only one bot instance is running"
                )
            )
        self._poller = None

    def close(self) -> None:
        """End a waiting poll at once, with nothing."""
        if self._poller is not None and not self._poller.done():
            self._poller.set_result(None)

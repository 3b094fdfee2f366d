"""Tells the administrators what the request layer goes through: once per occasion."""

import asyncio
from collections.abc import Callable, Iterable
from typing import Final

import structlog

from binance.events import Event
from bot.services.notifier import Notifier

_MOST: Final = 50  # notices that wait for Telegram; more say nothing new

log = structlog.get_logger(__name__)


class LayerNotices:
    """The listener of the request layer; `write` gives the text of an event as HTML."""

    def __init__(self, admin_ids: Iterable[int], write: Callable[[Event], str]) -> None:
        self._admin_ids = sorted(admin_ids)
        self._write = write
        self._events: asyncio.Queue[Event] = asyncio.Queue(_MOST)

    def hear(self, event: Event) -> None:
        """Take an event; returns at once."""
        log.warning("request layer", occasion=type(event).__name__, detail=str(event))
        if not self._events.full():
            self._events.put_nowait(event)

    async def deliver(self, notifier: Notifier) -> None:
        """Send what was heard to every administrator, until cancelled."""
        while True:
            text = self._write(await self._events.get())
            for admin_id in self._admin_ids:
                await notifier.notify(admin_id, text)

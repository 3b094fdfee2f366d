"""What just changed, for everyone who watches: the web chat and the driver of tests."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Event:
    """One visible change. `kind`: message, edited, deleted, action, answer, commands, chat."""

    kind: str
    chat_id: int
    payload: dict[str, Any]


class Feed:
    """Tells listeners of events, in order, without waiting for anyone."""

    def __init__(self) -> None:
        self._listeners: set[Callable[[Event], None]] = set()
        self._waiting: set[asyncio.Future[None]] = set()

    def publish(self, event: Event) -> None:
        """Call every listener and wake everyone who waits for a change."""
        for listener in tuple(self._listeners):
            listener(event)
        self.touch()

    def touch(self) -> None:
        """Wake everyone who waits, for changes that nobody sees (a confirmed update)."""
        for waiting in self._waiting:
            if not waiting.done():
                waiting.set_result(None)
        self._waiting.clear()

    def listen(self, listener: Callable[[Event], None]) -> Callable[[], None]:
        """Add a listener; gives the function that removes it."""
        self._listeners.add(listener)
        return lambda: self._listeners.discard(listener)

    def change(self) -> asyncio.Future[None]:
        """Give a future that the next change completes."""
        waiting: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.add(waiting)
        return waiting

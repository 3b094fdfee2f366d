"""Cards that follow the market for five minutes: edited in place, never more often than needed."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Any, Final, Protocol

import structlog

from binance.exceptions import BinanceError
from bot.services.notifier import NoticeButton, Notifier

MOST_PER_USER: Final = 3  # cards at a time; one more ends the oldest
MOST_PER_GROUP: Final = 1  # a group may be sent 20 messages a minute, and a card takes 12

Latest = Callable[[], Any]
"""Gives the figures as they are now; None while they are not known."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class LivePace:
    """How often cards are edited and for how long, in seconds; tests bring clocks of their own."""

    every: float = 5.0
    lasts: float = 300.0
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep


@dataclass(frozen=True, slots=True)
class Drawn:
    """A card as it is to be shown. `mark` is the part of it whose change is worth an edit."""

    html: str
    mark: str
    keyboard: Sequence[Sequence[NoticeButton]]


class Draw(Protocol):
    """Draws a card; `live` decides which buttons it gets."""

    def __call__(self, figures: Any, *, live: bool) -> Drawn:
        """Give the card with these figures."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class LiveCard:
    """A message that shows figures, and where newer ones come from."""

    chat_id: int
    message_id: int
    user_id: int  # who set it live
    figures: Any  # those it shows already
    feed: AbstractAsyncContextManager[Latest]
    draw: Draw

    @property
    def is_in_group(self) -> bool:
        """True when others see it too."""
        return self.chat_id < 0


@dataclass(slots=True, eq=False)
class _Running:
    """A live card, the work on it, and the figures it shows now."""

    card: LiveCard
    task: asyncio.Task[None] | None = None
    figures: Any = None


class Starter(Protocol):
    """Runs work beside the caller."""

    def start(self, name: str, work: Any) -> asyncio.Task[Any]:
        """Begin it; errors are logged by its name."""
        ...


class LiveCards:
    """All cards that are live at the moment."""

    def __init__(self, notifier: Notifier, tasks: Starter, pace: LivePace | None = None) -> None:
        self._notifier = notifier
        self._tasks = tasks
        self._pace = pace or LivePace()
        self._live: dict[tuple[int, int], _Running] = {}

    def __len__(self) -> int:
        return len(self._live)

    def start(self, card: LiveCard) -> None:
        """Keep a card up to date from now on. Older ones of the same user or group may end."""
        self.stop(card.chat_id, card.message_id)
        for other in self._excess(card):
            self.stop(other.card.chat_id, other.card.message_id)
            self._tasks.start("live card", self._rest(other))
        running = _Running(card, figures=card.figures)
        self._live[card.chat_id, card.message_id] = running
        running.task = self._tasks.start("live card", self._follow(running))

    def stop(self, chat_id: int, message_id: int) -> Any:
        """Let a card be as it is; gives the figures it shows, None when it was not live."""
        running = self._live.pop((chat_id, message_id), None)
        if running is None:
            return None
        if running.task is not None:
            running.task.cancel()
        return running.figures

    def _excess(self, card: LiveCard) -> list[_Running]:
        """Give the cards, the oldest first, that make room for this one."""
        every = list(self._live.values())
        mine = [one for one in every if one.card.user_id == card.user_id]
        gone = mine[: max(len(mine) + 1 - MOST_PER_USER, 0)]
        if card.is_in_group:
            here = [one for one in every if one.card.chat_id == card.chat_id]
            gone += here[: max(len(here) + 1 - MOST_PER_GROUP, 0)]
        return list(dict.fromkeys(gone))

    async def _follow(self, running: _Running) -> None:
        pace, card = self._pace, running.card
        mark = card.draw(card.figures, live=True).mark
        until = pace.clock() + pace.lasts
        try:
            async with card.feed as latest:
                while (left := until - pace.clock()) > 0:
                    await pace.sleep(min(pace.every, left))
                    figures = latest()
                    if figures is None:
                        continue
                    drawn = card.draw(figures, live=True)
                    if drawn.mark == mark:
                        continue
                    if not await self._show(card, drawn):
                        return  # deleted, or its reader cannot be reached any more
                    mark, running.figures = drawn.mark, figures
        except BinanceError as error:
            log.info("a live card has no figures", reason=str(error))
        finally:
            self._forget(running)
        await self._rest(running)

    async def _rest(self, running: _Running) -> None:
        """Show the button that sets the card live again."""
        card = running.card
        await self._show(card, card.draw(running.figures, live=False))

    async def _show(self, card: LiveCard, drawn: Drawn) -> bool:
        return await self._notifier.amend(
            card.chat_id, card.message_id, drawn.html, keyboard=drawn.keyboard
        )

    def _forget(self, running: _Running) -> None:
        place = running.card.chat_id, running.card.message_id
        if self._live.get(place) is running:
            del self._live[place]

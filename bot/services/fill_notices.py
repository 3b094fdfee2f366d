"""Tells people what was filled in their accounts: each fill once, an order in one growing card.

Fills are heard from the streams and again when a gap is closed; the database knows which are new.
What could not be delivered is told later, and marked as perhaps known: Telegram does not say
whether a message that failed has arrived.
"""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

import structlog

from bot.services.notifier import Notice, Notifier
from storage.errors import StorageError
from storage.fills import Fill, Fills
from storage.users import Access, Users

GATHERING: Final = 0.8  # seconds in which what belongs together comes together
SUMMARY_FROM: Final = 4  # orders at a time that share one message
GROWS_FOR: Final = 60.0  # seconds after its first message
LEFT_OVER_EVERY: Final = 300.0  # seconds
_CARDS: Final = 2_000  # orders whose card can still grow
_RECENT: Final = 20_000  # fills known without the database

OrderKey = tuple[int, str, str, int]  # key, market, symbol, order id
Execution = tuple[int, str, str, int, int]  # user, market, symbol, trade id, order id

log = structlog.get_logger(__name__)


class FillWriter(Protocol):
    """Finds the words, in the language of the user."""

    async def order(self, fills: Sequence[Fill], *, again: bool) -> Notice:
        """Tell of the fills of one order; `again`: it may have been told before."""
        ...

    async def summary(self, orders: Sequence[Sequence[Fill]], *, again: bool) -> Notice:
        """Tell of many orders in one message."""
        ...


@dataclass(slots=True)
class _Card:
    message_id: int
    fills: list[Fill]
    sent_at: float  # by the clock of the notices


@dataclass(slots=True, repr=False)
class FillNotices:
    """`hear` takes fills; `start` runs a task until it ends."""

    fills: Fills
    users: Users
    writer: FillWriter
    notifier: Notifier
    start: Callable[[str, Coroutine[Any, Any, None]], object]
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    clock: Callable[[], float] = time.monotonic
    _waiting: dict[int, list[Fill]] = field(default_factory=dict)  # heard
    _noted: dict[int, list[Fill]] = field(default_factory=dict)  # heard, new, written down
    _served: set[int] = field(default_factory=set)  # users a task is telling
    _cards: OrderedDict[OrderKey, _Card] = field(default_factory=OrderedDict)
    _recent: OrderedDict[Execution, None] = field(default_factory=OrderedDict)

    def hear(self, fills: Iterable[Fill]) -> None:
        """Take fills, new or known; returns at once."""
        for fill in fills:
            if fill.execution in self._recent:
                continue
            self._recent[fill.execution] = None
            self._waiting.setdefault(fill.user_id, []).append(fill)
            if fill.user_id not in self._served:
                self._served.add(fill.user_id)
                self.start("fill notices", self._serve(fill.user_id))
        while len(self._recent) > _RECENT:
            self._recent.popitem(last=False)

    async def run(self) -> None:
        """Tell again and again what was left over, and forget what is old, until cancelled."""
        while True:
            try:
                await self._tell_left_over()
                await self.fills.tidy()
            except StorageError:
                log.exception("left over fills cannot be read")
            await self.sleep(LEFT_OVER_EVERY)

    async def settle(self) -> None:
        """Write down everything heard so far: it outlives the process from now on."""
        for user_id in list(self._waiting):
            await self._note(user_id)

    async def _serve(self, user_id: int) -> None:
        """Tell one user what waits for them; others do not wait for it."""
        try:
            while user_id in self._waiting or user_id in self._noted:
                await self.sleep(GATHERING)
                await self._note(user_id)
                new = self._noted.pop(user_id, [])
                if new:
                    await self._tell(user_id, new, again=False)
        finally:
            self._served.discard(user_id)

    async def _note(self, user_id: int) -> None:
        heard = self._waiting.pop(user_id, [])
        try:
            new = await self.fills.note(heard)
        except StorageError:
            log.exception("fills cannot be written down")
            new = heard  # better told twice after a restart than never
        if new:
            self._noted.setdefault(user_id, []).extend(new)

    async def _tell_left_over(self) -> None:
        for user_id in await self.fills.waiting_users():
            if user_id not in self._served:  # then what is untold is about to be told
                await self._tell(user_id, await self.fills.untold(user_id), again=True)

    async def _tell(self, user_id: int, fills: Sequence[Fill], *, again: bool) -> None:
        """Tell a user of fills; what cannot be told is left over."""
        try:
            user = await self.users.get(user_id)
        except StorageError:
            log.exception("nobody knows whether a user may be told", user_id=user_id)
            return
        if user is None or not user.active or user.access is not Access.APPROVED:
            return
        orders = _by_order(fills)
        if len(orders) >= SUMMARY_FROM:
            await self._try(user_id, fills, self._sum_up(orders, again=again))
            return
        for order in orders:
            await self._try(user_id, order, self._grow(order, again=again))

    async def _try(self, user_id: int, fills: Sequence[Fill], telling: Awaitable[bool]) -> None:
        """Mark what a message told; one that cannot be written holds up no other."""
        try:
            if await telling:
                await self.fills.told(fills)
        except Exception:
            log.exception("fills cannot be told, or marked", user_id=user_id)

    async def _sum_up(self, orders: list[list[Fill]], *, again: bool) -> bool:
        notice = await self.writer.summary(orders, again=again)
        return await self._send(orders[0][0].user_id, notice) is not None

    async def _grow(self, order: list[Fill], *, again: bool) -> bool:
        """Write fills of one order into its card, or send a card; False where none arrived.

        A message that is edited does not buzz: what comes later than a minute is sent.
        """
        user_id, key = order[0].user_id, _order_of(order[0])
        card = self._cards.get(key)
        together = _joined(await self._earlier(order[0]) if card is None else card.fills, order)
        notice = await self.writer.order(together, again=again)
        if card is not None and self.clock() - card.sent_at <= GROWS_FOR:
            amended = self.notifier.amend(
                user_id, card.message_id, notice.html, keyboard=notice.keyboard
            )
            if await amended:
                card.fills = together
                return True
        message_id = await self._send(user_id, notice)
        if message_id is None:
            return False
        self._cards[key] = _Card(message_id, together, self.clock())
        while len(self._cards) > _CARDS:
            self._cards.popitem(last=False)
        return True

    async def _earlier(self, fill: Fill) -> list[Fill]:
        """Give what is known of the order: another card may have told of it, before a restart."""
        try:
            return await self.fills.of_order(fill)
        except StorageError:
            log.exception("earlier fills of an order cannot be read")
            return []

    async def _send(self, user_id: int, notice: Notice) -> int | None:
        return await self.notifier.notify(user_id, notice.html, keyboard=notice.keyboard)


def _order_of(fill: Fill) -> OrderKey:
    return (fill.key_id, fill.market, fill.symbol, fill.order_id)


def _by_order(fills: Iterable[Fill]) -> list[list[Fill]]:
    orders: dict[OrderKey, list[Fill]] = {}
    for fill in fills:
        orders.setdefault(_order_of(fill), []).append(fill)
    return list(orders.values())


def _joined(known: Sequence[Fill], new: Sequence[Fill]) -> list[Fill]:
    """Give fills of an order once each, the oldest first."""
    every = {fill.identity: fill for fill in (*known, *new)}
    return sorted(every.values(), key=lambda fill: (fill.at, fill.trade_id))

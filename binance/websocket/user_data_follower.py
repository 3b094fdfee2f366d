"""One account that is followed: what it is told, what it was told already, and how it stands."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

import msgspec

from binance.credentials import Credentials
from binance.exceptions import BinanceError
from binance.models.user_events import ExecutionReport
from binance.models.user_events_reading import Product, UserEvent, read_event
from binance.websocket.user_data_books import Books, Knowledge, Missed, NoBooks
from binance.websocket.user_data_events import (
    AccountEvent,
    Fill,
    Gap,
    Reconciled,
    Stopped,
    fill_of,
)

_MOST_WAITING = 10_000  # events a consumer may be behind before the oldest that is no fill goes
_REMEMBERED = 64  # events that are known when they come once more
_SLACK = timedelta(seconds=10)  # before a moment since which trades are asked for
_KEPT = timedelta(hours=1)  # a trade is known for so long at least
_MOST_KNOWN = 50_000  # trades

_ENDS = (b"eventStreamTerminated", b"listenKeyExpired")  # each socket's own, however alike

Identity = int | str
"""What a subscription is called on its socket: its number, or the listen key."""


class Status(StrEnum):
    """Where an account stands."""

    CONNECTING = "connecting"
    RECONCILING = "reconciling"  # events come; what was before them is being asked for
    LIVE = "live"  # from the first time on every fill is told
    STOPPED = "stopped"


@dataclass(slots=True, eq=False, repr=False)
class Follower:
    """The account of one key on one product. The key lives here and only while it is followed."""

    product: Product
    caller: int
    credentials: Credentials | None
    books: Books
    began: datetime  # UTC; trades before it are nobody's business here
    symbol: str | None = None  # of an isolated margin account
    status: Status = Status.CONNECTING
    last_event: datetime | None = None  # UTC, when one came
    last_error: str = ""  # says no secret
    interruptions: int = 0
    recovered: int = 0  # fills found by REST
    sure: datetime = field(init=False)  # UTC: fills before it were told
    feed: deque[AccountEvent] = field(default_factory=deque)
    subscriptions: dict[int, Identity] = field(default_factory=dict)  # by socket number
    missing: bool = False  # events may be missing since `sure`
    gaps: int = 0
    is_compared: bool = False  # whether the books know what to compare with
    _known: dict[tuple[str, int], datetime] = field(default_factory=dict)  # symbol and trade
    _recent: deque[int] = field(default_factory=lambda: deque(maxlen=_REMEMBERED))
    _held: list[UserEvent] | None = None  # what came while REST was asked
    _waiter: asyncio.Future[None] | None = None

    def __post_init__(self) -> None:
        self.sure = self.began

    def __repr__(self) -> str:
        return f"Follower({self.product}, {self.credentials!r}, {self.status})"

    @property
    def is_followed(self) -> bool:
        """False once it was stopped or left."""
        return self.credentials is not None

    @property
    def has_traded(self) -> bool:
        """True when it had a fill lately."""
        return bool(self._known)

    def recall(self, knowledge: Knowledge) -> None:
        """Go on from what another follower of this account knew."""
        self.books.recall(knowledge)
        self.began = self.sure = knowledge.at
        self.is_compared = True
        self.interrupt("it was not followed")

    def knowledge(self, now: datetime) -> Knowledge | None:
        """Give what another follower can go on from.

        None before anything is known, and while something told has not been read yet.
        """
        if not self.is_compared or not self.is_followed or self.feed:
            return None
        is_up_to_date = self.status is Status.LIVE and not self.missing
        at = max(now - _SLACK, self.sure) if is_up_to_date else self.sure
        return self.books.knowledge(at, current=is_up_to_date)

    def take(self, raw: bytes | msgspec.Raw, now: datetime) -> tuple[UserEvent | None, bool]:
        """Take an event as it came; gives it, and whether one before it was missed.

        None for one that is known already, or that cannot be read at all: then one is missing.
        """
        written = bytes(raw)
        digest = hash(written)
        if digest in self._recent and not any(one in written for one in _ENDS):
            return None, False
        self._recent.append(digest)
        try:
            event = read_event(self.product, written)
        except ValueError:
            return None, True
        self.last_event = now
        doubt = self.books.note(event)
        if self._held is None:
            self._pass_on(event)
        else:
            self._held.append(event)
        return event, doubt

    def interrupt(self, reason: str) -> None:
        """Note that events may be missing from here on."""
        self.gaps += 1
        if not self.missing and self.is_followed:
            self.missing = True
            self.interruptions += 1
            self.tell(Gap(since=self.last_event or self.sure, reason=reason))

    def hold(self) -> None:
        """Keep what comes until the fills before it are told."""
        if self._held is None:
            self._held = []

    def release(self) -> None:
        """Tell what was kept."""
        held, self._held = self._held or [], None
        for event in held:
            self._pass_on(event)

    def asks_since(self) -> datetime:
        """Give the moment since which trades are to be asked for."""
        return max(self.sure - _SLACK, self.began)

    def reconcile(self, missed: Missed, asked: datetime) -> None:
        """Tell the fills REST knows that were not told; `asked` is when it was asked."""
        since, count = self.sure, self.tell_missed(missed)
        self.sure = asked
        old = asked - _KEPT
        self._known = {one: time for one, time in self._known.items() if time >= old}
        if self.missing or count:
            self.missing = False
            orders = missed.open_orders
            self.tell(Reconciled(since=since, until=asked, fills=count, open_orders=orders))

    def tell_missed(self, missed: Missed) -> int:
        """Tell what REST has found, and how many fills of it were new: the books have it now."""
        count = 0
        for fill in sorted(missed.fills, key=lambda one: (one.time, one.trade_id)):
            if fill.time >= self.began and self._tell_fill(fill):
                count += 1
        self.recovered += count
        return count

    def stop(self, reason: str, error: BinanceError | None = None) -> None:
        """Tell that nothing more comes, and forget the key."""
        if self.is_followed:
            self.status = Status.STOPPED
            self.last_error = reason
            self.tell(Stopped(reason=reason, error=error))
            self.leave()

    def leave(self) -> None:
        """Forget the key; the books have it too."""
        self.credentials = None
        self.books = NoBooks()
        self.status = Status.STOPPED

    def tell(self, event: AccountEvent) -> None:
        """Hand an event to whoever follows."""
        if len(self.feed) >= _MOST_WAITING:
            self._drop_oldest()
        self.feed.append(event)
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)

    async def events(self) -> AsyncIterator[AccountEvent]:
        """Give what is told until `Stopped`, that too."""
        while True:
            while not self.feed:
                self._waiter = asyncio.get_running_loop().create_future()
                await self._waiter
            event = self.feed.popleft()
            yield event
            if isinstance(event, Stopped):
                return

    def _pass_on(self, event: UserEvent) -> None:
        if isinstance(event, ExecutionReport) and event.execution_id >= 0:
            execution = hash((event.symbol, event.execution_id))
            if execution in self._recent:
                return
            self._recent.append(execution)
        self.tell(event)
        fill = fill_of(self.product, event)
        if fill is not None and self._tell_fill(fill):
            self.books.count(fill)

    def _tell_fill(self, fill: Fill) -> bool:
        key = fill.symbol, fill.trade_id
        if key in self._known:
            return False
        if len(self._known) >= _MOST_KNOWN:
            for old in list(self._known)[: _MOST_KNOWN // 2]:
                del self._known[old]
        self._known[key] = fill.time
        self.tell(fill)
        return True

    def _drop_oldest(self) -> None:
        for position, event in enumerate(self.feed):
            if not isinstance(event, Fill | Stopped):
                del self.feed[position]
                return

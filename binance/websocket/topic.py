"""A stream as its consumers share it: who listens, what came last, what is missing."""

import asyncio
from datetime import datetime
from typing import Any

from binance.exceptions import BinanceError
from binance.websocket.gap import Gap, GapReason
from binance.websocket.kinds import Kind
from binance.websocket.stream import Stream
from binance.websocket.subscription import Subscription, milliseconds_of, time_of
from binance.websocket.waiting import Waiting

_RESTART = 10_000  # milliseconds by which a smaller id must be later to begin a new count
_PATIENCE = 15.0  # seconds; the least time after which a regular stream is missed
_PERIODS = 10  # without an event before a regular stream is missed
_LONGEST = 3_600.0  # seconds; the patience with a stream that does not come back


class Topic:
    """One stream of one socket. `special` tells that an event needs more than to be handed over."""

    __slots__ = (
        "_looked",
        "_looked_ms",
        "_patience",
        "decode",
        "gap",
        "kind",
        "last",
        "last_number",
        "name",
        "number",
        "progressed_at",
        "ready",
        "special",
        "stream",
        "subscribers",
        "waiting",
    )

    def __init__(self, stream: Stream[Any], kind: Kind, now: float) -> None:
        self.stream = stream
        self.name = stream.name
        self.kind = kind
        self.decode = kind.decode
        order = kind.order
        self.number = order.number if order is not None and order.consecutive else None
        self.last_number = 0  # only where ids are consecutive; 0: none came yet
        self.last: Any = None  # the last event
        self.subscribers: tuple[Subscription[Any], ...] = ()
        self.waiting: list[Waiting] = []  # consumers that get the past first
        self.gap: Gap | None = None  # the one that lasts
        self.special = kind.nameless
        self.ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.progressed_at = now  # monotonic seconds
        self._looked: Any = None
        self._looked_ms = 0
        self._patience = max(_PATIENCE, (kind.period or 0.0) * _PERIODS)

    def join(self, subscription: Subscription[Any]) -> None:
        """Add a consumer."""
        self.subscribers = (*self.subscribers, subscription)

    def leave(self, subscription: Subscription[Any]) -> None:
        """Take a consumer away."""
        for waiting in self.waiting:
            waiting.leave(subscription)
        self.subscribers = tuple(one for one in self.subscribers if one is not subscription)

    @property
    def is_idle(self) -> bool:
        """True when nobody listens."""
        return not self.subscribers and not any(one.consumers for one in self.waiting)

    @property
    def consumers(self) -> list[Subscription[Any]]:
        """Everybody who listens."""
        return [*self.subscribers, *(one for held in self.waiting for one in held.consumers)]

    def hold(self) -> Waiting:
        """Let consumers that asked for the past wait for it."""
        held = Waiting([one for one in self.subscribers if one.wants_past])
        if held.consumers:
            self.subscribers = tuple(one for one in self.subscribers if not one.wants_past)
            self.waiting.append(held)
            self.special = True
        return held

    def release(self, held: Waiting) -> None:
        """Let consumers that had to wait be usual ones again."""
        if held in self.waiting:
            self.waiting.remove(held)
        self.subscribers = (*self.subscribers, *held.consumers)
        self._judge()

    def succeed(self) -> None:
        """Note that Binance sends it."""
        if not self.ready.done():
            self.ready.set_result(None)

    def fail(self, error: BinanceError) -> None:
        """Note that Binance refuses it."""
        if not self.ready.done():
            self.ready.set_exception(error)
            self.ready.exception()  # nobody may be waiting any more

    def hand_over(self, event: Any) -> None:
        """Give an event to every consumer."""
        self.last = event
        self.pass_on(event)

    def pass_on(self, event: Any) -> None:
        """Give something that has no place in the order of events to every consumer."""
        for subscription in self.subscribers:
            subscription.put(event)
        for waiting in self.waiting:
            waiting.append(event)

    def begin_gap(self, reason: GapReason) -> None:
        """Say that events may be missing from now on."""
        if self.gap is None:
            self.gap = Gap(self.name, reason, time_of(self.last), last_id=self.last_id)
            self.special = True
            self.pass_on(self.gap)

    def end_gap(self, now: datetime) -> Gap | None:
        """Say that events come again; gives the whole gap, None when there was none."""
        begun, self.gap = self.gap, None
        if begun is None:
            return None
        self._judge()
        self.last_number = 0  # whatever comes next is the next one
        whole = Gap(self.name, begun.reason, begun.since, now, begun.last_id)
        self.pass_on(whole)
        return whole

    def _judge(self) -> None:
        self.special = self.kind.nameless or self.gap is not None or bool(self.waiting)

    @property
    def last_id(self) -> int | None:
        """The id of the last event, where events have ids."""
        order = self.kind.order
        return None if order is None or self.last is None else order.number(self.last)

    def is_old(self, event: Any) -> bool:
        """Tell whether another socket has brought this event, or a later one, already."""
        if self.last is None or event == self.last:
            return self.last is not None
        order = self.kind.order
        if order is not None:
            return order.number(event) <= order.number(self.last)
        return milliseconds_of(event) < milliseconds_of(self.last)

    def missing(self, event: Any, number: int) -> Gap | None:
        """Give the gap before an event whose id is not the next one; None for one that was told."""
        last_id, missed = self.last_id, None
        if last_id is not None and number <= last_id:
            reason = GapReason.RESTARTED
        elif self.last_number and number > self.last_number + 1:
            reason, missed = GapReason.MISSED, number - self.last_number - 1
        else:
            return None
        since, until = time_of(self.last), time_of(event)
        return Gap(self.name, reason, since, until, last_id, number, missed)

    def is_repeated(self, event: Any, number: int) -> bool:
        """Tell whether an event came before, or too late: a repetition is not newer by its time."""
        last_id = self.last_id  # also right after a gap, when any number may be the next one
        if last_id is None or number > last_id:
            return False
        return milliseconds_of(event) <= milliseconds_of(self.last) + _RESTART

    def look(self, now: float) -> bool:
        """Note whether the stream has gone on since the last look; gives whether anything came."""
        came = self.last is not self._looked
        self._looked = self.last
        if not came:
            return False
        told = milliseconds_of(self.last)
        if told > self._looked_ms or not told:
            self._looked_ms = told
            self.progressed_at = now
            self._patience = max(_PATIENCE, (self.kind.period or 0.0) * _PERIODS)
        return True

    def is_missed(self, now: float) -> bool:
        """Tell whether a regular stream stays away; less often the longer it does."""
        if self.kind.period is None or now - self.progressed_at < self._patience:
            return False
        self._patience = min(self._patience * 2, _LONGEST)
        return True

"""How fast the bot may send: the windows Telegram counts in, and gates that keep priorities."""

import asyncio
import heapq
import itertools
import time
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from enum import IntEnum

Clock = Callable[[], float]
Sleep = Callable[[float], Awaitable[None]]


class Priority(IntEnum):
    """Who goes first when the bot must wait; lower goes first."""

    CALLBACK = 0  # answers to button presses: a spinner is turning
    REPLY = 1
    NOTICE = 2
    BROADCAST = 3


@dataclass(frozen=True, slots=True)
class Rate:
    """At most `count` messages in any `seconds`."""

    count: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Pace:
    """Telegram's limits for messages; each tuple holds rates that all apply.

    https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
    """

    everybody: tuple[Rate, ...] = (Rate(30, 1),)
    private_chat: tuple[Rate, ...] = (Rate(3, 3),)  # one a second, three at once
    group: tuple[Rate, ...] = (Rate(3, 3), Rate(20, 60))


class Window:
    """Counts passages in a sliding window."""

    def __init__(self, rate: Rate) -> None:
        self._seconds = rate.seconds
        self._passed: deque[float] = deque(maxlen=rate.count)

    def opens_at(self) -> float:
        """Give when the next passage is allowed; the past means now."""
        if len(self._passed) < (self._passed.maxlen or 0):
            return float("-inf")
        return self._passed[0] + self._seconds

    def pass_at(self, now: float) -> None:
        """Count one passage."""
        self._passed.append(now)

    def idle_at(self, now: float) -> bool:
        """Tell whether nothing that was counted matters any more."""
        return not self._passed or self._passed[-1] + self._seconds <= now


@dataclass(slots=True, order=True)
class _Waiter:
    """Somebody in the queue; `called` ends when they are to lead it."""

    priority: Priority
    arrival: int
    called: asyncio.Future[None] = field(compare=False)
    gone: bool = field(default=False, compare=False)


class Gate:
    """Lets one through at a time: the most urgent first, then in order of arrival.

    One of the waiting leads: it waits until the rates allow one more, and then passes itself or
    lets whoever has become more urgent lead. So nobody urgent stands behind a sleeper.
    """

    def __init__(
        self, rates: Iterable[Rate], clock: Clock = time.monotonic, sleep: Sleep = asyncio.sleep
    ) -> None:
        self._windows = [Window(rate) for rate in rates]
        self._clock = clock
        self._sleep = sleep
        self._paused_until = float("-inf")
        self._held = False
        self._led = False
        self._arrivals = itertools.count()
        self._waiting: list[_Waiter] = []

    @property
    def queue(self) -> int:
        """How many wait for their turn."""
        return sum(not waiter.gone for waiter in self._waiting)

    def pause(self, seconds: float) -> None:
        """Let nobody pass for `seconds` from now."""
        self._paused_until = max(self._paused_until, self._clock() + seconds)

    def pause_left(self) -> float:
        """Give the seconds until the end of the pause; 0 or less without any."""
        return self._paused_until - self._clock()

    def idle(self) -> bool:
        """Tell whether the gate could be forgotten without letting anybody pass earlier."""
        now = self._clock()
        free = not self._held and not self._waiting and self._paused_until <= now
        return free and all(window.idle_at(now) for window in self._windows)

    @asynccontextmanager
    async def turn(self, priority: Priority) -> AsyncIterator[None]:
        """Wait for the turn and hold the gate during the block."""
        await self._take(priority)
        try:
            yield
        finally:
            self._give()

    async def passage(self) -> None:
        """Wait until the rates allow one more, and count it. Only within `turn`."""
        while (delay := self._opens_at() - self._clock()) > 0:
            await self._sleep(delay)
        now = self._clock()
        for window in self._windows:
            window.pass_at(now)

    def _opens_at(self) -> float:
        return max(self._paused_until, *(window.opens_at() for window in self._windows))

    async def _take(self, priority: Priority) -> None:
        me = _Waiter(priority, next(self._arrivals), self._future())
        heapq.heappush(self._waiting, me)
        if not self._held and not self._led:
            self._appoint()
        try:
            await me.called
            await self._lead(me)
        except asyncio.CancelledError:
            me.gone = True
            if me.called.done() and not me.called.cancelled():
                self._appoint()
            raise

    async def _lead(self, me: _Waiter) -> None:
        """Wait until the rates allow one more, then pass, or let the most urgent one lead."""
        while True:
            if (delay := self._opens_at() - self._clock()) > 0:
                await self._sleep(delay)
            elif self._first() is me:
                heapq.heappop(self._waiting)
                self._led, self._held = False, True
                return
            else:
                me.called = self._future()
                self._appoint()
                await me.called

    def _appoint(self) -> None:
        """Let the most urgent of the waiting lead, if there is any."""
        first = self._first()
        self._led = first is not None
        if first is not None:
            first.called.set_result(None)

    def _first(self) -> _Waiter | None:
        while self._waiting and self._waiting[0].gone:
            heapq.heappop(self._waiting)
        return self._waiting[0] if self._waiting else None

    def _give(self) -> None:
        self._held = False
        self._appoint()

    @staticmethod
    def _future() -> asyncio.Future[None]:
        return asyncio.get_running_loop().create_future()


@dataclass(frozen=True, slots=True)
class SharedGate:
    """A gate held only for the moment of passing, with the caller's priority."""

    gate: Gate
    priority: Priority

    async def passage(self) -> None:
        """Wait for the turn and for the rates, count one, and let the next one pass."""
        async with self.gate.turn(self.priority):
            await self.gate.passage()

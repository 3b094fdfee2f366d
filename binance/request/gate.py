"""The gate of this address: shut after a 429 or 418, until Binance wants to hear from us again.

While it is shut nothing at all is sent. A ban (418) ends with one call of weight 1 that finds out
whether it is really over. The stop is on disk before anybody learns of it.

https://developers.binance.com/docs/binance-spot-api-docs/rest-api/limits
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from binance.ban_memory import BanMemory
from binance.events import CallsStopped, Listener
from binance.exceptions import IpBanned, LimitReached, TooManyRequests
from binance.request.request import Api, Endpoint
from binance.request.retry_after import Pause
from binance.request.sharing import Stop
from binance.request.stops import NOBODY, Others
from binance.request.timing import Timing

_LONGEST = 3 * 24 * 3600.0  # seconds; the longest ban there is
_FORGIVEN = 600.0  # seconds after a stop; another one sooner is a repetition
_BANNED = 418
_PROBE_PAUSE = 5.0  # seconds, when the way to Binance is broken just then
_TURN = 0.5  # seconds, while another process asks
_SAME = 1.0  # seconds; answers to calls sent together state ends that differ by less


class Gate:
    """Open, shut until a moment, or ajar: the time is over and the one call is still missing."""

    def __init__(
        self, timing: Timing, memory: BanMemory, notify: Listener, others: Others = NOBODY
    ) -> None:
        self._others = others
        self._timing = timing
        self._memory = memory
        self._notify = notify
        self._reopens = 0.0  # monotonic seconds: a clock that is set does not shorten a ban
        self._status = 0
        self._repeated = 0
        self._writing: set[asyncio.Task[None]] = set()
        self.shut = False  # until a moment, or ajar
        self.must_probe = False
        self.api = Api.SPOT  # who shut it

    @property
    def left(self) -> float:
        """Seconds for which nothing may be sent."""
        return max(self._reopens - self._timing.monotonic(), 0.0) if self.shut else 0.0

    @property
    def reopens(self) -> datetime | None:
        """When it may be opened, UTC; None while it is open."""
        return self._at(self.left) if self.shut else None

    def check(self) -> None:
        """Raise while nothing may be sent. Fails with `TooManyRequests` and `IpBanned`."""
        if self.shut and self.left > 0:
            raise self.refusal("")

    def refusal(self, endpoint: str) -> LimitReached:
        """Give the error of a call that cannot wait."""
        kind = IpBanned if self._status == _BANNED else TooManyRequests
        return kind(self.left or _PROBE_PAUSE, endpoint)

    async def recall(self) -> None:
        """Shut the gate when the process before this one was stopped and it is not over."""
        remembered = await self._memory.recall()
        if remembered is not None:
            until, status = remembered
            seconds = min(until.timestamp() - self._timing.wall(), _LONGEST)
            if seconds > 0:
                self._shut(status, seconds, Api.SPOT)

    async def close(self, status: int, pause: Pause, endpoint: Endpoint) -> None:
        """Shut it after an answer 429 or 418; whoever repeats what nobody timed waits longer."""
        monotonic = self._timing.monotonic()
        worse = status == _BANNED != self._status
        occasion = worse or monotonic >= self._reopens
        if occasion:
            repeated = self._status and monotonic < self._reopens + _FORGIVEN
            self._repeated = self._repeated + 1 if repeated else 0
        seconds = pause.seconds if pause.stated else pause.seconds * 2**self._repeated
        longer = monotonic + seconds > self._reopens + _SAME
        self._shut(status, min(seconds, _LONGEST), endpoint.api)
        if longer:
            self._others.stop(self._stop())
            await self._remember()
        if occasion:
            self._notify(CallsStopped(status, self._at(self.left), endpoint.name))

    async def probe(self, ask: Callable[[], Awaitable[bool]]) -> None:
        """Ask whether the ban is over and open the gate if it is; `ask` may shut it again."""
        if not await self._others.may_probe():
            self._reopens = max(self._reopens, self._timing.monotonic() + _TURN)
        elif await ask():
            if not self.left:
                self.reopened()
                self._others.reopen()
        else:
            self._reopens = self._timing.monotonic() + _PROBE_PAUSE

    def hear(self, stop: Stop) -> None:
        """Shut it because another process of this address was told to stop."""
        worse = stop.status == _BANNED != self._status
        if worse or self.left + _SAME < stop.seconds:
            api = Api(stop.api) if stop.api in set(Api) else Api.SPOT
            self._shut(stop.status, min(stop.seconds, _LONGEST), api)
            self._write_down()

    def reopened(self) -> None:
        """Open it: the ban is over, as this process or another one found out."""
        self.shut = self.must_probe = False

    def repeat(self) -> None:
        """Tell the others again, who could not be reached for a while."""
        if self.left:
            self._others.stop(self._stop())

    def open(self) -> None:
        """Open it once the time is over, when no call is needed to be sure."""
        if not self.must_probe and not self.left:
            self.shut = False

    async def settled(self) -> None:
        """Wait until everything that must be remembered is."""
        await asyncio.gather(*self._writing, return_exceptions=True)

    def _shut(self, status: int, seconds: float, api: Api) -> None:
        if not self.left or status == _BANNED:  # a ban outlasts the 429 before it
            self._status = status
            self.api = api
        self.shut = True
        self.must_probe = self.must_probe or status == _BANNED
        self._reopens = max(self._reopens, self._timing.monotonic() + seconds)

    async def _remember(self) -> None:
        """Write it down, whatever becomes of the caller who brought the news."""
        await asyncio.shield(self._write_down())

    def _write_down(self) -> asyncio.Task[None]:
        until = self._at(self.left)
        task = asyncio.ensure_future(self._memory.remember(until, self._status))
        self._writing.add(task)
        task.add_done_callback(self._writing.discard)
        return task

    def _stop(self) -> Stop:
        return Stop(self._status, self.left, self.api)

    def _at(self, seconds: float) -> datetime:
        return datetime.fromtimestamp(self._timing.wall() + seconds, UTC)

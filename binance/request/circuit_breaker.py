"""CircuitBreaker: when an upstream fails, stop asking for a while, then ask once.

https://martinfowler.com/bliki/CircuitBreaker.html
"""

import asyncio
import random
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from binance.events import CircuitClosed, CircuitOpened, Listener
from binance.exceptions import (
    ApiError,
    BinanceError,
    CircuitOpen,
    ConnectionLost,
    NetworkError,
    RequestTimeout,
)
from binance.request.request import Api, Call, Request
from binance.request.timing import Timing

_SLICE = 5.0  # seconds; failures are counted over this many:
_SLICES = 6
_FEWEST = 20  # calls before a share of failures means anything
_SHARE = 0.5
_FIRST_PAUSE = 5.0  # seconds
_LONGEST_SILENCE = 12.0  # in one outage: one question in so many seconds, to notice its end soon
_LONGEST_PAUSE = 60.0  # for an upstream that comes back only to fail again
_STEADY = 60.0  # seconds without an outage after which the next one is a new one
_PROBE_WAIT = 1.0  # seconds; what callers are told while the question is on its way

Ping = Callable[[Api], Awaitable[None]]


class Circuit:
    """One upstream: closed (calls pass), open (none do) or half-open (somebody asks once)."""

    def __init__(self, name: str, jitter: Callable[[], float]) -> None:
        self.name = name
        self._jitter = jitter
        self._slice_ends = 0.0  # monotonic seconds
        self._slices = [[0, 0]]  # calls and failures, the newest last
        self._open_until: float | None = None  # monotonic seconds
        self._closed_at = float("-inf")
        self._pause = 0.0
        self.probing = False
        self.silent = False  # the last failure was no answer at all

    @property
    def closed(self) -> bool:
        """True while calls pass."""
        return self._open_until is None

    def state(self, now: float) -> str:
        """Give "closed", "open" or "half-open"."""
        if self._open_until is None:
            return "closed"
        return "open" if now < self._open_until else "half-open"

    def refuse(self, now: float) -> None:
        """Turn a call away unless it is time to ask. Fails with `CircuitOpen`."""
        if self._open_until is not None and now < self._open_until:
            raise CircuitOpen(self._open_until - now, self.name)
        if self.probing:
            raise CircuitOpen(_PROBE_WAIT, self.name)

    def count(self, now: float, error: BinanceError | None = None) -> bool:
        """Note an answer, or a failure of the upstream; True when that opens the circuit."""
        if self._open_until is not None:
            return False
        if now >= self._slice_ends:
            self._begin_slice(now)
        newest = self._slices[-1]
        newest[0] += 1
        if error is None:
            return False
        newest[1] += 1
        self.silent = isinstance(error, RequestTimeout)
        calls = sum(one[0] for one in self._slices)
        failures = sum(one[1] for one in self._slices)
        if calls < _FEWEST or failures < calls * _SHARE:
            return False
        again = now < self._closed_at + _STEADY
        self._open(now, min(self._pause * 2, _LONGEST_PAUSE) if again else _FIRST_PAUSE)
        return True

    def probed(self, at: float, error: BinanceError | None = None) -> None:
        """Note how the question ended; after a failure the pause counts from when it was asked."""
        if error is None:
            self._open_until = None
            self._closed_at = at
            self._slices = [[0, 0]]
        else:
            self.silent = isinstance(error, RequestTimeout)
            self._open(at, max(self._pause, min(self._pause * 2, _LONGEST_SILENCE)))

    def _begin_slice(self, now: float) -> None:
        ends = (now // _SLICE + 1) * _SLICE
        gone = min(int((ends - self._slice_ends) / _SLICE), _SLICES)
        self._slices = [*self._slices, *([0, 0] for _ in range(gone))][-_SLICES:]
        self._slice_ends = ends

    def _open(self, now: float, pause: float) -> None:
        self._pause = pause
        # Some of the pause is chance, so that many bots do not come back in the same moment.
        self._open_until = now + pause * (0.75 + 0.25 * self._jitter())


class CircuitBreaker:
    """One circuit per API. Only lost calls and 5xx count: nobody's bad key stops the others.

    Whether an upstream is back is found out by a ping, never by a call of somebody's. A call that
    has passed is asked again when it has waited below: `on_open` looks after those that wait.
    """

    def __init__(  # noqa: PLR0913, PLR0917 -- the parts of one stage, put together in one place
        self,
        call: Call,
        ping: Ping,
        on_open: Callable[[], None],
        notify: Listener,
        timing: Timing,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._call = call
        self._ping = ping
        self._on_open = on_open
        self._notify = notify
        self._monotonic = timing.monotonic
        self._questions: set[asyncio.Task[BinanceError | None]] = set()
        circuits = {api: Circuit(api, jitter) for api in Api}
        self._guards = {api: (one, partial(self._check, one)) for api, one in circuits.items()}

    async def __call__(self, request: Request) -> Any:
        """Pass the call on unless its upstream is failing. Fails with `CircuitOpen`."""
        circuit, check = self._guards[request.endpoint.api]
        if not circuit.closed:
            await self._probe(circuit, request.endpoint.api)
        request.check = check
        try:
            answer = await self._call(request)
        except BinanceError as error:
            failed = _is_failure(error)
            if failed is not None:
                opened = circuit.count(self._monotonic(), error if failed else None)
                if opened:
                    self._on_open()
                    self._notify(CircuitOpened(circuit.name))
            raise
        circuit.count(self._monotonic())
        return answer

    def states(self) -> dict[str, str]:
        """Give the state of every circuit by API."""
        now = self._monotonic()
        return {str(api): circuit.state(now) for api, (circuit, _) in self._guards.items()}

    async def close(self) -> None:
        """Drop the questions that are still on their way."""
        for question in self._questions:
            question.cancel()
        await asyncio.gather(*self._questions, return_exceptions=True)

    async def _probe(self, circuit: Circuit, api: Api) -> None:
        """Let one caller ask whether the upstream is back; returns when it is.

        Nobody waits long for the answer: whoever comes later profits. Fails with `CircuitOpen`.
        """
        circuit.refuse(self._monotonic())
        circuit.probing = True
        question = asyncio.create_task(self._ask(circuit, api))
        self._questions.add(question)
        question.add_done_callback(self._questions.discard)
        await asyncio.wait({question}, timeout=0 if circuit.silent else _PROBE_WAIT)
        if question.done() and (refusal := question.result()) is not None:
            raise refusal
        self._check(circuit)

    def _check(self, circuit: Circuit) -> None:
        """Raise unless calls pass. Fails with `CircuitOpen`."""
        if not circuit.closed:
            circuit.refuse(self._monotonic())
            raise CircuitOpen(_PROBE_WAIT, circuit.name)

    async def _ask(self, circuit: Circuit, api: Api) -> BinanceError | None:
        """Ask; gives the error when the question was not sent."""
        asked = self._monotonic()
        try:
            await self._ping(api)
        except BinanceError as error:
            failed = _is_failure(error)
            if failed is None and not isinstance(error, NetworkError):
                return error
            if failed is not False:
                circuit.probed(asked, error)
                return None
        finally:
            circuit.probing = False
        circuit.probed(self._monotonic())
        self._notify(CircuitClosed(circuit.name))
        return None


def _is_failure(error: BinanceError) -> bool | None:
    """Tell whether an error speaks against the upstream; None when it says nothing of it."""
    if isinstance(error, ConnectionLost) and error.reused:
        return None  # a socket that had been idle was dropped: that is no fault
    if isinstance(error, NetworkError):
        return True
    if isinstance(error, ApiError):
        return error.status >= 500
    return None

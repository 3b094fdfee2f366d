"""CircuitBreaker: when an upstream fails, stop asking for a while, then ask once.

https://martinfowler.com/bliki/CircuitBreaker.html
"""

import random
from collections.abc import Callable
from typing import Any

from binance.exceptions import ApiError, BinanceError, CircuitOpen, ConnectionLost, NetworkError
from binance.request.request import Api, Call, Request
from binance.request.timing import Timing

_HALF_WINDOW = 15.0  # seconds; failures are counted over this and the one before
_FEWEST = 20  # calls before a share of failures means anything
_SHARE = 0.5
_FIRST_PAUSE = 5.0  # seconds
_LONGEST_PAUSE = 12.0  # one question in so many seconds, and all is well soon after Binance is
_PROBE_WAIT = 1.0  # seconds; what callers are told while the probe is on its way


class Circuit:
    """One upstream: closed (calls pass), open (none do) or half-open (one read probes)."""

    def __init__(self, name: str, jitter: Callable[[], float]) -> None:
        self.name = name
        self._jitter = jitter
        self._window = 0
        self._now = [0, 0]  # calls and failures in this half window
        self._before = [0, 0]
        self._open_until: float | None = None  # monotonic seconds
        self._pause = 0.0
        self._probing = False
        self._probed_at = 0.0  # monotonic seconds

    @property
    def closed(self) -> bool:
        """True while calls pass."""
        return self._open_until is None

    def state(self, now: float) -> str:
        """Give "closed", "open" or "half-open"."""
        if self._open_until is None:
            return "closed"
        return "open" if now < self._open_until else "half-open"

    def admit(self, now: float, *, read: bool) -> bool:
        """Let a call through and tell whether it is the probe. Fails with `CircuitOpen`."""
        if self._open_until is None:
            return False
        if now < self._open_until:
            raise CircuitOpen(self._open_until - now, self.name)
        if self._probing or not read:  # a write is never what finds out
            raise CircuitOpen(_PROBE_WAIT, self.name)
        self._probing = True
        self._probed_at = now
        return True

    def count(self, now: float, *, failed: bool, probe: bool) -> None:
        """Note how a call ended."""
        if probe:
            self._probed(failed=failed)
        if self._open_until is not None:
            return
        window = int(now // _HALF_WINDOW)
        if window != self._window:
            self._before = self._now if window == self._window + 1 else [0, 0]
            self._now = [0, 0]
            self._window = window
        self._now[0] += 1
        if failed:
            self._now[1] += 1
            calls = self._now[0] + self._before[0]
            failures = self._now[1] + self._before[1]
            if calls >= _FEWEST and failures >= calls * _SHARE:
                self._open(now)

    def give_up_probe(self) -> None:
        """Let another call probe: this one ended without saying anything of the upstream."""
        self._probing = False

    def _probed(self, *, failed: bool) -> None:
        self._probing = False
        if failed:
            # Counted from the question: one without an answer has cost its time already.
            self._open(self._probed_at)
        else:
            self._open_until = None
            self._pause = 0.0
            self._now = [0, 0]
            self._before = [0, 0]

    def _open(self, now: float) -> None:
        self._pause = min(max(self._pause * 2, _FIRST_PAUSE), _LONGEST_PAUSE)
        # Some of the pause is chance, so that many bots do not come back in the same moment.
        self._open_until = now + self._pause * (0.75 + 0.25 * self._jitter())


class CircuitBreaker:
    """One circuit per API. Only lost calls and 5xx count: nobody's bad key stops the others."""

    def __init__(
        self, call: Call, timing: Timing, jitter: Callable[[], float] = random.random
    ) -> None:
        self._call = call
        self._timing = timing
        self._circuits = {api: Circuit(api, jitter) for api in Api}

    async def __call__(self, request: Request) -> Any:
        """Pass the call on unless its upstream is failing. Fails with `CircuitOpen`."""
        circuit = self._circuits[request.endpoint.api]
        monotonic = self._timing.monotonic
        probe = not circuit.closed and circuit.admit(monotonic(), read=request.endpoint.repeatable)
        try:
            answer = await self._call(request)
        except BinanceError as error:
            failed = _is_failure(error)
            if failed is not None:
                circuit.count(monotonic(), failed=failed, probe=probe)
            elif probe:
                circuit.give_up_probe()
            raise
        except BaseException:
            if probe:
                circuit.give_up_probe()
            raise
        circuit.count(monotonic(), failed=False, probe=probe)
        return answer

    def states(self) -> dict[str, str]:
        """Give the state of every circuit by API."""
        now = self._timing.monotonic()
        return {str(api): circuit.state(now) for api, circuit in self._circuits.items()}


def _is_failure(error: BinanceError) -> bool | None:
    """Tell whether an error speaks against the upstream; None when it says nothing of it."""
    if isinstance(error, ConnectionLost) and error.reused:
        return None  # a socket that had been idle was dropped: that is no fault
    if isinstance(error, NetworkError):
        return True
    if isinstance(error, ApiError):
        return error.status >= 500
    return None

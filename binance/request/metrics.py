"""Metrics: every call is counted, those from the cache too.

Labels are the endpoint's template and a status: never a parameter, a user or a key.
"""

from collections import Counter as Tally
from collections import deque
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Histogram

from binance.exceptions import ApiError, BinanceError
from binance.request.request import Call, Endpoint, Request
from binance.request.timing import Timing

_RECENT = 512  # calls over which the latency is shown
_BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)  # seconds


class Meter:
    """The counters of one client, in a registry of their own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.calls = 0
        self.retries = 0
        self.cache_hits = 0
        self.errors: Tally[str] = Tally()
        self._recent: deque[float] = deque(maxlen=_RECENT)
        self._requests = Counter(
            "binance_requests",
            "Calls by endpoint and outcome",
            ("endpoint", "status"),
            registry=self.registry,
        )
        self._seconds = Histogram(
            "binance_request_seconds",
            "Time from the call to its answer, waiting and retries included",
            ("endpoint",),
            buckets=_BUCKETS,
            registry=self.registry,
        )
        self._retries = Counter(
            "binance_retries",
            "Attempts after the first by endpoint and cause",
            ("endpoint", "status"),
            registry=self.registry,
        )
        self._counters: dict[tuple[Endpoint, str], Counter] = {}
        self._timers: dict[Endpoint, Histogram] = {}

    def ended(self, request: Request, status: str, seconds: float) -> None:
        """Count a call."""
        endpoint = request.endpoint
        self.calls += 1
        if request.cached:
            self.cache_hits += 1
            status = "cached"
        else:
            self._recent.append(seconds)
            self._timer(endpoint).observe(seconds)
        # Looking a label up takes longer than counting: children are kept.
        counter = self._counters.get((endpoint, status))
        if counter is None:
            counter = self._requests.labels(endpoint.name, status)
            self._counters[endpoint, status] = counter
        counter.inc()

    def retried(self, request: Request, error: BinanceError) -> None:
        """Count an attempt that is about to be repeated."""
        self.retries += 1
        self._retries.labels(request.endpoint.name, status_of(error)).inc()

    def latency_p95(self) -> float | None:
        """Seconds within which 95 of 100 recent calls ended; None before the first."""
        if not self._recent:
            return None
        ordered = sorted(self._recent)
        return ordered[min(len(ordered) * 95 // 100, len(ordered) - 1)]

    def _timer(self, endpoint: Endpoint) -> Histogram:
        timer = self._timers.get(endpoint)
        if timer is None:
            timer = self._timers[endpoint] = self._seconds.labels(endpoint.name)
        return timer


class Metrics:
    """The outermost stage: sees how every call ends."""

    def __init__(self, call: Call, meter: Meter, timing: Timing) -> None:
        self._call = call
        self._meter = meter
        self._timing = timing

    async def __call__(self, request: Request) -> Any:
        """Pass the call on and count it."""
        monotonic = self._timing.monotonic
        began = monotonic()
        status = "cancelled"
        try:
            answer = await self._call(request)
            status = "200"
        except BinanceError as error:
            status = status_of(error)
            self._meter.errors[type(error).__name__] += 1
            raise
        finally:
            self._meter.ended(request, status, monotonic() - began)
        return answer


def status_of(error: BinanceError) -> str:
    """Give the label of a failed call: the HTTP status, or the name of the error without one."""
    return str(error.status) if isinstance(error, ApiError) else type(error).__name__

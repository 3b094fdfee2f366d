"""What is counted, and how Prometheus reads it.

Counting is an addition; the families Prometheus wants are made when it asks for them.
"""

from bisect import bisect_left
from collections import Counter, deque
from collections.abc import Iterator

from prometheus_client import CollectorRegistry
from prometheus_client.core import CounterMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector

from binance.request.request import Endpoint

_RECENT = 512  # calls over which the latency is shown
_BOUNDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)  # seconds


class Series:
    """The counts of one endpoint."""

    __slots__ = ("buckets", "outcomes", "retries", "seconds")

    def __init__(self) -> None:
        self.outcomes: Counter[str] = Counter()  # by status
        self.retries: Counter[str] = Counter()  # by status of the attempt before
        self.buckets = [0] * (len(_BOUNDS) + 1)
        self.seconds = 0.0


class Meter(Collector):
    """The counts of one client, in a registry of their own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.registry.register(self)
        self.calls = 0
        self.retries = 0
        self.cache_hits = 0
        self.errors: Counter[str] = Counter()  # by class
        self._recent: deque[float] = deque(maxlen=_RECENT)
        self._series: dict[str, Series] = {}  # by name: several declarations may share an endpoint

    def cached(self, endpoint: Endpoint) -> None:
        """Count an answer from the cache."""
        self.calls += 1
        self.cache_hits += 1
        self._of(endpoint).outcomes["cached"] += 1

    def ended(self, endpoint: Endpoint, status: str, seconds: float) -> None:
        """Count a call that was sent, or should have been."""
        self.calls += 1
        self._recent.append(seconds)
        series = self._series.get(endpoint.name) or self._of(endpoint)
        series.outcomes[status] += 1
        series.buckets[bisect_left(_BOUNDS, seconds)] += 1
        series.seconds += seconds

    def retried(self, endpoint: Endpoint, status: str) -> None:
        """Count an attempt that is about to be repeated."""
        self.retries += 1
        self._of(endpoint).retries[status] += 1

    def latency_p95(self) -> float | None:
        """Seconds within which 95 of 100 recent calls ended; None before the first."""
        if not self._recent:
            return None
        ordered = sorted(self._recent)
        return ordered[min(len(ordered) * 95 // 100, len(ordered) - 1)]

    def collect(self) -> Iterator[Metric]:
        """Give the families Prometheus reads."""
        requests = CounterMetricFamily(
            "binance_requests", "Calls by endpoint and outcome", labels=("endpoint", "status")
        )
        retries = CounterMetricFamily(
            "binance_retries",
            "Attempts after the first by endpoint and cause",
            labels=("endpoint", "status"),
        )
        durations = HistogramMetricFamily(
            "binance_request_seconds",
            "Time from the call to its answer, waiting and retries included",
            labels=("endpoint",),
        )
        for name, series in sorted(self._series.items()):
            for status, number in series.outcomes.items():
                requests.add_metric((name, status), number)
            for status, number in series.retries.items():
                retries.add_metric((name, status), number)
            durations.add_metric((name,), _cumulated(series), series.seconds)
        yield from (requests, retries, durations)

    def _of(self, endpoint: Endpoint) -> Series:
        return self._series.setdefault(endpoint.name, Series())


def _cumulated(series: Series) -> list[tuple[str, float]]:
    """Give the buckets as Prometheus has them: each holds all that is not above its bound."""
    total = 0
    buckets = []
    for bound, number in zip((*map(str, _BOUNDS), "+Inf"), series.buckets, strict=True):
        total += number
        buckets.append((bound, float(total)))
    return buckets

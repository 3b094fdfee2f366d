"""What can be read at any moment, for Prometheus: budgets, circuits, the gate, the line.

Labels are names that stand in the code: budgets and upstreams, never a user, a symbol or a key.
"""

from collections.abc import Callable, Iterator

from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from binance.request.health import Health

_STATES = {"closed": 0, "half-open": 1, "open": 2}


class Gauges(Collector):
    """Reads a snapshot whenever Prometheus asks."""

    def __init__(self, health: Callable[[], Health]) -> None:
        self._health = health

    def describe(self) -> list[Metric]:
        """Name nothing in advance: the snapshot needs what is built later."""
        return []

    def collect(self) -> Iterator[Metric]:
        """Give the families Prometheus reads."""
        health = self._health()
        used = _gauge("used_weight", "Weight used in the current window", "budget")
        limit = _gauge("weight_limit", "Weight Binance allows in a window", "budget")
        for name, use in health.weight.items():
            used.add_metric((name,), use.used)
            limit.add_metric((name,), use.limit)
        circuits = _gauge("circuit_state", "0 closed, 1 half-open, 2 open", "upstream")
        for name, state in health.breakers.items():
            circuits.add_metric((name,), _STATES[state])
        yield from (used, limit, circuits)
        stopped = float(health.banned_until is not None)
        yield GaugeMetricFamily("binance_stopped", "1 while nothing may be sent", stopped)
        yield GaugeMetricFamily("binance_waiting", "Calls that wait", float(health.waiting))
        if health.sharing is not None:
            yield GaugeMetricFamily(
                "binance_sharing",
                "Processes that share the budgets; 0 while they cannot be reached",
                float(health.sharing.connected and health.sharing.processes),
            )
        if health.clock_offset is not None:
            seconds = health.clock_offset.total_seconds()
            yield GaugeMetricFamily("binance_clock_offset_seconds", "Binance less ours", seconds)


def _gauge(name: str, text: str, label: str) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"binance_{name}", text, labels=(label,))

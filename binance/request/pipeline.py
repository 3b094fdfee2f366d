"""The stages put together, innermost first."""

from collections.abc import Awaitable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from binance.exceptions import BinanceError
from binance.models.market import RateLimit
from binance.request.cache import Cache
from binance.request.circuit_breaker import CircuitBreaker
from binance.request.clock import Clock
from binance.request.connections import ConnectionOptions, Connections
from binance.request.error_mapping import RaiseForError
from binance.request.health import Health
from binance.request.ledger import Ledger
from binance.request.meter import Meter
from binance.request.metrics import Metrics, status_of
from binance.request.pools import Pool
from binance.request.rate_limiter import RateLimiter
from binance.request.request import Api, Call, Request
from binance.request.retry import Retry
from binance.request.server_time import ServerClocks
from binance.request.signer import Signer
from binance.request.timing import Timing
from binance.request.transport import HttpTransport


@dataclass(frozen=True, slots=True)
class PipelineOptions:
    """What the stages need to know."""

    bases: Mapping[Api, str | None]  # scheme, host and port; None where there is no such host
    timeout: float  # seconds a call may take in all
    recv_window: int  # milliseconds
    weight_share: float  # part of Binance's budgets the bot allows itself
    slots: int  # calls on their way at a time
    connections: ConnectionOptions


class Pipeline:
    """Metrics → Cache → Retry → CircuitBreaker → RaiseForError → RateLimiter → Signer → HTTP."""

    def __init__(self, options: PipelineOptions, timing: Timing) -> None:
        self.meter = Meter()
        self._timing = timing
        self._timeout = options.timeout
        self._clock = Clock(timing)
        self._ledger = Ledger(options.weight_share, self._clock.seconds)
        self._connections = Connections(options.connections, timing, self._ledger.check)
        transport = HttpTransport(self._connections, options.timeout, timing)
        signer = Signer(transport, options.bases, self._clock, options.recv_window)
        limiter = RateLimiter(signer, self._ledger, options.slots, timing)
        typed = RaiseForError(limiter, timing, self._learn)
        self._breaker = CircuitBreaker(typed, timing)
        self._server_clocks = ServerClocks(_Below(self._breaker, self), 0, None)
        retry = Retry(
            self._breaker, self._clock, self._server_clocks.seconds, self._retried, timing
        )
        self.call: Call = Metrics(Cache(retry, timing), self.meter, timing)

    def deadline(self) -> float:
        """Give the moment (monotonic seconds) by which a call made now must have its answer."""
        return self._timing.monotonic() + self._timeout

    async def synchronise(self, api: Api) -> None:
        """Measure the clock of an API's host. Fails as any read does."""
        reading = self._clock.reading(api).number
        await self._clock.synchronise(api, reading, self._server_clocks.seconds)

    async def close(self) -> None:
        """Refuse new calls, let the running ones finish, close the sockets."""
        await self._connections.close()

    def health(self) -> Health:
        """Give a snapshot."""
        reading = self._clock.reading(Api.SPOT)
        stopped_until = self._ledger.stopped_until
        stopped = stopped_until > self._clock.seconds()
        return Health(
            latency_p95=self.meter.latency_p95(),
            weight=self._ledger.uses(),
            weight_by_caller=self._ledger.by_caller(),
            breakers=self._breaker.states(),
            clock_offset=timedelta(seconds=reading.offset) if reading.number else None,
            calls=self.meter.calls,
            errors=dict(self.meter.errors),
            retries=self.meter.retries,
            cache_hits=self.meter.cache_hits,
            banned_until=datetime.fromtimestamp(stopped_until, UTC) if stopped else None,
        )

    def _retried(self, request: Request, error: BinanceError) -> None:
        self.meter.retried(request.endpoint, status_of(error))

    def _learn(self, pool: Pool, stated: list[RateLimit]) -> None:
        for one in stated:
            a_minute = one.interval == "MINUTE" and one.interval_num == 1
            if one.rate_limit_type == "REQUEST_WEIGHT" and a_minute and one.limit > 0:
                self._ledger.learn(pool, one.limit)


class _Below:
    """Carries a clock's question out below Retry and Cache, in the middle of another call."""

    def __init__(self, call: Call, pipeline: Pipeline) -> None:
        self._call = call
        self._pipeline = pipeline

    def call(self, request: Request) -> Awaitable[Any]:
        """Send the request through the lower stages."""
        return self._call(request)

    def deadline(self) -> float:
        """Give the deadline of a call made now."""
        return self._pipeline.deadline()

"""The stages put together, innermost first."""

from collections.abc import Awaitable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from binance.ban_memory import BanMemory, Forgetful
from binance.events import Listener, nobody
from binance.exceptions import BinanceError
from binance.request.cache import Cache
from binance.request.circuit_breaker import CircuitBreaker
from binance.request.clock import Clock
from binance.request.connections import ConnectionOptions, Connections
from binance.request.error_mapping import RaiseForError
from binance.request.gate import Gate
from binance.request.gauges import Gauges
from binance.request.health import Health
from binance.request.ledger import Ledger
from binance.request.meter import Meter
from binance.request.metrics import Metrics, status_of
from binance.request.pings import Pings
from binance.request.rate_limiter import RateLimiter
from binance.request.request import Api, Call, Request, Response
from binance.request.retry import Retry
from binance.request.shared import Shared
from binance.request.sharing import Sharing
from binance.request.signer import Signer
from binance.request.stops import NOBODY
from binance.request.timing import Timing
from binance.request.transport import HttpTransport


@dataclass(frozen=True, slots=True)
class Outside:
    """Who keeps bans over a restart, who hears what happens, and with whom all is shared."""

    bans: BanMemory = field(default_factory=Forgetful)
    listener: Listener = nobody
    sharing: Sharing | None = None  # with other processes of this address


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

    def __init__(self, options: PipelineOptions, timing: Timing, outside: Outside) -> None:
        self.meter = Meter()
        self.meter.registry.register(Gauges(self.health))
        self.timing = timing
        self.options = options
        self._clock = Clock(timing, outside.listener)
        shared = self._shared = _shared(outside, self._clock, timing)
        others = shared.others if shared else NOBODY
        self._gate = Gate(timing, outside.bans, outside.listener, others)
        self._ledger = Ledger(
            options.weight_share,
            self._clock.seconds,
            outside.listener,
            shared.leases if shared else None,
        )
        self._connections = Connections(options.connections, timing, self._gate.check)
        self._transport = HttpTransport(self._connections, timing)
        signer = Signer(self._transport, options.bases, self._clock, options.recv_window)
        self._limiter = RateLimiter(
            signer, self._ledger, self._gate, self._clock, options.slots, timing
        )
        typed = RaiseForError(
            self._limiter, self._clock, self._ledger.learn_all, lambda: self._gate.left
        )
        self._breaker = CircuitBreaker(
            typed,
            Pings(_Below(typed, self), 0, None).ping,
            self._limiter.check,
            outside.listener,
            timing,
        )
        self._pings = Pings(_Below(self._breaker, self), 0, None)
        retry = Retry(self._breaker, self._clock, self._pings.seconds, self._retried, timing)
        asked: Call = retry
        if shared is not None:
            shared.listen(self._gate, self._limiter)
            asked = shared.cached(retry, options.bases, self._ledger.learn_all)
        self._cache = Cache(asked, timing)
        self.call: Call = Metrics(self._cache, self.meter, timing)
        # Sockets fail for reasons of their own: they neither open nor heed the circuits of HTTP.
        over_sockets = Retry(typed, self._clock, self._pings.seconds, self._retried, timing)
        self.call_over_socket: Call = Metrics(over_sockets, self.meter, timing)

    async def open(self) -> None:
        """Recall a ban that is not over yet, and join the other processes."""
        await self._gate.recall()
        if self._shared is not None:
            await self._shared.open()

    def deadline(self) -> float:
        """Give the moment (monotonic seconds) by which a call made now must have its answer."""
        return self.timing.monotonic() + self.options.timeout

    @property
    def stopped(self) -> float:
        """Seconds for which nothing may be sent, by sockets neither."""
        return self._gate.left

    async def refused(self, status: int, headers: Mapping[str, str]) -> None:
        """Stop everything after a handshake was answered with 429 or 418."""
        await self._limiter.stopped(Response(status, headers, b""))

    def timestamp(self, api: Api) -> int:
        """Give the milliseconds since 1970 on the clock of an API's host."""
        return self._clock.timestamp(api)

    async def synchronise(self, api: Api) -> None:
        """Measure the clock of an API's host. Fails as any read does."""
        reading = self._clock.reading(api).number
        await self._clock.synchronise(api, reading, self._pings.seconds)

    async def learn_limits(self) -> None:
        """Ask spot, futures and options for their limits. Fails as any read does.

        Portfolio margin and alpha have nothing that states them.
        """
        await self._pings.spot_limits("BTCUSDT")
        await self._pings.futures_limits()
        if self.options.bases[Api.OPTIONS]:
            await self._pings.options_limits()

    async def close(self) -> None:
        """Refuse new and waiting calls, let the running ones finish, close the sockets."""
        self._connections.refuse()
        await self._breaker.close()
        await self._limiter.close()
        if self._shared is not None:
            await self._shared.close()
        await self._connections.close()
        self._transport.close()
        await self._cache.close()
        await self._clock.close()

    def health(self) -> Health:
        """Give a snapshot."""
        reading = self._clock.reading(Api.SPOT)
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
            banned_until=self._gate.reopens,
            waiting=self._limiter.waiting,
            sharing=self._shared.leases.state if self._shared else None,
        )

    def _retried(self, request: Request, error: BinanceError) -> None:
        self.meter.retried(request.endpoint, status_of(error))


def _shared(outside: Outside, clock: Clock, timing: Timing) -> Shared | None:
    if outside.sharing is None:
        return None
    return Shared(outside.sharing, clock.seconds, timing, outside.listener)


class _Below:
    """Carries the layer's own questions out below some stages, in the middle of another call."""

    def __init__(self, call: Call, pipeline: Pipeline) -> None:
        self._call = call
        self._pipeline = pipeline

    def call(self, request: Request) -> Awaitable[Any]:
        """Send the request through the lower stages."""
        return self._call(request)

    def deadline(self) -> float:
        """Give the deadline of a call made now."""
        return self._pipeline.deadline()

"""Retry: repeat reads, with growing pauses and a budget; never a write.

https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/
"""

import random
from collections.abc import Callable
from typing import Any

from binance.exceptions import (
    BinanceError,
    ClockSkewed,
    ConnectionLost,
    NetworkError,
    RequestTimeout,
    ServerFault,
)
from binance.request.clock import Ask, Clock
from binance.request.request import Api, Call, Request
from binance.request.timing import Timing

_ATTEMPTS = 3
_FIRST_PAUSE = 0.2  # seconds, doubled for each further attempt
_LONGEST_PAUSE = 20.0

OnRetry = Callable[[Request, BinanceError], None]


class RetryBudget:
    """Tokens that failures cost and answers bring back: when most calls fail, few are repeated."""

    FULL = 100.0

    def __init__(self) -> None:
        self._tokens = self.FULL

    def refill(self) -> None:
        """Count an answer."""
        if self._tokens < self.FULL:
            self._tokens += 1.0

    def spend(self, error: BinanceError) -> bool:
        """Pay for one repetition if there is enough left."""
        cost = 10.0 if isinstance(error, RequestTimeout) else 5.0
        if self._tokens < cost:
            return False
        self._tokens -= cost
        return True


class Retry:
    """Gives reads up to three attempts within their deadline.

    A refused timestamp makes the clock be read again, once for everybody; a read is then sent
    once more. Whoever asks for a write learns of every failure: sending it again is a decision.
    """

    def __init__(  # noqa: PLR0913, PLR0917 -- the parts of one stage, put together in one place
        self,
        call: Call,
        clock: Clock,
        ask_time: Ask,
        on_retry: OnRetry,
        timing: Timing,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._call = call
        self._clock = clock
        self._ask_time = ask_time
        self._on_retry = on_retry
        self._timing = timing
        self._jitter = jitter
        self._budget = RetryBudget()

    async def __call__(self, request: Request) -> Any:
        """Send until there is an answer or no further attempt makes sense."""
        api = request.endpoint.api
        resynchronised = False
        while True:
            request.attempts += 1
            reading = self._clock.reading(api).number
            try:
                answer = await self._call(request)
            except ClockSkewed as error:
                await self._resynchronise(api, reading, error)
                if resynchronised or not request.endpoint.repeatable:
                    raise
                resynchronised = True
                self._on_retry(request, error)
            except (NetworkError, ServerFault) as error:
                pause = self._pause(request, error)
                if pause is None:
                    raise
                self._on_retry(request, error)
                if pause:
                    await self._timing.sleep(pause)
            else:
                self._budget.refill()
                return answer

    async def _resynchronise(self, api: Api, reading: int, refusal: ClockSkewed) -> None:
        """Read Binance's clock; when that fails too the refusal is what the caller should see."""
        try:
            await self._clock.synchronise(api, reading, self._ask_time)
        except BinanceError:
            raise refusal from None

    def _pause(self, request: Request, error: BinanceError) -> float | None:
        """Seconds before the next attempt; None when there should be none."""
        if not request.endpoint.repeatable or request.attempts >= _ATTEMPTS:
            return None
        pause = 0.0
        if not (isinstance(error, ConnectionLost) and error.reused):
            longest = min(_FIRST_PAUSE * 2 ** (request.attempts - 1), _LONGEST_PAUSE)
            pause = longest * (0.5 + 0.5 * self._jitter())
        if self._timing.monotonic() + pause >= request.deadline:
            return None
        return pause if self._budget.spend(error) else None

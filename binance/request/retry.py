"""Retry: repeat reads, with growing pauses and a budget; a write only when nothing was sent.

https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/
"""

from collections.abc import Callable
from typing import Any

from tenacity import (
    AsyncRetrying,
    RetryCallState,
    retry_if_exception,
    wait_random_exponential,
)

from binance.exceptions import (
    BinanceError,
    ClockSkewed,
    ConnectFailed,
    ConnectionLost,
    NetworkError,
    RequestTimeout,
    ServerFault,
)
from binance.request.clock import Ask, Clock
from binance.request.request import Api, Call, Request
from binance.request.timing import Timing

_ATTEMPTS = 3
_PAUSE = wait_random_exponential(multiplier=0.2, max=20.0)  # seconds; any time from 0 up to it
_STALE_SOCKETS = 10  # more of them do not die in the moment of one call

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

    def spend(self, error: BaseException) -> bool:
        """Pay for one repetition if there is enough left."""
        cost = 10.0 if isinstance(error, RequestTimeout) else 5.0
        if self._tokens < cost:
            return False
        self._tokens -= cost
        return True


class Retry:
    """Gives reads up to three attempts within their deadline.

    A write is sent again only when no connection could be made: after that, sending it a second
    time is a decision of whoever asked for it.
    """

    def __init__(
        self, call: Call, clock: Clock, ask_time: Ask, on_retry: OnRetry, timing: Timing
    ) -> None:
        self._call = call
        self._clock = clock
        self._ask_time = ask_time
        self._on_retry = on_retry
        self._timing = timing
        self._budget = RetryBudget()

    async def __call__(self, request: Request) -> Any:
        """Send until there is an answer or no further attempt makes sense."""
        request.attempts = 1
        reading = self._clock.reading(request.endpoint.api).number
        try:
            answer = await self._call(request)
        except (NetworkError, ServerFault, ClockSkewed) as error:
            answer = await self._again(request, error, reading)
        self._budget.refill()
        return answer

    async def _again(self, request: Request, error: BinanceError, reading: int) -> Any:
        """Go on after a failure: only a call that fails pays for the machinery."""
        failed: list[BinanceError] = [error]  # of the first attempt, which is over

        def give_up(state: RetryCallState) -> bool:
            now = self._timing.monotonic()
            late = now + state.upcoming_sleep >= request.latest(now)
            many = state.attempt_number >= _ATTEMPTS
            return late or many or not self._budget.spend(_error(state))

        retrying = AsyncRetrying(
            retry=retry_if_exception(lambda error: _may_repeat(request, error)),
            wait=_PAUSE,
            stop=give_up,
            before_sleep=lambda state: self._on_retry(request, _error(state)),
            sleep=self._timing.sleep,
            reraise=True,
        )
        return await retrying(self._attempt, request, failed, reading)

    async def _attempt(self, request: Request, failed: list[BinanceError], reading: int) -> Any:
        """Make one attempt; what says nothing of Binance is made good at once.

        That is a kept socket that turned out to be dead, and a refused timestamp: then the clock
        is read again, once for everybody, and a read is sent once more.
        """
        api = request.endpoint.api
        repeatable = request.endpoint.repeatable
        resynchronised = False
        stale = 0
        while True:
            try:
                if failed:
                    raise failed.pop()
                request.attempts += 1
                reading = self._clock.reading(api).number
                return await self._call(request)
            except ClockSkewed as error:
                await self._resynchronise(api, reading, error)
                if resynchronised or not repeatable:
                    raise
                resynchronised = True
                self._on_retry(request, error)
            except ConnectionLost as error:
                if not (error.reused and repeatable) or stale == _STALE_SOCKETS:
                    raise
                stale += 1
                self._on_retry(request, error)

    async def _resynchronise(self, api: Api, number: int, refusal: ClockSkewed) -> None:
        """Read Binance's clock; when that fails too the refusal is what the caller should see."""
        try:
            await self._clock.synchronise(api, number, self._ask_time)
        except BinanceError:
            raise refusal from None


def _may_repeat(request: Request, error: BaseException) -> bool:
    """Tell whether the same call may be sent again after this error."""
    if not request.endpoint.repeatable:
        return isinstance(error, ConnectFailed)
    return isinstance(error, (NetworkError, ServerFault))


def _error(state: RetryCallState) -> BinanceError:
    error = None if state.outcome is None else state.outcome.exception()
    if not isinstance(error, BinanceError):
        raise TypeError("only errors of Binance are repeated")
    return error

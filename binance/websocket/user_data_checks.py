"""Compares followed accounts with what REST says: after gaps, when in doubt, and now and then.

A few at a time, each in the name of its user and within the budgets; whoever cannot be served now
is asked again later. An account whose key is refused is stopped; no other hears of it.
"""

import asyncio
import random
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime

from binance.exceptions import (
    BinanceError,
    ClientClosed,
    KeyRejected,
    LimitReached,
    SignatureRejected,
)
from binance.request.timing import Timing
from binance.websocket.user_data_follower import Follower, Status

_AT_ONCE = 8
_DOUBT_SECONDS = 2.0  # what only came out of order is there by then
_PAUSE = 1.0  # seconds after a failure, twice that after the next …
_LONGEST_PAUSE = 60.0

KEY_ERRORS = (KeyRejected, SignatureRejected)
"""Errors that speak against a key: it is not used again."""


class Checks:
    """Asks REST for what streams have missed."""

    def __init__(self, timing: Timing, now: Callable[[], datetime]) -> None:
        self._timing = timing
        self.now = now  # the server's time, UTC
        self._slots = asyncio.Semaphore(_AT_ONCE)
        self._running: dict[Follower, asyncio.Task[None]] = {}
        self._again: set[Follower] = set()
        self._traders = 0  # checks of accounts that have traded, waiting or running
        self._calm = asyncio.Event()  # there are none
        self._calm.set()

    def begin(self, follower: Follower) -> None:
        """Look at an account for the first time."""
        self._start(follower, 0.0)

    def gap_closed(self, follower: Follower) -> None:
        """Find what was missed by an account whose stream goes on."""
        follower.status = Status.RECONCILING
        self._start(follower, 0.0)

    def doubt(self, follower: Follower) -> None:
        """Look at an account whose events do not fit together, in a moment."""
        self._start(follower, _DOUBT_SECONDS)

    def audit(self, follower: Follower) -> None:
        """Look at an account where nothing is known to be wrong."""
        self._start(follower, 0.0)

    def forget(self, follower: Follower) -> None:
        """Ask no more about an account that was left: its key is not used again."""
        self._again.discard(follower)
        running = self._running.get(follower)
        if running is not None:
            running.cancel()

    async def close(self) -> None:
        """Ask no more."""
        tasks = list(self._running.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _start(self, follower: Follower, delay: float) -> None:
        if follower in self._running:
            self._again.add(follower)
            return
        task = asyncio.create_task(self._check(follower, delay))
        self._running[follower] = task
        task.add_done_callback(lambda _: self._ended(follower))

    def _ended(self, follower: Follower) -> None:
        self._running.pop(follower, None)
        if follower in self._again:
            self._again.discard(follower)
            if follower.is_followed:
                self._start(follower, 0.0)

    async def _check(self, follower: Follower, delay: float) -> None:
        if delay:
            await self._timing.sleep(delay)
        failures = 0
        while follower.is_followed:
            try:
                async with self._turn(follower):
                    await self._once(follower)
            except KEY_ERRORS as error:
                follower.stop("the key was refused", error)
            except ClientClosed:
                return
            except BinanceError as error:
                follower.last_error = str(error)
                await self._pause(error, failures)
                failures += 1
                continue
            return

    @asynccontextmanager
    async def _turn(self, follower: Follower) -> AsyncIterator[None]:
        """Wait until it is an account's turn; those that have traded go first."""
        trader = follower.has_traded
        self._traders += trader
        try:
            if trader:
                self._calm.clear()
            async with AsyncExitStack() as slot:
                while True:
                    if not trader:
                        await self._calm.wait()
                    await slot.enter_async_context(self._slots)
                    if trader or self._calm.is_set():
                        break
                    await slot.aclose()  # somebody with more need has come
                yield
        finally:
            self._traders -= trader
            if not self._traders:
                self._calm.set()

    async def _once(self, follower: Follower) -> None:
        asked, gaps = self.now(), follower.gaps
        if not follower.subscriptions:
            return  # once its stream goes on it is looked at anyway
        if not follower.missing and not follower.is_compared:
            await follower.books.begin()
        else:
            if follower.missing:
                follower.hold()  # what comes now is told after what came before it
            try:
                missed = await follower.books.missed(follower.asks_since())
                if follower.gaps != gaps:  # another gap began meanwhile
                    follower.tell_missed(missed)  # the books would not find it a second time
                    self._again.add(follower)
                    return
                follower.reconcile(missed, asked)
            finally:
                follower.release()
        follower.is_compared = True
        if follower.status is Status.RECONCILING:
            follower.status = Status.LIVE

    async def _pause(self, error: BinanceError, failures: int) -> None:
        pause = min(_PAUSE * 2 ** min(failures, 10), _LONGEST_PAUSE)
        if isinstance(error, LimitReached):
            pause = max(pause, min(error.retry_after, _LONGEST_PAUSE))
        await self._timing.sleep(pause * random.uniform(0.75, 1.25))  # noqa: S311 -- jitter

"""Many calls side by side: results in order, failures among them, so many at a time.

    results = await binance.gather(
        [partial(binance.spot.klines, symbol, Interval.HOUR_1) for symbol in symbols],
        progress=lambda done, total: print(f"{done} of {total}"),
    )
    candles = [result for result in results if not isinstance(result, BaseException)]

Calls are given as functions and made when it is their turn: the time a call may take begins then.
They pass the same limits as any other: what no budget is left for fails with `BudgetExhausted`,
which tells when to go on. The client belongs to whoever opened it and stays open.
"""

import asyncio
import inspect
from collections.abc import Awaitable, Callable, Iterable
from typing import Any, Generic, TypeVar

_T = TypeVar("_T")

Call = Callable[[], Awaitable[_T]]
"""A call that is not made yet: `partial(binance.spot.klines, "BTCUSDT", Interval.HOUR_1)`."""

Progress = Callable[[int, int], None]
"""Hears after every call how many have ended, and of how many."""


async def gather(
    calls: Iterable[Call[_T]], *, at_once: int = 64, progress: Progress | None = None
) -> list[_T | BaseException]:
    """Make the calls, at most `at_once` of them at a time, and give what each gave or raised.

    A call that fails cancels no other. When the gathering is cancelled its calls are, and it ends
    after them. `progress` is called in the event loop and must return at once; when it fails, the
    loop's exception handler hears of it and it is not called again. Fails with `ValueError` when
    `at_once` is less than one.
    """
    if at_once < 1:
        raise ValueError("at_once must be at least 1")
    return await _Gathering(list(calls), progress).run(at_once)


class _Gathering(Generic[_T]):
    """Calls that are under way, waiting or done."""

    def __init__(self, calls: list[Call[_T]], progress: Progress | None) -> None:
        self._total = len(calls)
        self._waiting = iter(enumerate(calls))
        self._running: dict[asyncio.Task[_T], int] = {}  # by the place of the call
        self._ended: asyncio.Queue[asyncio.Task[_T]] = asyncio.Queue()
        self._results: dict[int, _T | BaseException] = {}
        self._progress = progress

    async def run(self, at_once: int) -> list[_T | BaseException]:
        """Make every call."""
        try:
            for _ in range(min(at_once, self._total)):
                self._start_next()
            while self._running:
                self._land(await self._ended.get())
                self._start_next()
                self._report()
        finally:
            await self._stop()
        return [self._results[place] for place in range(self._total)]

    def _start_next(self) -> None:
        for place, call in self._waiting:
            task = asyncio.create_task(_made(call))
            self._running[task] = place
            task.add_done_callback(self._ended.put_nowait)
            return

    def _land(self, task: asyncio.Task[_T]) -> None:
        place = self._running.pop(task)
        if task.cancelled():  # by somebody else: as far as the others go, it failed
            self._results[place] = asyncio.CancelledError()
        else:
            error = task.exception()
            self._results[place] = task.result() if error is None else error

    def _report(self) -> None:
        if self._progress is None:
            return
        try:
            returned: Any = self._progress(len(self._results), self._total)
            if inspect.iscoroutine(returned):
                returned.close()
                raise TypeError("progress must be a plain function, not a coroutine function")  # noqa: TRY301 -- handled as what else it may raise
        except Exception as error:  # noqa: BLE001 -- not ours: whatever it is, the calls go on
            self._progress = None
            asyncio.get_running_loop().call_exception_handler(
                {"message": "The progress callback of a gathering failed", "exception": error}
            )

    async def _stop(self) -> None:
        """Cancel what still runs and wait for its end."""
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)


async def _made(call: Call[_T]) -> _T:
    return await call()

"""The same work asked for by many is done once."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, NamedTuple, TypeVar

from binance.exceptions import BinanceError, BudgetExhausted

_T = TypeVar("_T")


class _Outcome(NamedTuple, Generic[_T]):
    """What came of the work; neither when whoever did it gave up."""

    result: tuple[_T] | None = None
    error: BinanceError | None = None


class SingleFlight(Generic[_T]):
    """Joins callers of the same key.

    The first caller does the work in its own task, so nothing is left behind when the loop ends.
    When it is cancelled, or refused for a reason of its own, one of those who wait starts again.
    """

    __slots__ = ("_waiting",)

    def __init__(self) -> None:
        self._waiting: dict[Hashable, list[asyncio.Future[_Outcome[_T]]]] = {}

    async def run(self, key: Hashable, work: Callable[[], Awaitable[_T]]) -> _T:
        """Do the work, or wait for whoever does it and share what comes of it."""
        while (waiting := self._waiting.get(key)) is not None:
            future: asyncio.Future[_Outcome[_T]] = asyncio.get_running_loop().create_future()
            waiting.append(future)
            outcome = await future
            if outcome.error is not None:
                raise outcome.error
            if outcome.result is not None:
                return outcome.result[0]
        return await self._lead(key, work)

    async def _lead(self, key: Hashable, work: Callable[[], Awaitable[_T]]) -> _T:
        self._waiting[key] = []
        outcome: _Outcome[_T] = _Outcome()
        try:
            result = await work()
            outcome = _Outcome((result,))
        except BudgetExhausted:
            raise  # this caller's share is used up, which says nothing of the others
        except BinanceError as error:
            outcome = _Outcome(error=error)
            raise
        finally:
            for future in self._waiting.pop(key):
                if not future.done():
                    future.set_result(outcome)
        return result

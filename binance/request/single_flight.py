"""The same work asked for by many is done once."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, NamedTuple, TypeVar

from binance.exceptions import BinanceError, BudgetExhausted

_A = TypeVar("_A")
_T = TypeVar("_T")


class _Outcome(NamedTuple, Generic[_T]):
    """What came of the work; neither when whoever did it gave up."""

    result: tuple[_T] | None = None
    error: BinanceError | None = None


class SingleFlight(Generic[_A, _T]):
    """Joins callers of the same key.

    The first caller does the work in its own task, so nothing is left behind when the loop ends.
    When it is cancelled, or refused for a reason of its own, one of those who wait starts again.
    """

    __slots__ = ("_arguments", "_waiting", "_work")

    def __init__(self, work: Callable[[_A], Awaitable[_T]]) -> None:
        self._work = work
        self._waiting: dict[Hashable, list[asyncio.Future[_Outcome[_T]]]] = {}
        self._arguments: dict[Hashable, _A] = {}

    def running(self, key: Hashable) -> _A | None:
        """Give what the work of this key is being done for; None when nobody does it."""
        return self._arguments.get(key)

    async def run(self, key: Hashable, argument: _A) -> tuple[_T, bool]:
        """Do the work, or wait for whoever does it; tell also whether this caller did it."""
        while key in self._waiting:
            outcome = await self._joined(key)
            if outcome.error is not None:
                raise outcome.error
            if outcome.result is not None:
                return outcome.result[0], False
        self._waiting[key] = []
        self._arguments[key] = argument
        try:
            result = await self._work(argument)
        except BinanceError as error:
            # A share of the budget that is used up says nothing of the others.
            shared = None if isinstance(error, BudgetExhausted) else error
            self._land(key, error=shared)
            raise
        except BaseException:
            self._land(key)
            raise
        self._land(key, (result,))
        return result, True

    async def _joined(self, key: Hashable) -> _Outcome[_T]:
        future: asyncio.Future[_Outcome[_T]] = asyncio.get_running_loop().create_future()
        self._waiting[key].append(future)
        return await future

    def _land(
        self, key: Hashable, result: tuple[_T] | None = None, error: BinanceError | None = None
    ) -> None:
        del self._arguments[key]
        for future in self._waiting.pop(key):
            if not future.done():
                future.set_result(_Outcome(result, error))

"""The same work asked for by many is done once."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, TypeVar

from binance.exceptions import BudgetExhausted, ClientClosed

_A = TypeVar("_A")
_T = TypeVar("_T")


class _Flight(Generic[_A, _T]):
    """Work on its way, those who wait for it, and what came of it."""

    __slots__ = ("argument", "error", "result", "task", "waiting")

    result: _T
    task: asyncio.Task[None]

    def __init__(self, argument: _A) -> None:
        self.argument = argument
        self.error: Exception | None = None
        self.waiting: list[asyncio.Future[None]] = []

    def outcome(self) -> _T:
        """Give the result. Fails as the work did."""
        if self.error is not None:
            raise self.error
        return self.result


class SingleFlight(Generic[_A, _T]):
    """Joins callers of the same key.

    The work has a task of its own: whoever of them is cancelled, the others get what came of it.
    With the last of them it ends.
    """

    __slots__ = ("_flights", "_work")

    def __init__(self, work: Callable[[_A], Awaitable[_T]]) -> None:
        self._work = work
        self._flights: dict[Hashable, _Flight[_A, _T]] = {}

    def running(self, key: Hashable) -> _A | None:
        """Give what the work of this key is being done for; None when nobody does it."""
        flight = self._flights.get(key)
        return None if flight is None else flight.argument

    async def run(self, key: Hashable, argument: _A) -> tuple[_T, bool]:
        """Have the work done, or join; tells also whether it was done for this caller."""
        while (flight := self._flights.get(key)) is not None:
            await self._landed(key, flight)
            # Somebody's own share that is used up says nothing of this caller.
            if not isinstance(flight.error, BudgetExhausted):
                return flight.outcome(), False
        flight = self._flights[key] = _Flight(argument)
        flight.task = asyncio.get_running_loop().create_task(self._fly(key, flight))
        await self._landed(key, flight)
        return flight.outcome(), True

    async def close(self) -> None:
        """End what is still being done; who waits for it is told with `ClientClosed`."""
        tasks = [flight.task for flight in self._flights.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for key, flight in list(self._flights.items()):  # what had not begun
            self._land(key, flight, ClientClosed())

    async def _landed(self, key: Hashable, flight: _Flight[_A, _T]) -> None:
        """Wait until the work is done; each with a future of his own, since that is cancelled."""
        landed: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        flight.waiting.append(landed)
        try:
            await landed
        except asyncio.CancelledError:
            if all(one.done() for one in flight.waiting):
                self._forget(key, flight)
                flight.task.cancel()
                await asyncio.wait({flight.task})
            raise

    async def _fly(self, key: Hashable, flight: _Flight[_A, _T]) -> None:
        error: Exception | None = ClientClosed()  # unless it comes to an end
        try:
            flight.result = await self._work(flight.argument)
            error = None
        except Exception as failure:  # noqa: BLE001 -- it is raised where they wait
            error = failure
        finally:
            self._land(key, flight, error)

    def _land(self, key: Hashable, flight: _Flight[_A, _T], error: Exception | None) -> None:
        self._forget(key, flight)
        flight.error = error
        for landed in flight.waiting:
            if not landed.done():
                landed.set_result(None)

    def _forget(self, key: Hashable, flight: _Flight[_A, _T]) -> None:
        if self._flights.get(key) is flight:
            del self._flights[key]

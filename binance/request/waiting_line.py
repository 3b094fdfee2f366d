"""Those who wait for one budget: whoever used least goes first, each user's own calls in order."""

import asyncio
from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Iterator
from heapq import heappop, heappush, heapreplace
from itertools import accumulate, count
from typing import NamedTuple

from binance.request.ledger import Plan
from binance.request.request import Request
from binance.request.shared_window import SharedWindow


class Place:
    """One waiting call. `turn` gives True once it may be sent, False when it should ask again."""

    __slots__ = ("caller", "latest", "plan", "request", "turn")

    def __init__(self, request: Request, plan: Plan, caller: int, latest: float) -> None:
        self.request = request
        self.plan = plan
        self.latest = latest  # monotonic seconds; a turn later than that is of no use
        self.caller = caller  # in whose name it waits
        self.turn: asyncio.Future[bool] = asyncio.get_running_loop().create_future()


class WaitingLine:
    """A queue for each caller; the one who used least of the budget is served first."""

    __slots__ = (
        "_ends",
        "_heap",
        "_joins",
        "_numbers",
        "_queues",
        "_starts",
        "_weights",
        "_window",
        "_window_number",
    )

    def __init__(self, window: SharedWindow) -> None:
        self._window = window
        self._window_number = window.number
        self._queues: dict[int, deque[Place]] = {}
        self._weights: dict[int, int] = {}  # what each caller waits for
        self._heap: list[tuple[float, int, int]] = []  # rank when last looked at, turn, caller
        self._numbers = count()
        self._joins = 0  # since the sums were made
        self._starts = self._ends = _Sorted([], [0.0])

    def __bool__(self) -> bool:
        return bool(self._queues)

    def __iter__(self) -> Iterator[Place]:
        for queue in self._queues.values():
            yield from queue

    def add(self, place: Place) -> None:
        """Let a call wait behind the others of its caller."""
        caller = place.caller
        queue = self._queues.get(caller)
        if queue is None:
            queue = self._queues[caller] = deque()
            self._weights[caller] = 0
            heappush(self._heap, (self._window.rank(caller), next(self._numbers), caller))
        queue.append(place)
        self._joins += 1
        self._weights[caller] += place.request.weight

    def discard(self, place: Place) -> None:
        """Take a call out, wherever it stands."""
        queue = self._queues.get(place.caller)
        if queue is None or place not in queue:
            return
        queue.remove(place)
        self._weights[place.caller] -= place.request.weight
        if not queue:
            del self._queues[place.caller], self._weights[place.caller]

    def first(self) -> Place:
        """Give the call whose turn it is; somebody must wait."""
        if self._window_number != self._window.number:
            self._sort()  # ranks only grow within a window
        while True:
            rank, _, caller = self._heap[0]
            if caller not in self._queues:
                heappop(self._heap)
                continue
            now = self._window.rank(caller)
            if now <= rank:
                return self._queues[caller][0]
            # It was served since: behind those who have used as much and wait longer.
            heapreplace(self._heap, (now, next(self._numbers), caller))

    def lend(self, place: Place, caller: int) -> None:
        """Let a call wait in the name of another who wants the same, if that one goes earlier."""
        if self._window.rank(caller) < self._window.rank(place.caller):
            self.discard(place)
            place.caller = place.request.caller = caller
            self.add(place)

    def ahead(self, place: Place) -> float:
        """Give the weight that goes before a call that is not in line, if nobody else comes.

        Each caller is served until he has used as much as this one will have; that is a sum over
        all of them, looked up in one that may be a few joins old.
        """
        if self._joins * 8 > len(self._queues):
            self._sum()
        caller = place.caller
        until = self._window.rank(caller) + self._weights.get(caller, 0) + place.request.weight
        return _served(self._starts, until) - _served(self._ends, until)

    def _sum(self) -> None:
        ranks = [(self._window.rank(one), weight) for one, weight in self._weights.items()]
        self._starts = _in_order(rank for rank, _ in ranks)
        self._ends = _in_order(rank + weight for rank, weight in ranks)
        self._joins = 0

    def _sort(self) -> None:
        self._window_number = self._window.number
        self._heap = sorted(
            (self._window.rank(caller), next(self._numbers), caller) for caller in self._queues
        )


class _Sorted(NamedTuple):
    """Numbers in order, and the sum of the first so many of them."""

    numbers: list[float]
    sums: list[float]


def _in_order(numbers: Iterable[float]) -> _Sorted:
    ordered = sorted(numbers)
    return _Sorted(ordered, [0.0, *accumulate(ordered)])


def _served(these: _Sorted, until: float) -> float:
    """Sum up how far each number lies below `until`."""
    below = bisect_left(these.numbers, until)
    return below * until - these.sums[below]

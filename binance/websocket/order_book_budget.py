"""What snapshots of order books may cost: never more than a tenth of an exchange's weight.

Books without a snapshot go first; while many wait each gets a shallow one, and a deeper one later,
when there is room.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from binance.request.pools import Pool
from binance.request.timing import Timing

Ladder = tuple[tuple[int, int], ...]
"""Levels a side that can be asked for, each with its weight."""

SPOT_LADDER: Ladder = ((100, 5), (500, 25), (1_000, 50), (5_000, 250))
FUTURES_LADDER: Ladder = ((50, 2), (100, 5), (500, 10), (1_000, 20))
_SHARE = 0.1  # of the exchange's weight
_FOR_DEPTH = 0.5  # of that; the rest is for books that have nothing
_WINDOW = 60.0  # seconds
_LONGEST_LOOK_AWAY = 0.25  # seconds; somebody may come who goes first


def rung(ladder: Ladder, levels: int) -> tuple[int, int]:
    """Give the least number of levels that is enough, the greatest there is else; with weight."""
    return next((step for step in ladder if step[0] >= levels), ladder[-1])


@dataclass(frozen=True, slots=True, eq=False)
class _Place:
    """Somebody waits."""

    levels: int
    ladder: Ladder
    is_urgent: Callable[[], bool]
    turn: "asyncio.Future[int]"


class SnapshotBudget:
    """Deals out turns: when a book may ask for a snapshot, and for how many levels."""

    def __init__(self, pool: Pool, timing: Timing) -> None:
        self.allowance = int(pool.limit * _SHARE)
        self._timing = timing
        self._spent: deque[tuple[float, int]] = deque()  # moments (monotonic) and weights
        self._waiting: list[_Place] = []  # as they came
        self._dealer: asyncio.Task[None] | None = None

    @property
    def spent(self) -> int:
        """Weight of the last minute."""
        start = self._timing.monotonic() - _WINDOW
        while self._spent and self._spent[0][0] <= start:
            self._spent.popleft()
        return sum(weight for _, weight in self._spent)

    async def turn(self, levels: int, ladder: Ladder, is_urgent: Callable[[], bool]) -> int:
        """Wait until a snapshot may be asked for; gives the levels to ask for.

        The urgent go first, and get fewer levels than they want while the budget is short. Who
        waits may become urgent.
        """
        mine: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Place(levels, ladder, is_urgent, mine))
        if self._dealer is None or self._dealer.done():
            self._dealer = asyncio.create_task(self._deal())
        return await mine

    async def close(self) -> None:
        """Deal no more turns."""
        if self._dealer is not None:
            self._dealer.cancel()
            await asyncio.gather(self._dealer, return_exceptions=True)

    async def _deal(self) -> None:
        await asyncio.sleep(0)  # those who come together are dealt with together
        while True:
            self._waiting = [place for place in self._waiting if not place.turn.done()]
            if not self._waiting:
                return
            urgent = [place for place in self._waiting if place.is_urgent()]
            place = (urgent or self._waiting)[0]
            levels, weight = self._affordable(place, len(urgent))
            left = self._wait(weight, urgent=bool(urgent))
            if left:
                await self._timing.sleep(min(left, _LONGEST_LOOK_AWAY))
                continue
            self._spent.append((self._timing.monotonic(), weight))
            place.turn.set_result(levels)

    def _affordable(self, place: _Place, urgent: int) -> tuple[int, int]:
        """Give what is wanted when all who hurry could have as much, else the least for them."""
        wanted = rung(place.ladder, place.levels)
        if wanted[1] * urgent <= self.allowance * _FOR_DEPTH - self.spent or not urgent:
            return wanted
        return min(place.ladder[0], wanted)

    def _wait(self, weight: int, *, urgent: bool) -> float:
        """Seconds until so much weight may be spent; depth leaves a part of it to the urgent."""
        over = self.spent + weight - self.allowance * (1 if urgent else _FOR_DEPTH)
        for moment, spent in self._spent:
            if over <= 0:
                break
            over -= spent
            if over <= 0:
                return max(moment + _WINDOW - self._timing.monotonic(), 0.001)
        return 0.0

"""Deadlines: who runs out of time is ended, and nobody else."""

import asyncio

import pytest

from binance.request.deadlines import Deadlines
from tests.binance.crowd import pause

pytestmark = pytest.mark.looptime


class Counting(Deadlines):
    """Tells how often the timer went off."""

    looks = 0

    def _look(self) -> None:
        self.looks += 1
        super()._look()


async def call(deadlines: Deadlines, seconds: float, takes: float) -> str:
    """Make a call that takes so long; tells how it ended."""
    task = asyncio.current_task()
    assert task is not None
    deadlines.begin(task, seconds)
    try:
        await pause(takes)
    except asyncio.CancelledError:
        if deadlines.passed(task):
            return "late"
        raise
    finally:
        deadlines.finish(task)
    return "answered"


async def test_each_has_a_time_of_its_own() -> None:
    """Calls end at their own moments, whichever began first."""
    deadlines = Deadlines()
    loop = asyncio.get_running_loop()
    began = loop.time()
    ended: dict[float, float] = {}

    async def timed(seconds: float, takes: float) -> str:
        outcome = await call(deadlines, seconds, takes)
        ended[seconds] = loop.time() - began
        return outcome

    outcomes = await asyncio.gather(timed(10, 60), timed(2, 60), timed(5, 1), timed(7, 60))

    assert [*outcomes] == ["late", "late", "answered", "late"]
    assert ended == pytest.approx({2: 2, 5: 1, 7: 7, 10: 10}, abs=0.01)


async def test_a_task_goes_on_after_it() -> None:
    """Running out of time is over with the call: the next one has its own."""
    deadlines = Deadlines()

    async def twice() -> list[str]:
        return [await call(deadlines, 1, 5), await call(deadlines, 5, 1)]

    assert await asyncio.create_task(twice()) == ["late", "answered"]


async def test_cancelled_is_not_late() -> None:
    """Who is cancelled by somebody else is cancelled, though the time ends in the same moment."""
    deadlines = Deadlines()
    early, late = (asyncio.create_task(call(deadlines, 3, 60)) for _ in range(2))
    await pause(1)
    early.cancel()
    asyncio.get_running_loop().call_later(2, late.cancel)
    outcomes = await asyncio.gather(early, late, return_exceptions=True)

    assert all(isinstance(one, asyncio.CancelledError) for one in outcomes)


async def test_one_timer_for_all() -> None:
    """A thousand calls one after the other set as many timers as the time allows: few."""
    loop = asyncio.get_running_loop()
    deadlines = Counting()
    began = loop.time()
    for _ in range(1_000):
        await call(deadlines, 10, 0.05)

    assert loop.time() - began == pytest.approx(50, abs=1)
    assert deadlines.looks <= 6


async def test_closing_leaves_no_timer() -> None:
    """After the end nothing is left in the loop."""
    deadlines = Deadlines()
    await call(deadlines, 10, 0)
    deadlines.close()
    await pause(60)

    assert deadlines._timer is not None
    assert deadlines._timer.cancelled()

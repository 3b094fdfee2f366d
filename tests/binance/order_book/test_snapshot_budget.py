"""Who may ask for a snapshot, when, and for how many levels."""

import asyncio
from collections.abc import Callable

import pytest

from binance.request import pools
from binance.websocket.order_book_budget import FUTURES_LADDER, SPOT_LADDER, SnapshotBudget, rung
from tests.binance.manual_time import ManualTime


def budget_of(now: ManualTime) -> SnapshotBudget:
    """Give the budget of spot: 600 of its 6,000 weight."""
    return SnapshotBudget(pools.SPOT, now.timing)


async def turns(
    budget: SnapshotBudget, levels: int, number: int, *, is_urgent: Callable[[], bool]
) -> list[int]:
    """Ask for so many turns at once."""
    asked = (budget.turn(levels, SPOT_LADDER, is_urgent) for _ in range(number))
    return list(await asyncio.gather(*asked))


def test_rungs() -> None:
    """The least number of levels that is enough is asked for."""
    assert [rung(SPOT_LADDER, levels) for levels in (1, 100, 101, 9_999)] == [
        (100, 5),
        (100, 5),
        (500, 25),
        (5_000, 250),
    ]
    assert rung(FUTURES_LADDER, 60) == (100, 5)


async def test_one_gets_what_it_wants(now: ManualTime) -> None:
    """With room for it the first snapshot has all levels."""
    budget = budget_of(now)

    assert await turns(budget, 5_000, 1, is_urgent=lambda: True) == [5_000]
    assert (budget.spent, now.pauses) == (250, [])


async def test_many_get_a_little_at_once(now: ManualTime) -> None:
    """Fifty books at once get shallow snapshots without waiting."""
    budget = budget_of(now)

    levels = await turns(budget, 1_000, 50, is_urgent=lambda: True)

    assert levels[:-1] == [100] * 49  # the last one hurries alone
    assert budget.spent <= 300
    assert now.pauses == []


async def test_never_more_than_a_tenth(now: ManualTime) -> None:
    """Whatever is asked for, no minute costs more than a tenth of the weight."""
    budget = budget_of(now)
    await turns(budget, 1_000, 300, is_urgent=lambda: True)

    assert budget.spent <= budget.allowance == 600
    assert now.passed >= 60


async def test_depth_leaves_room_for_the_urgent(now: ManualTime) -> None:
    """Deeper snapshots take half of the allowance; who has nothing goes before them."""
    budget = budget_of(now)
    deep = asyncio.create_task(turns(budget, 1_000, 8, is_urgent=lambda: False))
    for _ in range(100):
        await asyncio.sleep(0)
        if now.pauses:
            break

    assert budget.spent == 300
    assert await turns(budget, 1_000, 20, is_urgent=lambda: True) == [100] * 20
    assert now.passed < 60
    assert await deep == [1_000] * 8


async def test_who_waits_may_become_urgent(now: ManualTime) -> None:
    """A book that loses its place while it waits for depth goes first from then on."""
    budget = budget_of(now)
    lost = asyncio.Event()
    order: list[str] = []

    async def wait(name: str, is_urgent: Callable[[], bool]) -> None:
        await budget.turn(1_000, SPOT_LADDER, is_urgent)
        order.append(name)

    await turns(budget, 1_000, 6, is_urgent=lambda: False)
    waiting = [
        asyncio.create_task(wait("patient", lambda: False)),
        asyncio.create_task(wait("lost", lost.is_set)),
    ]
    await asyncio.sleep(0)
    lost.set()
    await asyncio.gather(*waiting)

    assert order == ["lost", "patient"]


async def test_given_up_and_closed(now: ManualTime) -> None:
    """Nobody waits behind one who left; a closed budget deals no more."""
    budget = budget_of(now)
    gone = asyncio.create_task(budget.turn(100, SPOT_LADDER, lambda: True))
    await asyncio.sleep(0)
    gone.cancel()
    assert await turns(budget, 100, 1, is_urgent=lambda: True) == [100]
    assert budget.spent == 5

    await budget.close()
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0):
            await budget.turn(100, SPOT_LADDER, lambda: True)

"""Gates and windows: rates, order and priorities, on a clock that costs no time."""

import asyncio

import pytest

from bot.pacing import Gate, Priority, Rate, SharedGate

pytestmark = pytest.mark.looptime


def now() -> float:
    """Give the time of the loop."""
    return asyncio.get_running_loop().time()


def gate_of(*rates: Rate) -> Gate:
    """Make a gate on the loop's clock."""
    return Gate(rates, asyncio.get_running_loop().time)


async def passages(gate: Gate, count: int) -> list[float]:
    """Let so many pass at once; give when each passed, from now."""
    start, passed = now(), list[float]()

    async def one() -> None:
        await SharedGate(gate, Priority.REPLY).passage()
        passed.append(round(now() - start, 3))

    await asyncio.gather(*(one() for _ in range(count)))
    return passed


async def test_thirty_a_second() -> None:
    """Of ninety messages never more than thirty go out in any second."""
    passed = await passages(gate_of(Rate(30, 1)), 90)

    assert passed[29] == 0
    assert passed[30] >= 1
    assert all(later - earlier >= 1 for earlier, later in zip(passed, passed[30:], strict=False))


async def test_small_burst_then_one_a_second() -> None:
    """A private chat gets three at once, and one a second over time."""
    passed = await passages(gate_of(Rate(3, 3)), 9)

    assert passed == [0, 0, 0, 3, 3, 3, 6, 6, 6]


async def test_group_gets_twenty_a_minute() -> None:
    """Both rates of a group hold at once."""
    passed = await passages(gate_of(Rate(3, 3), Rate(20, 60)), 41)

    assert passed[19] < 60 <= passed[20]
    assert passed[40] >= 120


async def test_quiet_time_does_not_add_up() -> None:
    """After a long pause the burst is no larger than before."""
    gate = gate_of(Rate(2, 2))
    await passages(gate, 2)
    await asyncio.get_running_loop().run_in_executor(None, int)
    gate.pause(100)

    assert await passages(gate, 3) == [100, 100, 102]


async def test_pause_is_exact() -> None:
    """Nobody passes before the pause is over, and the first one right after it."""
    gate = gate_of(Rate(30, 1))
    gate.pause(7)

    assert await passages(gate, 1) == [7]


async def test_urgent_ones_go_first() -> None:
    """Whoever is more urgent overtakes, and among equals the first come is first served."""
    gate, order = gate_of(Rate(1, 1)), list[str]()

    async def one(name: str, priority: Priority) -> None:
        async with gate.turn(priority):
            await gate.passage()
            order.append(name)

    waiting = [asyncio.create_task(one("first", Priority.BROADCAST))]
    await asyncio.sleep(0)
    for name, priority in [
        ("broadcast", Priority.BROADCAST),
        ("notice", Priority.NOTICE),
        ("reply 1", Priority.REPLY),
        ("callback", Priority.CALLBACK),
        ("reply 2", Priority.REPLY),
    ]:
        waiting.append(asyncio.create_task(one(name, priority)))
    await asyncio.gather(*waiting)

    assert order == ["first", "callback", "reply 1", "reply 2", "notice", "broadcast"]


@pytest.mark.parametrize("given_up", [0, 1, 2])
async def test_giving_up_blocks_nobody(given_up: int) -> None:
    """Whoever stops waiting, leading or not, the others pass as if he had not come."""
    gate, passed = gate_of(Rate(1, 1)), list[int]()

    async def one(number: int) -> None:
        await SharedGate(gate, Priority.REPLY).passage()
        passed.append(number)

    await SharedGate(gate, Priority.REPLY).passage()
    waiting = [asyncio.create_task(one(number)) for number in range(3)]
    for _ in range(3):
        await asyncio.sleep(0)
    waiting[given_up].cancel()
    await asyncio.gather(*waiting, return_exceptions=True)

    assert passed == [number for number in range(3) if number != given_up]
    assert gate.queue == 0


async def test_giving_up_at_the_moment_of_the_turn_blocks_nobody() -> None:
    """A turn that is granted to somebody who has just given up goes to the next one."""
    gate = gate_of(Rate(100, 1))
    async with gate.turn(Priority.REPLY):
        first, second = (asyncio.create_task(gate._take(Priority.REPLY)) for _ in range(2))
        await asyncio.sleep(0)
        assert gate.queue == 2
    first.cancel()
    await asyncio.gather(first, second, return_exceptions=True)

    assert first.cancelled()
    assert not second.cancelled()


async def test_gate_is_forgotten_only_when_nothing_is_lost() -> None:
    """A gate that still counts something is not idle."""
    gate = gate_of(Rate(1, 5))
    assert gate.idle()
    await passages(gate, 1)
    assert not gate.idle()
    await passages(gate, 1)

    assert now() >= 5

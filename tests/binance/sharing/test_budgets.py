"""Four processes, one budget: counted by the exchange, which tells nobody how much it counted."""

import time

from tests.binance.scripted_server import ScriptedServer
from tests.binance.sharing.calls import LIMITS, SHARE, Count
from tests.binance.sharing.fleet import Fleet, launched
from tests.binance.sharing.quick_time import QuickTime
from tests.binance.sharing.redis_server import NEEDED, RedisServer

PROCESSES = 4
SHORT = 45.0  # seconds on the quick clock: over the end of a window
LONG = 95.0  # over the ends of two

pytestmark = NEEDED


async def hammered(
    fleet: Fleet, server: ScriptedServer, redis: str | None, seconds: float
) -> tuple[Count, list[int], list[object]]:
    """Let all processes call; gives what arrived, what each was served, and what each says."""
    clock = QuickTime(time.time())
    count = Count(clock)
    server.otherwise = count.answer
    await fleet.tell("open", began=clock.began, server=server.url, redis=redis)
    served = await fleet.tell("hammer", until=seconds)
    states = await fleet.tell("state")
    await fleet.tell("close")
    return count, served, states


async def test_four_processes_keep_to_one_budget(
    redis: RedisServer, server: ScriptedServer
) -> None:
    """No window of any budget sees more than the share of one; without sharing each does."""
    async with launched(PROCESSES) as fleet:
        await fleet.tell("ready")
        control, _, _ = await hammered(fleet, server, None, SHORT)
        together, served, states = await hammered(fleet, server, redis.url, LONG)

    names = {pool.name for pool in LIMITS} - {"spot requests"}
    assert states == [[True, PROCESSES]] * PROCESSES
    assert {name: part for name, part in together.most().items() if part > SHARE} == {}
    assert all(together.most()[name] > SHARE / 2 for name in names), together.most()
    assert min(served) > 0
    assert {name for name, part in control.most().items() if part > SHARE} == names

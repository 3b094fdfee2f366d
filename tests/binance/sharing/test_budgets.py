"""Four processes, one budget: counted by the exchange, which tells nobody how much it counted."""

import time

from tests.binance.scripted_server import Answer, ScriptedServer
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
    return count, served, states


async def meet_a_ban(fleet: Fleet, server: ScriptedServer) -> None:
    """Let one process be banned, and wait until the others have heard of it."""
    ban = Answer('{"code":-1003,"msg":"banned"}', 418, {"Retry-After": "3600"})
    server.otherwise = lambda _: ban
    assert await fleet.tell_one(0, "ping") == "IpBanned"
    server.otherwise = lambda _: Answer()
    while not all(await fleet.tell("stopped")):
        pass


async def test_four_processes_are_as_one(redis: RedisServer, server: ScriptedServer) -> None:
    """No window of any budget sees more than the share of one; without sharing each does.

    What all want is asked for once, and a ban that one meets stops the others.
    """
    async with launched(PROCESSES) as fleet:
        await fleet.tell("ready")
        control, _, _ = await hammered(fleet, server, None, SHORT)
        await fleet.tell("close")
        together, served, states = await hammered(fleet, server, redis.url, LONG)
        sent = len(server.seen)
        server.otherwise = lambda _: Answer('{"rateLimits":[],"symbols":[]}')
        listings = await fleet.tell("ask")
        asked = len(server.seen) - sent
        await meet_a_ban(fleet, server)
        sent = len(server.seen)
        refused = await fleet.tell("ping")
        sent_in_ban = len(server.seen) - sent
        await fleet.tell("close")

    names = {pool.name for pool in LIMITS} - {"spot requests"}
    assert states == [[True, PROCESSES]] * PROCESSES
    assert {name: part for name, part in together.most().items() if part > SHARE} == {}
    assert all(together.most()[name] > SHARE / 2 for name in names), together.most()
    assert min(served) > 0
    assert listings == [0] * PROCESSES
    assert asked == 1
    assert refused == ["IpBanned"] * PROCESSES
    assert sent_in_ban == 0
    assert {name for name, part in control.most().items() if part > SHARE} == names

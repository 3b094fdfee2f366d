"""Several processes behind one address: one budget, one ban, one question, Redis there or not."""

import asyncio
import time
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.binance.scripted_server import Answer, ScriptedServer
from tests.binance.sharing.calls import SHARE, Count
from tests.binance.sharing.fleet import Fleet, launched
from tests.binance.sharing.quick_time import QuickTime
from tests.binance.sharing.redis_server import RedisServer
from tests.campaigns.finding import Finding, Report

AWAY = 40.0  # seconds on the quick clock for which Redis is gone
BAN = 3  # real seconds
ON_ITS_WAY = 0.05  # real seconds; a call already sent when the news came
LISTING = Answer('{"rateLimits":[],"symbols":[]}')


@dataclass(frozen=True, slots=True)
class Plan:
    """How many processes, how long, and how often what goes wrong; seconds on the quick clock."""

    processes: int
    seconds: float
    control: float  # seconds without sharing
    kills: int  # of Redis, in the middle of it all
    bans: int


FULL = Plan(processes=4, seconds=1_800, control=90, kills=6, bans=30)
SAMPLE = Plan(processes=4, seconds=65, control=40, kills=0, bans=1)


@dataclass
class Address:
    """What Binance saw of the address, and what became of the calls."""

    clock: QuickTime
    count: Count
    without: set[int] = field(default_factory=set)  # minutes in which Redis was away
    in_ban: int = 0  # requests inside bans
    calls_in_ban: int = 0
    probes: list[int] = field(default_factory=list)  # calls that found out the end of each ban
    listings: int = 0  # requests for what all wanted at once


async def campaign(plan: Plan) -> Report:
    """Let the processes call with everything shared, and then with nothing shared."""
    with TemporaryDirectory() as folder:
        redis = RedisServer(Path(folder))
        await redis.start()
        try:
            async with ScriptedServer() as server, launched(plan.processes) as fleet:
                await fleet.tell("ready")
                alone = await _live(fleet, server, None, plan)
                shared = await _live(fleet, server, redis, plan)
        finally:
            redis.kill()
    return Report(
        title="Several processes",
        story=_story(plan),
        findings=(
            Finding("No request goes beyond the shared budget", *_beyond(shared, SHARE)),
            Finding("None goes beyond Binance's limit, Redis there or not", *_beyond(shared, 1.0)),
            Finding(
                "50 ms after one process met a ban nobody sends",
                shared.calls_in_ban,
                shared.in_ban,
            ),
            Finding(
                "One call finds out for all that a ban is over",
                len(shared.probes),
                sum(one != 1 for one in shared.probes),
            ),
            Finding("What all want at once is asked for once", 1, shared.listings - 1),
        ),
        controls=(
            Finding("No sharing: no request beyond the budget", *_beyond(alone, SHARE)),
            Finding("No sharing: nobody sends in a ban", alone.calls_in_ban, alone.in_ban),
            Finding("No sharing: asked for once", 1, alone.listings - 1),
        ),
        measures=_measures(alone, shared),
    )


def _story(plan: Plan) -> str:
    kills = f"{plan.kills} times Redis is killed and comes back empty {AWAY:g} seconds later. "
    bans = f"{plan.bans} bans" if plan.bans > 1 else "a ban"
    return (
        f"{plan.processes} processes behind one address share over a real Redis and call as fast "
        f"as they may for {plan.seconds:,.0f} seconds, on a clock twenty times as fast, against "
        "small budgets of every kind: of spot, of both futures, of an endpoint and of an account "
        "under /sapi, of an account's orders. Binance tells nobody how much it counted. "
        f"{kills if plan.kills else ''}Then one of them meets {bans} of {BAN} seconds, and all "
        "call inside and after it."
    )


async def _live(
    fleet: Fleet, server: ScriptedServer, redis: RedisServer | None, plan: Plan
) -> Address:
    clock = QuickTime(time.time())
    address = Address(clock, Count(clock))
    server.otherwise = address.count.answer
    url = None if redis is None else redis.url
    await _open(fleet, server, url, clock)
    seconds = plan.control if redis is None else plan.seconds
    hammering = asyncio.create_task(fleet.tell("hammer", until=seconds))
    if redis is not None:
        await _lose_now_and_then(redis, address, plan)
    await hammering
    before = len(server.seen)
    server.otherwise = lambda _: LISTING
    await fleet.tell("ask")
    address.listings = len(server.seen) - before
    await fleet.tell("close")
    await _open(fleet, server, url, QuickTime(time.time(), speed=1.0))
    for _ in range(plan.bans):
        await _be_banned(fleet, server, address)
    await fleet.tell("close")
    return address


async def _open(fleet: Fleet, server: ScriptedServer, redis: str | None, clock: QuickTime) -> None:
    where = {"server": server.url, "redis": redis}
    await fleet.tell("open", began=clock.began, speed=clock.speed, **where)


async def _lose_now_and_then(redis: RedisServer, address: Address, plan: Plan) -> None:
    clock = address.clock
    for number in range(plan.kills):
        await clock.until(plan.seconds * (number + 0.5) / plan.kills)
        redis.kill()
        went = int(clock.now() // 60)
        await clock.sleep(AWAY)
        await redis.start()
        address.without |= set(range(went, int(clock.now() // 60) + 2))


async def _be_banned(fleet: Fleet, server: ScriptedServer, address: Address) -> None:
    """Let one process meet a ban, all call inside it, and all after it."""
    ban = Answer('{"code":-1003}', 418, {"Retry-After": str(BAN)})
    server.otherwise = lambda _: ban
    met = time.monotonic()
    await fleet.tell_one(0, "ping")
    await asyncio.sleep(ON_ITS_WAY)
    before = len(server.seen)
    refused = await fleet.tell("ping", patient=False)
    if time.monotonic() < met + BAN:  # else the machine was too slow to tell
        address.calls_in_ban += len(refused)
        address.in_ban += len(server.seen) - before
    server.otherwise = lambda _: Answer()
    before = len(server.seen)
    passed = await fleet.tell("ping")
    address.probes.append(len(server.seen) - before - sum(one is None for one in passed))


def _beyond(address: Address, share: float) -> tuple[int, int]:
    """Count requests, and the weight beyond a share of the limits.

    Of the budget only where Redis was there: what is left of a window when it goes is divided by
    what each knew a second ago.
    """
    counted = [
        (used, max(used - int(limit * share), 0))
        for minute, used, limit in address.count.windows()
        if share == 1.0 or minute not in address.without
    ]
    return sum(used for used, _ in counted), sum(excess for _, excess in counted)


def _measures(alone: Address, shared: Address) -> dict[str, str]:
    def fullest(address: Address) -> str:
        return ", ".join(f"{name} {part:.0%}" for name, part in address.count.most().items())

    return {
        "part of each limit in its fullest window": fullest(shared),
        "the same without sharing": fullest(alone),
    }

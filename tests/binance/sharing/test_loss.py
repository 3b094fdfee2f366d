"""Redis lost, slow, full or empty: nobody waits for it, and no budget is exceeded."""

import asyncio
import time
from pathlib import Path

import pytest

from binance.events import SharingLost, SharingRestored
from binance.request import pools
from binance.sharing.redis import RedisOptions, RedisSharing
from tests.binance.scripted_server import Answer, ScriptedServer
from tests.binance.sharing.calls import LIMITS, SHARE, Count
from tests.binance.sharing.company import Company, Member, company, until
from tests.binance.sharing.quick_time import LateTime, QuickTime
from tests.binance.sharing.redis_server import NEEDED, RedisServer

pytestmark = NEEDED

BUDGET = LIMITS[pools.FUTURES] * SHARE  # calls
PRICE = Answer('{"symbol":"BTCUSDT","price":"97000.10"}')


def in_a_window() -> LateTime:
    """Give a clock that stays in one window."""
    return LateTime(time.time(), speed=0.1)


async def four(all_of_them: Company) -> list[Member]:
    """Open four clients that know of each other."""
    members = [await all_of_them.member() for _ in range(4)]
    for one in members:
        await until(lambda one=one: _processes(one) == 4)  # type: ignore[misc] # bound now
    return members


def _processes(member: Member) -> int:
    state = member.client.health().sharing
    return 0 if state is None else state.processes


async def test_each_goes_on_with_its_part(redis: RedisServer, server: ScriptedServer) -> None:
    """Redis killed in the middle of a window: what is left is divided, and no more is sent."""
    count = Count(QuickTime(time.time()))
    server.otherwise = count.answer
    async with company(server.url, redis.url, count.clock) as all_of_them:
        members = await four(all_of_them)
        callers = [asyncio.create_task(one.insist(count.clock, 100.0)) for one in members]
        await count.clock.until(15.0)  # in the middle of the first whole window: 30 to 90
        redis.kill()
        used = await asyncio.gather(*callers)
        heard = [[type(event) for event in one.told] for one in members]
        connected = [one.connected for one in members]

    assert sum(used) == sum(count.used.values())
    assert max(count.most().values()) <= SHARE
    assert count.most()["futures"] > SHARE * 0.7  # all four parts of the window after that
    assert heard == [[SharingLost]] * 4  # said once
    assert connected == [False] * 4


async def test_all_share_again_when_redis_is_back(
    redis: RedisServer, server: ScriptedServer
) -> None:
    """A Redis that was started anew knows nothing: in this window nobody gets more of it."""
    count = Count(in_a_window())
    server.otherwise = count.answer
    async with company(server.url, redis.url, count.clock) as all_of_them:
        members = await four(all_of_them)
        first = await members[0].use_up()
        redis.kill()
        await until(lambda: not any(one.connected for one in members))
        await redis.start()
        await until(lambda: all(one.connected for one in members))
        rest = await asyncio.gather(*(one.use_up() for one in members))
        heard = [type(event) for event in members[1].told]

    assert first > BUDGET * 0.25
    assert first + sum(rest) <= BUDGET
    assert heard == [SharingLost, SharingRestored]


async def test_memory_lost_without_a_word(redis: RedisServer, server: ScriptedServer) -> None:
    """Everything deleted in Redis: who held a part keeps it and gets no second one."""
    count = Count(in_a_window())
    server.otherwise = count.answer
    async with company(server.url, redis.url, count.clock) as all_of_them:
        members = await four(all_of_them)
        first = await members[0].use_up()
        number = int(count.clock.now() // 60)
        await until(lambda: all(one.leases.known("futures", number) >= first for one in members))
        await redis.forget()
        rest = await asyncio.gather(*(one.use_up() for one in members))

    assert first + sum(rest) <= BUDGET


async def test_start_without_redis(tmp_path: Path, server: ScriptedServer) -> None:
    """A process that never reached Redis keeps to the part that was set, and says so."""
    nowhere = f"unix://{tmp_path / 'nowhere'}"
    count = Count(QuickTime(time.time(), speed=0.02))
    server.otherwise = count.answer
    async with company(server.url, nowhere, count.clock) as all_of_them:
        member = await all_of_them.member()
        used = await member.use_up()
        shown = member.client.registry.get_sample_value("binance_sharing")

    assert member.told == [SharingLost(4)]
    assert shown == 0
    assert 0.45 <= used / (BUDGET / 4) <= 0.55  # half of the window is over


async def test_hanging_redis_holds_up_nobody(redis: RedisServer, server: ScriptedServer) -> None:
    """Redis that takes everything and answers nothing: calls go out, also those with a cache."""
    server.otherwise = lambda seen: PRICE if "ticker" in seen.path else Answer()
    async with company(server.url, redis.url) as all_of_them:
        all_of_them.patience = 0.05
        member = await all_of_them.member()
        redis.pause()
        try:
            for _ in range(3):
                await member.calls.futures()
                await member.client.spot.ticker_price("BTCUSDT")
            await until(lambda: bool(member.told))
        finally:
            redis.go_on()
        await until(lambda: member.connected)

    assert len(server.seen) >= 4
    assert [type(event) for event in member.told] == [SharingLost, SharingRestored]


async def test_full_redis_holds_up_nobody(tmp_path: Path, server: ScriptedServer) -> None:
    """Redis that takes nothing more: the process goes on with its part, without an error."""
    server.otherwise = lambda seen: PRICE if "ticker" in seen.path else Answer()
    redis = RedisServer(tmp_path, "--maxmemory", "1", "--maxmemory-policy", "noeviction")
    await redis.start()
    try:
        async with company(server.url, redis.url) as all_of_them:
            member = await all_of_them.member()
            await member.calls.futures()
            price = await member.client.spot.ticker_price("BTCUSDT")
    finally:
        redis.kill()

    assert str(price.price) == "97000.10"
    assert [type(event) for event in member.told] == [SharingLost]


async def test_process_that_vanished_keeps_its_part(
    redis: RedisServer, server: ScriptedServer
) -> None:
    """Who is not heard of may be at work without Redis: its part is left alone."""
    count = Count(in_a_window())
    server.otherwise = count.answer
    async with company(server.url, redis.url, count.clock) as all_of_them:
        member = await all_of_them.member()
        await redis.note_vanished(2)
        used = await member.use_up()

    assert BUDGET / 4 < used <= BUDGET / 3


async def test_errors_name_no_password(tmp_path: Path) -> None:
    """Neither the options nor what fails shows where Redis is and how one gets in."""
    options = RedisOptions(f"unix://:hunter2-secret@{tmp_path}/nowhere", "test", "api")
    sharing = RedisSharing(options)
    with pytest.raises(Exception, match="Error") as caught:
        await sharing.settle([])
    await sharing.close()

    assert "hunter2" not in f"{options!r} {sharing!r} {caught.value!r} {caught.value.__context__}"

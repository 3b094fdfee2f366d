"""The gate: shut for everybody, remembered over a restart, opened by one ping."""

import asyncio
from collections.abc import Awaitable
from datetime import UTC, datetime, timedelta

import pytest

from binance.events import CallsStopped
from binance.exceptions import ClientClosed, IpBanned, TooManyRequests
from tests.binance.manual_time import MIDNIGHT, ManualTime, settled
from tests.binance.restarting import Bot
from tests.binance.scripted_server import DROP, Answer, ScriptedServer

BANNED = Answer(status=418, headers={"Retry-After": "600"})


async def refused(call: Awaitable[object]) -> float:
    """Give the seconds after which a banned call may come again."""
    with pytest.raises(IpBanned) as caught:
        await call
    return caught.value.retry_after


@pytest.fixture
def bot(server: ScriptedServer, now: ManualTime) -> Bot:
    """Give a bot that can be restarted."""
    return Bot(server, now)


async def test_ban_outlives_a_restart(bot: Bot, server: ScriptedServer, now: ManualTime) -> None:
    """A process that starts inside a ban sends nothing at all until it is over."""
    server.script(BANNED)
    async with bot.run() as client:
        with pytest.raises(IpBanned):
            await client.spot.ping()
    for _ in range(20):
        now.passed += 25
        async with bot.run() as client:
            for call in (client.spot.time, client.futures.ping, client.system.status):
                assert await refused(call()) == pytest.approx(600 - now.passed)
    sent_inside = len(server.seen)
    now.passed = 601
    async with bot.run() as client:
        await client.spot.ping()

    assert sent_inside == 1
    assert len(server.seen) == 2


async def test_without_a_memory_a_restart_asks_again(bot: Bot, server: ScriptedServer) -> None:
    """Control: when nothing is recalled, the next process calls inside the ban."""
    server.script(BANNED)
    async with bot.run() as client:
        with pytest.raises(IpBanned):
            await client.spot.ping()
    bot.memory.stop = None
    async with bot.run() as client:
        await client.spot.ping()

    assert len(server.seen) == 2


async def test_ban_is_on_disk_before_anybody_learns_of_it(
    bot: Bot, server: ScriptedServer, now: ManualTime
) -> None:
    """Who brought the news waits for the commit; others are refused meanwhile."""
    bot.memory.gate.clear()
    server.script(BANNED)
    async with bot.run() as client:
        first = asyncio.create_task(client.spot.ping())
        await server.seen_at_least(1)
        await settled(200)
        with pytest.raises(IpBanned):
            await client.futures.ping()
        waits = not first.done()
        first.cancel()  # the writing goes on all the same
        await asyncio.gather(first, return_exceptions=True)
        bot.memory.gate.set()
    assert bot.memory.stop is not None

    assert waits
    assert bot.memory.stop[0].timestamp() == pytest.approx(now.wall() + 600)
    assert len(server.seen) == 1


async def test_one_ping_after_a_ban(bot: Bot, server: ScriptedServer, now: ManualTime) -> None:
    """However many call after a ban, one call of weight 1 finds out; then all are sent."""
    server.script(BANNED)
    server.otherwise = lambda _: Answer("[]")
    async with bot.run() as client:
        with pytest.raises(IpBanned):
            await client.spot.ping()
        now.passed = 601
        await asyncio.gather(*(client.spot.ticker_prices([f"S{one}"]) for one in range(20)))

    assert [seen.path for seen in server.seen].count("/api/v3/ping") == 2
    assert server.seen[1].path == "/api/v3/ping"
    assert len(server.seen) == 22


async def test_ban_that_is_not_over(bot: Bot, server: ScriptedServer, now: ManualTime) -> None:
    """When the ping is refused as well, everybody is told of the new end at once."""
    server.script(BANNED, BANNED)
    async with bot.run() as client:
        with pytest.raises(IpBanned):
            await client.spot.ping()
        now.passed = 601
        outcomes = await asyncio.gather(
            *(client.futures.ping() for _ in range(20)), return_exceptions=True
        )

    assert all(isinstance(one, IpBanned) for one in outcomes)
    assert {round(one.retry_after) for one in outcomes if isinstance(one, IpBanned)} == {600}
    assert len(server.seen) == 2


async def test_way_to_binance_is_broken_after_a_ban(
    bot: Bot, server: ScriptedServer, now: ManualTime
) -> None:
    """A ping that is lost proves nothing: another one follows, and nothing else before it."""
    server.script(BANNED, DROP)
    async with bot.run() as client:
        with pytest.raises(IpBanned):
            await client.spot.ping()
        now.passed = 601
        await client.futures.ping()

    assert [seen.path for seen in server.seen] == [
        "/api/v3/ping",
        "/api/v3/ping",
        "/api/v3/ping",
        "/fapi/v1/ping",
    ]


async def test_waiting_callers_hear_of_a_ban_at_once(
    bot: Bot, server: ScriptedServer, now: ManualTime
) -> None:
    """Who waits for a slot when the ban comes does not wait for nothing."""
    held = Answer(status=418, headers={"Retry-After": "600"}, gate=asyncio.Event())
    server.otherwise = lambda _: held
    async with bot.run() as client:
        client._pipeline._limiter._room._free = 1
        first = asyncio.create_task(client.spot.ping())
        await server.seen_at_least(1)
        waiting = [asyncio.create_task(client.futures.ping()) for _ in range(50)]
        await settled()
        in_line = client.health().waiting
        assert held.gate is not None
        held.gate.set()
        outcomes = await asyncio.gather(first, *waiting, return_exceptions=True)

    assert in_line == 50
    assert all(isinstance(one, IpBanned) for one in outcomes)
    assert len(server.seen) == 1
    assert now.passed < 1


async def test_waiting_callers_hear_of_the_end_at_once(bot: Bot, server: ScriptedServer) -> None:
    """Closing while a hundred calls run: those sent may finish, those in line are told."""
    held = Answer(gate=asyncio.Event())
    server.otherwise = lambda _: held
    async with bot.run() as client:
        client._pipeline._limiter._room._free = 40
        calls = [asyncio.create_task(client.spot.ping()) for _ in range(100)]
        await server.seen_at_least(40)
        await settled()
        closing = asyncio.create_task(client._pipeline.close())
        await settled()
        told = [call for call in calls if call.done()]
        assert held.gate is not None
        held.gate.set()
        await closing
        outcomes = await asyncio.gather(*calls, return_exceptions=True)

    assert len(told) == 60
    assert [type(call.exception()) for call in told] == [ClientClosed] * 60
    assert sum(isinstance(one, ClientClosed) for one in outcomes) == 60
    assert sum(not isinstance(one, BaseException) for one in outcomes) == 40


async def test_pauses_nobody_stated_grow(bot: Bot, server: ScriptedServer, now: ManualTime) -> None:
    """Without Retry-After each repetition doubles the pause; ten quiet minutes forgive."""
    server.otherwise = lambda _: Answer(status=418)
    stated: list[float] = []
    async with bot.run() as client:
        for _ in range(4):
            with pytest.raises(IpBanned) as caught:
                await client.spot.ping()
            stated.append(caught.value.retry_after)
            now.passed += caught.value.retry_after + 1
        now.passed += 601
        with pytest.raises(IpBanned) as caught:
            await client.spot.ping()

    assert stated == pytest.approx([120, 240, 480, 960])
    assert caught.value.retry_after == pytest.approx(120)


async def test_each_stop_is_told_once(bot: Bot, server: ScriptedServer, now: ManualTime) -> None:
    """A hundred answers 429 of one occasion are one event; a ban after it is another."""
    gate = asyncio.Event()
    server.otherwise = lambda _: Answer(status=429, headers={"Retry-After": "30"}, gate=gate)
    async with bot.run() as client:
        calls = [asyncio.create_task(client.spot.ping()) for _ in range(20)]
        await server.seen_at_least(20)
        gate.set()
        await asyncio.gather(*calls, return_exceptions=True)
        now.passed = 61
        server.otherwise = lambda _: BANNED
        with pytest.raises(IpBanned):
            await client.spot.ping()
    stops = [one for one in bot.heard if isinstance(one, CallsStopped)]

    assert [one.status for one in stops] == [429, 418]
    assert stops[0].until == datetime.fromtimestamp(MIDNIGHT + 30, UTC)
    assert bot.memory.written == 2


async def test_late_429_does_not_hide_a_ban(bot: Bot, server: ScriptedServer) -> None:
    """An answer that comes later and asks for less changes nothing."""
    late = Answer(status=429, headers={"Retry-After": "5"}, gate=asyncio.Event())
    server.script(late, BANNED)
    async with bot.run() as client:
        first = asyncio.create_task(client.spot.ping())
        await server.seen_at_least(1)
        with pytest.raises(IpBanned):
            await client.spot.ping()
        assert late.gate is not None
        late.gate.set()
        with pytest.raises(TooManyRequests) as caught:
            await first
        with pytest.raises(IpBanned):
            await client.spot.ping()

    assert caught.value.retry_after == pytest.approx(600)
    assert len([one for one in bot.heard if isinstance(one, CallsStopped)]) == 1


async def test_stops_of_long_ago_are_not_recalled(bot: Bot, server: ScriptedServer) -> None:
    """What is over does not hold up the start; what cannot be true is cut to three days."""
    now = datetime.fromtimestamp(MIDNIGHT, UTC)
    bot.memory.stop = now - timedelta(seconds=1), 418
    async with bot.run() as client:
        await client.spot.ping()
    bot.memory.stop = now + timedelta(days=365), 418
    async with bot.run() as client:
        with pytest.raises(IpBanned) as caught:
            await client.spot.ping()

    assert caught.value.retry_after == 3 * 86_400
    assert len(server.seen) == 1


async def test_setting_the_clock_does_not_shorten_a_ban(
    bot: Bot, server: ScriptedServer, now: ManualTime
) -> None:
    """A machine whose clock jumps by an hour waits as long as it was told."""
    server.script(BANNED)
    async with bot.run() as client:
        with pytest.raises(IpBanned):
            await client.spot.ping()
        now.skew = 3_600
        with pytest.raises(IpBanned):
            await client.spot.ping()

    assert len(server.seen) == 1

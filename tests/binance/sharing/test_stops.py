"""A stop met by one process is a stop for all of them."""

import asyncio

import pytest

from binance.events import CallsStopped
from binance.exceptions import IpBanned, LimitReached, TooManyRequests
from tests.binance.scripted_server import Answer, ScriptedServer
from tests.binance.sharing.company import Member, company, until
from tests.binance.sharing.redis_server import NEEDED, RedisServer

pytestmark = NEEDED

TEAPOT = Answer('{"code":-1003,"msg":"banned"}', 418, {"Retry-After": "120"})
TOO_MANY = Answer('{"code":-1003,"msg":"slow down"}', 429, {"Retry-After": "30"})


async def meet(member: Member, server: ScriptedServer, answer: Answer) -> None:
    """Let one process meet an answer that stops it."""
    server.script(answer)
    with pytest.raises(LimitReached):
        await member.client.spot.ping()


@pytest.mark.parametrize(("answer", "refusal"), [(TEAPOT, IpBanned), (TOO_MANY, TooManyRequests)])
async def test_stop_holds_for_all_and_for_whoever_starts_later(
    redis: RedisServer, server: ScriptedServer, answer: Answer, refusal: type[LimitReached]
) -> None:
    """After one met a 429 or 418 no other sends anything, not even one that starts then."""
    async with company(server.url, redis.url) as all_of_them:
        first, second = [await all_of_them.member() for _ in range(2)]
        await meet(first, server, answer)
        await until(lambda: second.stopped)
        third = await all_of_them.member()
        sent = len(server.seen)
        for one in (second, third):
            with pytest.raises(refusal) as caught:
                await one.client.futures.ping()
            assert caught.value.retry_after == pytest.approx(
                float(answer.headers["Retry-After"]), abs=5
            )

    assert len(server.seen) == sent
    assert [type(event) for event in first.heard] == [CallsStopped]
    assert second.heard == third.heard == []  # told once, by whoever met it


async def test_without_sharing_others_go_on(server: ScriptedServer) -> None:
    """The control: a process that shares nothing knows nothing of the stop."""
    async with company(server.url, None) as all_of_them:
        first, second = [await all_of_them.member() for _ in range(2)]
        await meet(first, server, TEAPOT)
        await second.client.futures.ping()

    assert len(server.seen) == 2


async def test_those_who_wait_are_told_at_once(redis: RedisServer, server: ScriptedServer) -> None:
    """A call that waits for the budget in another process fails when the stop is heard."""
    async with company(server.url, redis.url) as all_of_them:
        first, second = [await all_of_them.member() for _ in range(2)]
        arrived = asyncio.Event()
        server.script(Answer(gate=arrived))
        waiting = asyncio.create_task(second.calls.spot())
        await server.seen_at_least(1)
        await meet(first, server, TEAPOT)
        await until(lambda: second.stopped)
        arrived.set()  # what was on its way may end
        await waiting
        with pytest.raises(IpBanned):
            await second.calls.spot()


async def test_one_call_finds_out_that_a_ban_is_over(
    redis: RedisServer, server: ScriptedServer
) -> None:
    """After a ban one process asks with one call, and all go on with its answer."""
    ban = Answer('{"code":-1003,"msg":"banned"}', 418, {"Retry-After": "1"})
    async with company(server.url, redis.url) as all_of_them:
        members = [await all_of_them.member() for _ in range(4)]
        await meet(members[0], server, ban)
        await until(lambda: all(one.stopped for one in members))
        await asyncio.gather(*(one.calls.futures() for one in members))

    asked = [seen.path for seen in server.seen[1:]]
    assert sorted(asked) == ["/api/v3/ping", *["/fapi/v1/ping"] * 4]
    assert asked[0] == "/api/v3/ping"

"""Public answers are shared as the bytes Binance sent; nothing else is."""

import asyncio
from decimal import Decimal

import pytest
from redis.asyncio import Redis

from binance.credentials import Credentials
from binance.exceptions import BinanceError
from tests.binance.scripted_server import Answer, ScriptedServer
from tests.binance.sharing.company import company, until
from tests.binance.sharing.quick_time import QuickTime
from tests.binance.sharing.redis_server import NEEDED, RedisServer

pytestmark = NEEDED

PRICE = '{"symbol":"BTCUSDT","price":"97000.10"}'
LISTING = """{"timezone":"UTC","serverTime":1795132800000,"exchangeFilters":[],"symbols":[],
"rateLimits":[{"rateLimitType":"REQUEST_WEIGHT","interval":"MINUTE","intervalNum":1,"limit":900}]}"""


async def held(redis: RedisServer) -> dict[bytes, bytes | None]:
    """Give everything in Redis; None for what is no text."""
    async with Redis.from_url(redis.url) as client:
        names = [name async for name in client.scan_iter()]
        kinds = [await client.type(name) for name in names]
        return {
            name: await client.get(name) if kind == b"string" else None
            for name, kind in zip(names, kinds, strict=True)
        }


async def test_four_ask_once(redis: RedisServer, server: ScriptedServer) -> None:
    """Four clients that want the same at the same time make one request."""
    server.otherwise = lambda _: Answer(PRICE)
    async with company(server.url, redis.url) as all_of_them:
        members = [await all_of_them.member() for _ in range(4)]
        prices = await asyncio.gather(*(one.client.spot.ticker_price("BTCUSDT") for one in members))

    assert {str(one.price) for one in prices} == {"97000.10"}
    assert len(server.seen) == 1


async def test_without_sharing_each_asks(server: ScriptedServer) -> None:
    """The control: clients that share nothing make a request each."""
    server.otherwise = lambda _: Answer(PRICE)
    async with company(server.url, None) as all_of_them:
        members = [await all_of_them.member() for _ in range(3)]
        await asyncio.gather(*(one.client.spot.ticker_price("BTCUSDT") for one in members))

    assert len(server.seen) == 3


async def test_answer_is_kept_as_sent_and_ages(redis: RedisServer, server: ScriptedServer) -> None:
    """Redis holds Binance's bytes for as long as the answer is good; an old one is old for all."""
    server.otherwise = lambda _: Answer(PRICE)
    clock = QuickTime(0.0)  # no time limit of a call passes while the machine is busy
    async with company(server.url, redis.url, clock) as all_of_them:
        first, second = [await all_of_them.member() for _ in range(2)]
        await first.client.spot.ticker_price("BTCUSDT")
        await first.answers.close()
        contents = await held(redis)
        price = await second.client.spot.ticker_price("BTCUSDT")

    assert PRICE.encode() in contents.values()
    assert price.price == Decimal("97000.10")
    assert len(server.seen) == 1
    assert second.client.health().cache_hits == 1


async def test_limits_are_learnt_from_a_shared_answer(
    redis: RedisServer, server: ScriptedServer
) -> None:
    """Whoever gets the listing from another process knows the limits it states."""
    server.otherwise = lambda _: Answer(LISTING)
    async with company(server.url, redis.url) as all_of_them:
        first, second = [await all_of_them.member() for _ in range(2)]
        await first.client.spot.exchange_info()
        await first.answers.close()
        await second.client.spot.exchange_info()
        await second.calls.spot()
        limit = second.client.health().weight["spot"].limit

    assert len(server.seen) == 2
    assert limit == 900


async def test_nothing_of_a_user_is_in_redis(
    redis: RedisServer, server: ScriptedServer, credentials: Credentials
) -> None:
    """Calls with a key leave neither the key nor their answers nor what was asked."""
    server.otherwise = lambda _: Answer('{"secret-balance":1}')
    async with company(server.url, redis.url) as all_of_them:
        member = await all_of_them.member()
        account = member.client.account(credentials)
        for call in (account.spot.account(), account.spot.open_orders("BTCUSDT")):
            with pytest.raises(BinanceError):
                await call
        private = member.calls
        private._credentials = credentials
        await private.order()
        await private.of_account()
        contents = await held(redis)

    text = b" ".join([*contents, *(body for body in contents.values() if body)])
    assert b"orders 10S" in text  # counted, by a name that tells nothing
    for secret in (credentials.api_key, credentials.secret, "BTCUSDT", "balance"):
        assert secret.encode() not in text


async def test_unreadable_bytes_are_asked_for_again(
    redis: RedisServer, server: ScriptedServer
) -> None:
    """What somebody else wrote into Redis does not reach a user."""
    server.otherwise = lambda _: Answer(PRICE)
    async with company(server.url, redis.url) as all_of_them:
        first, second = [await all_of_them.member() for _ in range(2)]
        await first.client.spot.ticker_price("BTCUSDT")
        await first.answers.close()
        async with Redis.from_url(redis.url) as client:
            for name in [name async for name in client.scan_iter("*answer*")]:
                await client.set(name, b"\x80\x04garbage", px=5_000)
        price = await second.client.spot.ticker_price("BTCUSDT")

    assert price.price == Decimal("97000.10")
    assert len(server.seen) == 2


async def test_whoever_waits_for_a_failed_call_asks_himself(
    redis: RedisServer, server: ScriptedServer
) -> None:
    """An answer that another process could not get is asked for again, not waited for."""
    arrive = asyncio.Event()
    server.script(Answer('{"code":-1121,"msg":"Invalid symbol."}', 400, gate=arrive), Answer(PRICE))
    async with company(server.url, redis.url) as all_of_them:
        first, second = [await all_of_them.member() for _ in range(2)]
        failing = asyncio.create_task(first.client.spot.ticker_price("BTCUSDT"))
        await server.seen_at_least(1)
        waiting = asyncio.create_task(second.client.spot.ticker_price("BTCUSDT"))
        await until(lambda: bool(second.answers._awaited))
        arrive.set()
        with pytest.raises(BinanceError):
            await failing
        price = await waiting

    assert price.price == Decimal("97000.10")
    assert len(server.seen) == 2

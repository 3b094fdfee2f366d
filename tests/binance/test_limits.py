"""What Binance limits besides weight, and where the limits come from."""
# mypy: disable-error-code="empty-body"
# The bodies are empty on purpose: `endpoint` makes the method from its signature.

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from binance.client import BinanceClient, ClientOptions
from binance.constants import Hosts
from binance.credentials import Credentials
from binance.exceptions import BudgetExhausted, ConnectFailed, TooManyOrders
from binance.request import pools
from binance.request.endpoint import ApiGroup, endpoint
from binance.request.request import Security
from sandbox.exchange import Exchange
from tests.binance.conftest import OpenClient
from tests.binance.manual_time import ManualTime, settled
from tests.binance.pretend import hosts_of
from tests.binance.scripted_server import Answer, ScriptedServer

SECONDS_10 = "X-MBX-ORDER-COUNT-10S"


class CountedOrders(ApiGroup):
    """Orders that count."""

    __slots__ = ()

    @endpoint("POST", "/api/v3/order", security=Security.TRADE, orders=1)
    async def place(self, symbol: str) -> dict[str, Any]:
        """Place one order."""

    @endpoint("POST", "/api/v3/orderList/oco", security=Security.TRADE, orders=2)
    async def place_pair(self, symbol: str) -> dict[str, Any]:
        """Place two orders."""


def rate_limit(kind: str, interval: str, number: int, limit: int) -> str:
    """Give one line of exchangeInfo's limits."""
    return (
        f'{{"rateLimitType": "{kind}", "interval": "{interval}", "intervalNum": {number},'
        f' "limit": {limit}}}'
    )


def limits(*lines: str) -> Answer:
    """Give exchangeInfo with these limits."""
    return Answer(f'{{"rateLimits": [{", ".join(lines)}], "symbols": []}}')


def orders_of(client: BinanceClient, credentials: Credentials) -> CountedOrders:
    """Give the orders of one account."""
    return CountedOrders(client._pipeline, 7, credentials)


async def test_orders_of_an_account_are_counted(
    client: BinanceClient, server: ScriptedServer, now: ManualTime, credentials: Credentials
) -> None:
    """More than an account may place in ten seconds is not sent; another account goes on."""
    server.script(limits(rate_limit("ORDERS", "SECOND", 10, 10)))
    await client.spot.exchange_info()
    orders = orders_of(client, credentials)
    now.passed = 61
    for _ in range(3):
        await orders.place_pair("A")
    for _ in range(2):
        await orders.place("A")
    now.passed = 61.1
    late = asyncio.create_task(orders.place("A"))
    await settled(5)
    waits = not late.done()
    await orders_of(client, Credentials("other", "s", credentials.key_type)).place("A")
    await late

    assert waits
    assert now.passed >= 70.5  # the next ten seconds, and the edge
    assert len(server.seen) == 1 + 5 + 2


async def test_filled_orders_are_given_back(
    client: BinanceClient, server: ScriptedServer, now: ManualTime, credentials: Credentials
) -> None:
    """Binance's count of orders is believed when it is smaller, too."""
    server.script(limits(rate_limit("ORDERS", "SECOND", 10, 10)))
    await client.spot.exchange_info()
    orders = orders_of(client, credentials)
    server.otherwise = lambda _: Answer(headers={SECONDS_10: "1"})
    now.passed = 61
    for _ in range(30):
        await orders.place("A")

    assert now.passed == 61


async def test_refused_orders_rest_one_account(
    client: BinanceClient, server: ScriptedServer, now: ManualTime, credentials: Credentials
) -> None:
    """After -1015 the account's orders wait as long as stated; its reads and others go on."""
    server.script(
        Answer('{"code": -1015, "msg": "Too many new orders"}', 429, {"Retry-After": "30"})
    )
    orders = orders_of(client, credentials)
    with pytest.raises(TooManyOrders):
        await orders.place("A")
    with pytest.raises(BudgetExhausted) as caught:
        await orders.place("A")
    server.otherwise = lambda _: Answer("[]")
    await client.account(credentials).spot.open_orders("A")

    assert caught.value.retry_after == pytest.approx(30)
    assert len(server.seen) == 2
    now.passed = 31
    server.otherwise = lambda _: Answer()
    await orders.place("A")


async def test_requests_are_counted_whatever_they_weigh(
    client: BinanceClient, server: ScriptedServer, now: ManualTime
) -> None:
    """The limit of raw requests is learnt, with its interval, and kept."""
    now.passed = 5
    server.script(limits(rate_limit("RAW_REQUESTS", "MINUTE", 2, 10)))
    await client.spot.exchange_info()
    for _ in range(8):
        await client.spot.ping()
    with pytest.raises(BudgetExhausted) as caught:
        await client.spot.ping()

    assert caught.value.retry_after == pytest.approx(115.5)
    assert len(server.seen) == 9


async def test_what_cannot_be_a_limit_is_not_learnt(
    client: BinanceClient, server: ScriptedServer
) -> None:
    """Unknown intervals, kinds and nonsense leave the limits as they were."""
    server.script(
        limits(
            rate_limit("REQUEST_WEIGHT", "FORTNIGHT", 1, 5),
            rate_limit("REQUEST_WEIGHT", "MINUTE", 1, -5),
            rate_limit("REQUEST_WEIGHT", "HOUR", 1, 5),
            rate_limit("CONNECTIONS", "MINUTE", 5, 1),
        )
    )
    await client.spot.exchange_info()

    assert client.health().weight["spot"].limit == 6_000


async def test_limits_are_read_at_the_start(exchange: Exchange) -> None:
    """Two calls teach the limits of spot and of both futures, those of orders too."""
    exchange.venue.limits.weights["spot"] = 3_000
    async with BinanceClient.open(ClientOptions(hosts_of(exchange))) as client:
        await client.learn_limits()
        await client.synchronise_clocks()
        await client.spot.ping()
        health = client.health()
        orders = client._pipeline._ledger._orders

    stated = exchange.venue.limits.weights["spot"]
    assert health.weight["futures"].limit == 2_400
    assert health.weight["spot"].limit in {stated, 6_000}
    assert [pool.seconds for pool in orders[pools.SPOT]] == [10, 86_400]
    assert health.clock_offset is not None
    assert abs(health.clock_offset) < timedelta(seconds=1)


async def test_limits_of_options_are_read_too(server: ScriptedServer, now: ManualTime) -> None:
    """Where the environment has options, their own exchangeInfo teaches weight and orders."""
    stated = limits(
        rate_limit("REQUEST_WEIGHT", "MINUTE", 1, 1_700),
        rate_limit("ORDERS", "SECOND", 10, 40),
    )
    server.otherwise = lambda seen: stated if "/eapi/" in seen.path else limits()
    hosts = Hosts(server.url, server.url, server.url, "", "", "", "", options=server.url)
    async with BinanceClient.open(ClientOptions(hosts), now.timing) as client:
        await client.learn_limits()
        health = client.health()
        orders = client._pipeline._ledger._orders[pools.OPTIONS]

    assert health.weight["options"].limit == 1_700
    assert [(pool.seconds, pool.limit) for pool in orders] == [(10, 30)]
    assert client._pipeline._ledger._limits[orders[0]] == 40


async def test_write_is_sent_again_when_nothing_was_sent(
    client: BinanceClient,
    server: ScriptedServer,
    credentials: Credentials,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """An order that could not even connect gets a second attempt, and arrives once."""
    transport = client._pipeline._limiter._send._send  # type: ignore[attr-defined] # the signer's
    send = type(transport).__call__
    lost: list[str] = []

    async def first_fails(self: object, wire: Any) -> Any:
        """Fail to connect once."""
        if not lost:
            lost.append(wire.request.endpoint.name)
            raise ConnectFailed(wire.request.endpoint.name)
        return await send(self, wire)

    monkeypatch.setattr(type(transport), "__call__", first_fails)
    await orders_of(client, credentials).place("A")

    assert lost == ["POST /api/v3/order"]
    assert [seen.method for seen in server.seen] == ["POST"]


async def test_nobody_waits_in_the_name_of_a_heavy_user(
    open_client: OpenClient, server: ScriptedServer, now: ManualTime
) -> None:
    """Who wants what a heavy user waits for is not held back by that user's rank."""
    now.passed = 5
    held = Answer("[]", gate=asyncio.Event())
    server.otherwise = lambda _: held
    async with open_client(pool_size=1) as client:
        heavy, light, other = (client.on_behalf_of(one) for one in (7, 8, 9))
        ledger = client._pipeline._ledger
        first = asyncio.create_task(heavy.spot.tickers_24h(["A"]))
        await server.seen_at_least(1)
        window = ledger._shared[pools.SPOT]
        window._carried[7] = 500
        window._carried[9] = 100
        calls = [asyncio.create_task(heavy.spot.ticker_prices(["B"]))]
        await settled()
        calls.append(asyncio.create_task(other.spot.ticker_prices(["C"])))
        await settled()
        calls.append(asyncio.create_task(light.spot.ticker_prices(["B"])))
        await settled()
        assert held.gate is not None
        held.gate.set()
        await asyncio.gather(first, *calls)
    order = [seen.parameters.get("symbols", "") for seen in server.seen]

    assert order == ['["A"]', '["B"]', '["C"]']

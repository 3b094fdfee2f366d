"""The connections: renewed after idle times, closed once, by the owner, without surprises."""

import asyncio

import pytest

from binance.client import BinanceClient
from binance.credentials import Credentials
from binance.exceptions import BinanceError, ClientClosed, ConnectionLost
from tests.binance.conftest import OpenClient
from tests.binance.manual_time import ManualTime, settled
from tests.binance.orders import Orders
from tests.binance.scripted_server import Answer, ScriptedServer


async def test_renewed_after_an_idle_time(
    client: BinanceClient, server: ScriptedServer, now: ManualTime
) -> None:
    """After a minute without calls everything is opened anew; before that nothing is."""
    await client.spot.ping()
    now.passed = 59
    await client.spot.ping()
    before = server.connections
    now.passed += 61
    await client.spot.ping()

    assert before == 1
    assert server.connections == 2


async def test_running_calls_are_not_disturbed_by_a_renewal(
    client: BinanceClient, server: ScriptedServer, now: ManualTime
) -> None:
    """While a call runs nothing is renewed, however long it takes."""
    held = Answer(gate=asyncio.Event())
    server.script(held)
    first = asyncio.create_task(client.spot.ping())
    await server.seen_at_least(1)
    now.passed = 9  # within the deadline, but as if long idle
    client._pipeline._connections._last_use = -1_000.0
    await client.spot.ping()
    assert held.gate is not None
    held.gate.set()
    await first

    assert server.connections == 2


async def test_many_calls_after_an_idle_time(
    client: BinanceClient, server: ScriptedServer, now: ManualTime
) -> None:
    """Calls that come together after an idle time all succeed."""
    await client.spot.ping()
    now.passed = 100
    await asyncio.gather(*(client.spot.ping() for _ in range(20)))

    assert len(server.seen) == 21


async def test_parallel_scan_survives_its_parts(
    client: BinanceClient, server: ScriptedServer, now: ManualTime
) -> None:
    """In a scan of 400, calls that fail or are cancelled close nothing for the others."""
    now.passed = 5
    server.otherwise = lambda seen: Answer(
        '{"symbol": "BTCUSDT", "price": "1"}',
        400 if seen.parameters["symbol"].endswith("7") else 200,
    )
    calls = [asyncio.create_task(client.spot.ticker_price(f"S{number}")) for number in range(400)]
    await server.seen_at_least(100)
    for call in calls[::10]:
        call.cancel()
    outcomes = await asyncio.gather(*calls, return_exceptions=True)
    unexpected = [
        one
        for one in outcomes
        if isinstance(one, BaseException)
        and not isinstance(one, (BinanceError, asyncio.CancelledError))
    ]

    assert unexpected == []
    assert sum(not isinstance(one, BaseException) for one in outcomes) >= 320
    assert (await client.spot.ticker_price("S1")).price == 1


async def test_calls_after_the_end(open_client: OpenClient, server: ScriptedServer) -> None:
    """Once the owner has closed, calls fail with `ClientClosed` and reach nobody."""
    async with open_client() as client:
        pass
    with pytest.raises(ClientClosed):
        await client.spot.ping()

    assert server.seen == []


async def test_running_call_may_finish(open_client: OpenClient, server: ScriptedServer) -> None:
    """Closing waits for calls on their way; new ones are refused meanwhile."""
    held = Answer('{"serverTime": 1795132800000}', gate=asyncio.Event())
    server.script(held)
    async with open_client() as client:
        running = asyncio.create_task(client.spot.time())
        await server.seen_at_least(1)
        closing = asyncio.create_task(client._pipeline.close())
        await settled()
        with pytest.raises(ClientClosed):
            await client.spot.ping()
        assert not closing.done()
        assert held.gate is not None
        held.gate.set()
        await closing

    assert (await running).server_time.year == 2026


async def test_call_that_does_not_finish(
    open_client: OpenClient, server: ScriptedServer, credentials: Credentials
) -> None:
    """After the grace the sockets go: a read is `ClientClosed`, a write's outcome is unknown."""
    server.otherwise = lambda _: Answer(gate=asyncio.Event())
    async with open_client() as client:
        read = asyncio.create_task(client.spot.ping())
        write = asyncio.create_task(Orders.of(client, credentials).place("BTCUSDT"))
        await server.seen_at_least(2)
        connections = client._pipeline._connections
        object.__setattr__(connections._options, "close_grace", 0.0)
    outcomes = await asyncio.gather(read, write, return_exceptions=True)

    assert isinstance(outcomes[0], ClientClosed)
    assert isinstance(outcomes[1], ConnectionLost)
    assert outcomes[1].outcome_unknown


async def test_closing_while_a_hundred_calls_run(
    open_client: OpenClient, server: ScriptedServer, credentials: Credentials
) -> None:
    """Half of the calls on their way are answered and the others cut off: all end in our words."""
    answered, never = asyncio.Event(), asyncio.Event()
    server.otherwise = lambda _: Answer(
        '{"symbol": "X", "price": "1"}', gate=answered if len(server.seen) % 2 else never
    )
    async with open_client(pool_size=80) as client:
        orders = Orders.of(client, credentials)
        calls = [
            asyncio.create_task(
                orders.place(f"S{number}") if number % 4 else client.spot.ticker_price(f"S{number}")
            )
            for number in range(100)
        ]
        await server.seen_at_least(80)
        object.__setattr__(client._pipeline._connections._options, "close_grace", 0.2)
        answered.set()
    outcomes = await asyncio.gather(*calls, return_exceptions=True)
    failed = [one for one in outcomes if isinstance(one, BaseException)]

    assert len(outcomes) - len(failed) >= 40
    assert {type(one) for one in failed} == {ClientClosed, ConnectionLost}
    assert len({seen.query for seen in server.seen}) == len(server.seen)


async def test_nothing_is_left_open(open_client: OpenClient) -> None:
    """After the end no socket and no task of the client remains."""
    before = asyncio.all_tasks()
    async with open_client() as client:
        await asyncio.gather(*(client.spot.ping() for _ in range(10)))
        connections = client._pipeline._connections
    await settled()

    assert connections._patient.closed
    assert connections._fresh.closed
    assert {task for task in asyncio.all_tasks() - before if "_serve" not in repr(task)} == set()

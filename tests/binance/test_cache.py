"""Cache and SingleFlight: one question at a time, one answer for all."""

import asyncio
from collections.abc import Hashable
from typing import Any

import pytest

from binance.client import BinanceClient
from binance.credentials import Credentials
from binance.exceptions import BinanceError, BudgetExhausted, ClientClosed, UnknownSymbol
from binance.request import cache
from binance.request.single_flight import SingleFlight, _Flight
from tests.binance.manual_time import ManualTime, settled
from tests.binance.scripted_server import Answer, ScriptedServer, Seen

PRICE = Answer('{"symbol": "BTCUSDT", "price": "1.5"}')
PRICES = Answer('[{"symbol": "BTCUSDT", "price": "1.5"}]')


async def test_answer_is_shared_for_a_moment(
    client: BinanceClient, server: ScriptedServer, now: ManualTime
) -> None:
    """Within its seconds an answer is given again, to anybody; afterwards it is asked anew."""
    server.otherwise = lambda _: PRICE
    await client.on_behalf_of(1).spot.ticker_price("BTCUSDT")
    await client.on_behalf_of(2).spot.ticker_price("BTCUSDT")
    within = len(server.seen)
    now.passed = 1
    await client.spot.ticker_price("BTCUSDT")

    assert within == 1
    assert len(server.seen) == 2
    assert client.health().cache_hits == 1


async def test_parameters_tell_answers_apart(client: BinanceClient, server: ScriptedServer) -> None:
    """Another symbol, or another method of the same path, is another question."""
    server.otherwise = lambda seen: PRICE if "symbol" in seen.parameters else PRICES
    await client.spot.ticker_price("BTCUSDT")
    await client.spot.ticker_price("ETHUSDT")
    await client.spot.ticker_prices()

    assert len(server.seen) == 3


async def test_a_shared_list_is_not_the_callers(
    client: BinanceClient, server: ScriptedServer
) -> None:
    """Emptying the answer leaves the next caller's whole."""
    server.script(PRICES)
    (await client.spot.ticker_prices()).clear()

    assert len(await client.spot.ticker_prices()) == 1


async def test_account_is_never_shared(
    client: BinanceClient, server: ScriptedServer, credentials: Credentials
) -> None:
    """What belongs to a key is asked each time."""
    server.otherwise = lambda _: Answer("[]")
    await client.account(credentials).spot.open_orders()
    await client.account(credentials).spot.open_orders()

    assert len(server.seen) == 2


async def test_many_callers_one_question(client: BinanceClient, server: ScriptedServer) -> None:
    """Whoever asks while the question is on its way gets the same answer."""
    held = Answer(PRICE.body, gate=asyncio.Event())
    server.script(held)
    calls = [asyncio.create_task(client.spot.ticker_price("BTCUSDT")) for _ in range(50)]
    await settled()
    assert held.gate is not None
    held.gate.set()
    answers = await asyncio.gather(*calls)

    assert len(server.seen) == 1
    assert {str(one.price) for one in answers} == {"1.5"}
    assert client.health().cache_hits == 49


async def test_error_is_shared_and_not_kept(client: BinanceClient, server: ScriptedServer) -> None:
    """All who waited get the error; the next caller asks again."""
    refusal = Answer('{"code": -1121, "msg": "Invalid symbol."}', 400, gate=asyncio.Event())
    server.script(refusal, PRICE)
    calls = [asyncio.create_task(client.spot.ticker_price("BTCUSDT")) for _ in range(5)]
    await settled()
    assert refusal.gate is not None
    refusal.gate.set()
    outcomes = await asyncio.gather(*calls, return_exceptions=True)
    await client.spot.ticker_price("BTCUSDT")

    assert all(isinstance(one, UnknownSymbol) for one in outcomes)
    assert len(server.seen) == 2


async def first_of_six_cancelled(client: BinanceClient, server: ScriptedServer) -> list[object]:
    """Let the one who asked leave while the others wait; gives what became of those."""
    held = Answer(PRICE.body, gate=asyncio.Event())
    server.script(held)
    server.otherwise = lambda _: PRICE
    first = asyncio.create_task(client.spot.ticker_price("BTCUSDT"))
    await server.seen_at_least(1)
    others = [asyncio.create_task(client.spot.ticker_price("BTCUSDT")) for _ in range(5)]
    await settled()
    first.cancel()
    await settled()
    assert held.gate is not None
    held.gate.set()
    return list(await asyncio.gather(*others, return_exceptions=True))


async def test_cancelled_first_caller_harms_nobody(
    client: BinanceClient, server: ScriptedServer
) -> None:
    """When the one who asked is cancelled, the others get the answer to the same request."""
    answers = await first_of_six_cancelled(client, server)

    assert [type(one).__name__ for one in answers] == ["PriceTicker"] * 5
    assert len(server.seen) == 1


async def test_control_work_in_the_first_callers_task(
    client: BinanceClient, server: ScriptedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the first caller does the work himself, it is lost with him and asked for again."""

    async def run(flights: SingleFlight[Any, Any], key: Hashable, argument: Any) -> Any:
        """Do without a task."""
        while (flight := flights._flights.get(key)) is not None:
            await flights._landed(key, flight)
            if flight.error is None:
                return flight.result, False
        flight = flights._flights[key] = _Flight(argument)
        await flights._fly(key, flight)
        return flight.result, True

    monkeypatch.setattr(SingleFlight, "run", run)
    await first_of_six_cancelled(client, server)

    assert len(server.seen) > 1


async def test_question_ends_with_the_last_who_waits(
    client: BinanceClient, server: ScriptedServer
) -> None:
    """When all who asked are cancelled nothing is left of the question; the next one asks anew."""
    server.script(Answer(PRICE.body, gate=asyncio.Event()), PRICE)
    before = asyncio.all_tasks()
    calls = [asyncio.create_task(client.spot.ticker_price("BTCUSDT")) for _ in range(3)]
    await server.seen_at_least(1)
    for call in calls:
        call.cancel()
    await asyncio.gather(*calls, return_exceptions=True)
    left = {task for task in asyncio.all_tasks() - before if "_fly" in repr(task)}

    assert not left
    assert (await client.spot.ticker_price("BTCUSDT")).symbol == "BTCUSDT"


async def test_whoever_waits_at_the_end_is_told() -> None:
    """Work that is ended fails with `ClientClosed`, begun or not."""

    async def endless(_: int) -> str:
        """Wait for nothing."""
        await asyncio.Event().wait()
        return ""

    flights = SingleFlight(endless)
    callers = [asyncio.create_task(flights.run("begun", caller)) for caller in range(2)]
    await settled()
    callers.append(asyncio.create_task(flights.run("not begun", 3)))
    await asyncio.sleep(0)
    await flights.close()
    outcomes = await asyncio.gather(*callers, return_exceptions=True)

    assert [type(one) for one in outcomes] == [ClientClosed] * 3


async def test_cancelled_waiter_harms_nobody(client: BinanceClient, server: ScriptedServer) -> None:
    """When one of those who wait is cancelled, the others get their answer."""
    held = Answer(PRICE.body, gate=asyncio.Event())
    server.script(held)
    calls = [asyncio.create_task(client.spot.ticker_price("BTCUSDT")) for _ in range(3)]
    await server.seen_at_least(1)
    calls[1].cancel()
    assert held.gate is not None
    held.gate.set()
    outcomes = await asyncio.gather(*calls, return_exceptions=True)

    assert [type(one).__name__ for one in outcomes] == [
        "PriceTicker",
        "CancelledError",
        "PriceTicker",
    ]


async def test_memory_is_bounded(
    client: BinanceClient, server: ScriptedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beyond its size the cache forgets the oldest answers first."""
    monkeypatch.setattr(cache, "_MOST_ENTRIES", 8)
    answers: list[Seen] = server.seen
    server.otherwise = lambda _: PRICE
    for number in range(10):
        await client.spot.ticker_price(f"S{number}")
    await client.spot.ticker_price("S9")
    kept = len(answers)
    await client.spot.ticker_price("S0")

    assert kept == 10
    assert len(answers) == 11


async def test_one_callers_refusal_is_not_the_others() -> None:
    """Who is refused for a reason of their own passes the question on."""
    gate = asyncio.Event()

    async def work(caller: int) -> str:
        """Refuse the first caller."""
        await gate.wait()
        await settled()
        if caller == 0:
            raise BudgetExhausted(1.0)
        return f"answer to {caller}"

    flights = SingleFlight(work)
    callers = [asyncio.create_task(flights.run("key", caller)) for caller in range(4)]
    await settled()
    gate.set()

    assert await asyncio.gather(*callers[1:]) == [
        ("answer to 1", True),
        ("answer to 1", False),
        ("answer to 1", False),
    ]
    with pytest.raises(BudgetExhausted):
        await callers[0]


async def test_unexpected_error_is_everybodys() -> None:
    """A fault in the work itself is everybody's who waits for it."""

    async def broken(_: int) -> str:
        """Fail after a while."""
        await settled()
        raise ZeroDivisionError

    flights = SingleFlight(broken)
    outcomes = await asyncio.gather(
        *(flights.run("key", caller) for caller in range(3)), return_exceptions=True
    )

    assert [type(one) for one in outcomes] == [ZeroDivisionError] * 3
    assert not any(isinstance(one, BinanceError) for one in outcomes)

"""Many calls side by side over one client, on a real socket."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from functools import partial

import pytest

from binance.client import BinanceClient
from binance.exceptions import (
    BinanceError,
    BudgetExhausted,
    ClientClosed,
    ConnectionLost,
    MissingCredentials,
    RequestInvalid,
    RequestTimeout,
    UnknownSymbol,
)
from binance.gather import gather
from binance.models.market import PriceTicker
from tests.binance.conftest import OpenClient
from tests.binance.manual_time import ManualTime, settled
from tests.binance.scripted_server import DROP, Answer, ScriptedServer, Seen

Call = Callable[[], Awaitable[PriceTicker]]


def price_of(seen: Seen) -> Answer:
    """Answer with the number a symbol has as its price."""
    symbol = seen.parameters.get("symbol", "S0")
    return Answer(json.dumps({"symbol": symbol, "price": symbol.removeprefix("S")}))


def asking(client: BinanceClient, numbers: range) -> list[Call]:
    """Make a call for each number."""
    return [partial(client.spot.ticker_price, f"S{number}") for number in numbers]


def prices(results: list[PriceTicker | BaseException]) -> list[int]:
    """Give the prices of a gathering without failures."""
    return [int(one.price) for one in results if isinstance(one, PriceTicker)]


async def test_results_stand_in_the_order_of_their_calls(
    client: BinanceClient, server: ScriptedServer
) -> None:
    """The first call is answered last and stands first."""
    gate = asyncio.Event()

    def answer(seen: Seen) -> Answer:
        made = price_of(seen)
        return Answer(made.body, gate=gate if made.body.endswith('"0"}') else None)

    server.otherwise = answer
    ended: list[int] = []

    def progress(done: int, total: int) -> None:
        ended.append(done)
        assert total == 20
        if done == 19:
            gate.set()

    results = await client.gather(asking(client, range(20)), progress=progress)

    assert prices(results) == list(range(20))
    assert ended == list(range(1, 21))


async def test_no_more_than_so_many_at_a_time(
    client: BinanceClient, server: ScriptedServer
) -> None:
    """The fifth call is sent when one of the first four has ended; all at once when allowed."""
    gates = [asyncio.Event() for _ in range(8)]
    waiting = iter(gates)
    server.otherwise = lambda seen: Answer(price_of(seen).body, gate=next(waiting))
    gathering = asyncio.create_task(client.gather(asking(client, range(8)), at_once=4))

    await server.seen_at_least(4)
    await settled()
    assert len(server.seen) == 4
    gates[2].set()
    await server.seen_at_least(5)
    await settled()
    assert len(server.seen) == 5
    for gate in gates:
        gate.set()
    assert prices(await gathering) == list(range(8))

    held = asyncio.Event()
    server.otherwise = lambda seen: Answer(price_of(seen).body, gate=held)
    gathering = asyncio.create_task(client.gather(asking(client, range(8, 16)), at_once=8))
    await server.seen_at_least(8 + 8)
    held.set()
    assert len(await gathering) == 8


async def test_failures_in_between(client: BinanceClient, server: ScriptedServer) -> None:
    """Of 400 calls some are refused, some lose their socket, some cannot be sent: the rest come."""

    def answer(seen: Seen) -> Answer:
        number = int(seen.parameters["symbol"].removeprefix("S"))
        if number % 100 == 50:
            return DROP
        if number % 7 == 3:
            return Answer('{"code": -1121, "msg": "Invalid symbol."}', 400)
        return price_of(seen)

    server.otherwise = answer
    calls = asking(client, range(400))
    calls[0] = partial(client.spot.ticker_price, "")

    results = await client.gather(calls)

    kinds = {place: type(one) for place, one in enumerate(results)}
    lost = {place for place, kind in kinds.items() if kind is ConnectionLost}
    unknown = {place for place, kind in kinds.items() if kind is UnknownSymbol}
    assert len(results) == 400
    assert lost == {50, 150, 250, 350}
    assert unknown == {place for place in range(400) if place % 7 == 3} - lost
    assert kinds[0] is RequestInvalid
    assert prices(results) == sorted(set(range(1, 400)) - lost - unknown)
    assert (await client.spot.ticker_price("S1")).price == 1


async def test_first_to_finish_leaves_the_client_to_the_others(
    client: BinanceClient, server: ScriptedServer
) -> None:
    """A gathering that is done, one that failed, one that was cancelled: the fourth goes on."""
    gate = asyncio.Event()
    server.otherwise = lambda seen: Answer(
        price_of(seen).body, gate=gate if seen.parameters["symbol"] > "S5" else None
    )
    slow = asyncio.create_task(client.gather(asking(client, range(6, 9)), at_once=1))
    cancelled = asyncio.create_task(client.gather(asking(client, range(9, 10))))
    done = await client.gather(asking(client, range(3)))
    failed = await client.gather([partial(client.spot.ticker_price, "")])
    await server.seen_at_least(5)
    cancelled.cancel()
    gate.set()

    assert prices(done) == [0, 1, 2]
    assert isinstance(failed[0], RequestInvalid)
    assert prices(await slow) == [6, 7, 8]
    with pytest.raises(asyncio.CancelledError):
        await cancelled


async def test_cancelled_gathering_cancels_its_calls(
    open_client: OpenClient, server: ScriptedServer
) -> None:
    """Nothing of it runs on or is sent any more, and every slot comes back."""
    held = asyncio.Event()
    server.otherwise = lambda seen: Answer(price_of(seen).body, gate=held)
    async with open_client(pool_size=4) as client:
        before = asyncio.all_tasks()
        gathering = asyncio.create_task(client.gather(asking(client, range(50)), at_once=8))
        await server.seen_at_least(4)  # four have a slot, four wait for one
        assert client.health().waiting == 4
        gathering.cancel()
        with pytest.raises(asyncio.CancelledError):
            await gathering

        left = {task for task in asyncio.all_tasks() - before if "_made" in repr(task)}
        assert left == set()
        assert client.health().waiting == 0
        server.otherwise = price_of
        assert prices(await client.gather(asking(client, range(10)))) == list(range(10))
    assert len(server.seen) == 4 + 10


async def test_call_that_somebody_else_cancels_is_a_failure(client: BinanceClient) -> None:
    """A call that ends as cancelled stands in its place, and the others are made."""

    async def cancelled() -> PriceTicker:
        raise asyncio.CancelledError

    first, second = await client.gather([cancelled, *asking(client, range(1))], at_once=1)

    assert isinstance(first, asyncio.CancelledError)
    assert isinstance(second, BinanceError)  # the server has no price in its answer


async def test_time_begins_when_a_call_is_made(
    client: BinanceClient, server: ScriptedServer, now: ManualTime
) -> None:
    """A call that waits for its turn loses no time; one made beforehand would."""

    def answer(seen: Seen) -> Answer:
        now.passed += 8  # seconds, of the ten a call may take
        return price_of(seen)

    server.otherwise = answer
    assert prices(await client.gather(asking(client, range(3)), at_once=1)) == [0, 1, 2]

    made = [client.spot.ticker_price(f"S{number}") for number in range(3, 6)]
    results = await client.gather([partial(_given, one) for one in made], at_once=1)
    assert isinstance(results[-1], RequestTimeout)


async def _given(made: Awaitable[PriceTicker]) -> PriceTicker:
    return await made


async def test_same_limits_as_any_other_call(client: BinanceClient, server: ScriptedServer) -> None:
    """The weight of every call is counted."""
    server.otherwise = price_of
    await client.gather(asking(client, range(30)))

    assert client.health().weight["spot"].used == 30 * 2


async def test_what_the_budget_does_not_allow(
    client: BinanceClient, server: ScriptedServer
) -> None:
    """Once Binance says that all is used, the rest is not sent; it tells when there is more."""
    all_used = {"X-MBX-USED-WEIGHT-1M": "6000"}
    server.otherwise = lambda seen: Answer(price_of(seen).body, headers=all_used)

    results = await client.gather(asking(client, range(10)), at_once=1)
    refused = [one for one in results if isinstance(one, BudgetExhausted)]

    assert len(refused) + len(server.seen) == 10
    assert prices(results) == list(range(len(server.seen)))
    assert isinstance(results[-1], BudgetExhausted)
    assert all(one.retry_after > 0 for one in refused)


async def test_calls_without_a_key_or_a_client(
    open_client: OpenClient, server: ScriptedServer
) -> None:
    """What fails before anything is sent stands in its place, and so does a closed client."""
    server.otherwise = price_of
    async with open_client() as client:
        (failed,) = await gather([partial(client.call, "spot.account")])
    after = await client.gather(asking(client, range(3)))

    assert isinstance(failed, MissingCredentials)
    assert [type(one) for one in after] == [ClientClosed] * 3
    assert server.seen == []


async def test_nothing_to_gather(client: BinanceClient) -> None:
    """No calls give no results; none at a time is refused."""
    assert await client.gather([]) == []
    with pytest.raises(ValueError, match="at_once"):
        await client.gather(asking(client, range(1)), at_once=0)

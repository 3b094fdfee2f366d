"""Callbacks that misbehave do not disturb what they watch."""

import asyncio
from collections.abc import Callable
from functools import partial
from itertools import count
from typing import Any

import pytest

from binance.client import BinanceClient
from tests.binance.scripted_server import Answer, ScriptedServer

PRICE = '{"symbol": "X", "price": "1"}'
NUMBERS = count()


def calls_of(client: BinanceClient, number: int) -> list[Callable[[], Any]]:
    """Make some calls; none was made before, so that none is answered by the cache."""
    return [partial(client.spot.ticker_price, f"S{next(NUMBERS)}") for _ in range(number)]


def raising(_done: int, _total: int) -> None:
    """Fail."""
    raise LookupError("the message is gone")


def waiting_for_fewer() -> None:
    """Take no arguments."""


async def waiting(_done: int, _total: int) -> None:
    """Want to be awaited."""
    await asyncio.sleep(0)


@pytest.mark.parametrize(
    ("hostile", "kind"),
    [(raising, LookupError), (waiting_for_fewer, TypeError), (waiting, TypeError)],
)
async def test_failing_callback_is_left_alone(
    client: BinanceClient, server: ScriptedServer, hostile: Any, kind: type[Exception]
) -> None:
    """It is told of once, to the loop's handler, and the calls go on."""
    heard: list[dict[str, Any]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: heard.append(context))
    server.otherwise = lambda _: Answer(PRICE)

    results = await client.gather(calls_of(client, 5), progress=hostile)

    assert len([one for one in results if not isinstance(one, BaseException)]) == 5
    assert [type(context["exception"]) for context in heard] == [kind]


async def test_callback_may_cancel_the_gathering(
    client: BinanceClient, server: ScriptedServer
) -> None:
    """Whoever watches may end it: the task that gathers is the current one."""
    server.otherwise = lambda _: Answer(PRICE)

    def enough(done: int, _total: int) -> None:
        task = asyncio.current_task()
        assert task is not None
        if done == 3:
            task.cancel()

    gathering = asyncio.create_task(client.gather(calls_of(client, 50), at_once=1, progress=enough))
    with pytest.raises(asyncio.CancelledError):
        await gathering

    assert 3 <= len(server.seen) <= 4
    assert (await client.spot.ticker_price("X")).price == 1


async def test_callback_may_begin_another_gathering(
    client: BinanceClient, server: ScriptedServer
) -> None:
    """Calls from inside a callback are calls like any other."""
    server.otherwise = lambda _: Answer(PRICE)
    others: list[asyncio.Task[Any]] = []

    def more(_done: int, _total: int) -> None:
        others.append(asyncio.create_task(client.gather(calls_of(client, 3))))

    results = await client.gather(calls_of(client, 4), progress=more)
    beside = await asyncio.gather(*others)

    assert len(results) == 4
    assert [len(one) for one in beside] == [3] * 4
    assert len(server.seen) == 4 + 4 * 3

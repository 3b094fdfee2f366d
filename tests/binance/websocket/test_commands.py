"""What sockets are told: numbered, in batches, in turn; and what Binance refuses."""

import asyncio
from contextlib import AsyncExitStack
from typing import Any

import pytest

from binance.request.timing import Timing
from binance.websocket import streams as names
from binance.websocket.options import StreamOptions
from binance.websocket.pace import Pace
from binance.websocket.stream_errors import StreamRefused, StreamUnavailable
from sandbox.exchange import Exchange
from tests.binance.websocket.conftest import OpenStreams
from tests.binance.websocket.listening import read
from tests.binance.websocket.scripted_streams import ScriptedStreams, agree, silence
from tests.binance.websocket.stepped_time import SteppedTime


async def refuse(command: dict[str, Any]) -> dict[str, Any]:
    """Refuse commands that name a stream called bad."""
    if any("bad" in name for name in command["params"]):
        return {"error": {"code": 2, "msg": "Invalid request: no such stream"}, "id": command["id"]}
    return {"result": None, "id": command["id"]}


async def test_refused_stream_fails_for_whoever_asked(now: SteppedTime) -> None:
    """The one who asked for it gets a typed error; the others of the batch are subscribed."""
    async with ScriptedStreams(refuse) as server, server.manager(now.timing) as manager:

        async def asks(name: str) -> int:
            async with manager.subscribe(name) as events:
                return len(await read(events, 1))

        good = [asyncio.ensure_future(asks(f"coin{number}@trade")) for number in range(3)]
        bad = asyncio.ensure_future(asks("bad@trade"))
        await now.until(bad.done, step=0.5)
        with pytest.raises(StreamRefused) as refused:
            await bad
        await now.until(lambda: {"coin0", "coin1", "coin2"} <= subscribed(server), step=0.5)
        for number in range(3):
            await server.tell(f"coin{number}@trade", {"e": "strange"})
        assert await asyncio.gather(*good) == [1, 1, 1]

    assert (refused.value.stream, refused.value.code) == ("bad@trade", 2)


def subscribed(server: ScriptedStreams) -> set[str]:
    """Name the symbols of commands that were answered with yes."""
    asked = [one["params"] for one in server.commands if one["method"] == "SUBSCRIBE"]
    return {name.partition("@")[0] for names in asked if "bad@trade" not in names for name in names}


async def test_binance_says_nothing(now: SteppedTime) -> None:
    """Whoever has waited long enough gets a typed error that names the streams."""
    options = StreamOptions(timeout=0.05)
    async with (
        ScriptedStreams(silence) as server,
        server.manager(now.timing, options) as manager,
    ):
        with pytest.raises(StreamUnavailable) as unavailable:
            async with manager.subscribe("btcusdt@trade"):
                pass

    assert unavailable.value.streams == ("btcusdt@trade",)


async def test_unanswered_command_costs_the_socket() -> None:
    """A socket that leaves a command unanswered is replaced, and the command repeated."""
    answers = iter([silence, refuse])

    async def first_silent(command: dict[str, Any]) -> dict[str, Any] | None:
        return await next(answers, refuse)(command)

    impatient = StreamOptions(answer=0.05)
    async with (
        ScriptedStreams(first_silent) as server,
        server.manager(Timing(), impatient) as manager,
        manager.subscribe("btcusdt@trade"),
    ):
        assert len(server.paths) == 2


async def test_socket_ends_before_it_answers(now: SteppedTime) -> None:
    """Nobody waits for the answer of a socket that is gone: those who come later are served."""
    patient = StreamOptions(answer=60, timeout=20)
    async with (
        ScriptedStreams() as server,
        server.manager(Timing(), patient) as manager,
        manager.subscribe("btcusdt@trade"),
        AsyncExitStack() as stack,
    ):
        server.answer = silence
        unanswered = manager.subscribe("ethusdt@trade")
        second = asyncio.create_task(stack.enter_async_context(unanswered))
        await now.until(lambda: len(server.commands) == 2)
        server.answer = agree
        await server.sockets[0].close()
        await second
        await stack.enter_async_context(manager.subscribe("bnbusdt@trade"))

        assert subscribed_of(server) == {"btcusdt@trade", "ethusdt@trade", "bnbusdt@trade"}
        assert len(server.paths) == 2


async def test_name_that_is_no_text(now: SteppedTime) -> None:
    """A name that cannot be sent fails for whoever gave it, and is no burden for the socket."""
    async with ScriptedStreams() as server, server.manager(now.timing) as manager:
        with pytest.raises(UnicodeEncodeError):
            await manager.subscribe("\ud800@trade").__aenter__()
        async with manager.subscribe("btcusdt@trade"):
            assert subscribed_of(server) == {"btcusdt@trade"}


def subscribed_of(server: ScriptedStreams) -> set[str]:
    """Name the streams a server was asked for."""
    return {name for command in server.commands for name in command["params"]}


async def test_commands_of_futures_are_numbered(now: SteppedTime) -> None:
    """Futures take whole numbers for ids only, and streams under their path only."""
    async with ScriptedStreams() as server, server.manager(now.timing) as manager:
        wanted = (names.futures.mark_price("BTCUSDT"), names.futures.depth("BTCUSDT"))
        async with manager.subscribe(*wanted):
            ids = [command["id"] for command in server.commands]

    assert ids == [1, 1]
    assert sorted(server.paths) == ["/market/stream", "/public/stream"]


async def test_many_streams_stay_within_the_limit_of_messages(
    open_binance: OpenStreams, exchange: Exchange, now: SteppedTime
) -> None:
    """A socket is asked for 1,024 streams in batches and in turn, and is never cut for haste."""
    every = [f"coin{number}@trade" for number in range(1_024)]
    async with open_binance() as binance:

        async def follow() -> int:
            async with binance.streams.subscribe(*every):
                return max(len(one.names) for one in exchange.sockets.spot.sockets)

        following = asyncio.ensure_future(follow())
        await now.until(following.done, step=0.1)

        assert await following == 1_024
        assert binance.streams.health().reconnects == 0


async def test_pace_keeps_to_any_second(now: SteppedTime) -> None:
    """Four messages in any second, pings and pongs counted."""
    pace, moments = Pace(4, now.timing), list[float]()

    async def send(count: int) -> None:
        for _ in range(count):
            await pace.turn()
            moments.append(now.passed)

    sending = asyncio.ensure_future(send(20))
    await now.advance(0.5)
    pace.count()
    await now.until(sending.done, step=0.1)

    assert most_within(moments, 1.0) == 4
    assert moments[-1] < 7


async def test_control_without_pace(now: SteppedTime) -> None:
    """The measure finds a socket that does not wait."""
    pace, moments = Pace(None, now.timing), list[float]()
    for _ in range(20):
        await pace.turn()
        moments.append(now.passed)

    assert most_within(moments, 1.0) == 20


def most_within(moments: list[float], seconds: float) -> int:
    """Give the most moments that lie within so many seconds."""
    return max(sum(start <= one < start + seconds for one in moments) for start in moments)

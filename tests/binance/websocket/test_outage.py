"""Attempts to connect: few in an outage, none during a ban, all back soon after."""

import asyncio
from typing import Any

import pytest

from binance.exceptions import ClientClosed, ConnectFailed, IpBanned
from binance.websocket import streams as names
from binance.websocket.connect_budget import ConnectBudget
from binance.websocket.dialler import Dialler, Doorkeeper
from binance.websocket.gap import GapReason
from binance.websocket.rules import SocketRules
from binance.websocket.stream import Stream
from sandbox.exchange import Exchange
from tests.binance.websocket.conftest import OpenStreams
from tests.binance.websocket.listening import gaps_in, read
from tests.binance.websocket.scripted_streams import ScriptedStreams
from tests.binance.websocket.stepped_time import SteppedTime

OUTAGE = 600  # seconds
FIVE_MINUTES = 300.0


def busiest(moments: list[float], seconds: float) -> int:
    """Give the most attempts that lie within so many seconds."""
    return max(sum(start <= one < start + seconds for one in moments) for start in moments)


async def test_ten_minutes_without_a_server(
    open_binance: OpenStreams, exchange: Exchange, now: SteppedTime
) -> None:
    """Attempts stay within 200 in five minutes for all hosts together; all are back in 5 s."""
    exchange.sockets.rules.door.most = 1_000_000  # its minutes are real ones
    moments: list[float] = []
    rules = SocketRules(messages_per_second=None, streams=1)
    async with open_binance(rules=rules, quiet=10_000) as binance:
        wanted: list[Stream[Any]] = [
            names.trade(symbol) for symbol in ("BTCUSDT", "ETHUSDT", "BNBUSDT")
        ]
        wanted += [names.futures.depth("BTCUSDT"), names.coin_futures.depth("BTCUSD_PERP")]
        async with binance.streams.subscribe(*wanted) as events:
            exchange.sockets.refuse("html")
            exchange.sockets.drop(hard=True)
            end = now.passed + OUTAGE
            seen = len(exchange.sockets.record.attempts)
            while now.passed < end:
                await now.advance(0.25)
                knocks = len(exchange.sockets.record.attempts) - seen
                moments += [now.passed] * knocks
                seen += knocks
            exchange.sockets.refuse("")
            await now.until(lambda: binance.streams.health().connected == 5, step=0.25)
            told = gaps_in(await read(events, 10))

    assert busiest(moments, FIVE_MINUTES) <= 200
    assert len(moments) > 100
    assert now.passed - end <= 10
    assert {gap.reason for gap in told} == {GapReason.DISCONNECTED}
    assert sum(gap.until is None for gap in told) == 5


async def test_no_attempt_while_nothing_may_be_sent(now: SteppedTime) -> None:
    """While the gate of the request layer is shut no socket is opened."""
    left = [120.0]
    async with ScriptedStreams() as server:
        dialler = Dialler(now.timing, Doorkeeper(lambda: max(left[0] - now.passed, 0.0)))
        dialling = asyncio.ensure_future(dialler.dial(f"{server.hosts.spot_stream}/stream"))
        await now.advance(119)
        assert server.paths == []
        await now.advance(2)
        wire = await dialling
        await wire.close()
        await dialler.close()

    assert len(server.paths) == 1


async def test_refused_handshakes_shut_the_gate(now: SteppedTime) -> None:
    """A 418 in answer to a handshake is a ban of everything: the request layer hears of it."""
    heard: list[tuple[int, str]] = []

    async def refused(status: int, headers: object) -> None:
        heard.append((status, headers["Retry-After"]))  # type: ignore[index] # a mapping

    async with ScriptedStreams() as server:
        server.status = 418
        dialler = Dialler(now.timing, Doorkeeper(refused=refused))
        try:
            await dialler.dial(f"{server.hosts.spot_stream}/stream")
        except ConnectFailed as error:
            heard.append((0, str(error)))
        await dialler.close()

    assert heard[0] == (418, "30")
    assert "418" in heard[1][1]


async def test_ban_stops_sockets_and_calls_alike(
    open_binance: OpenStreams, exchange: Exchange, now: SteppedTime
) -> None:
    """After a 418 over REST a lost socket is not replaced before the ban is over."""
    async with (
        open_binance(quiet=10_000) as binance,
        binance.streams.subscribe("btcusdt@trade"),
    ):
        exchange.faults.inject("/api/v3/time", "banned", retry_after=120)
        with pytest.raises(IpBanned):
            await binance.spot.time()
        banned = now.passed
        exchange.sockets.drop(hard=True)
        await now.until(lambda: binance.streams.health().connected == 0)
        before = len(exchange.sockets.record.attempts)
        await now.advance(100)
        during = len(exchange.sockets.record.attempts)
        await now.until(lambda: binance.streams.health().connected == 1, step=1)

    assert during == before
    assert now.passed - banned >= 120


async def test_probes_leave_room_for_coming_back(now: SteppedTime) -> None:
    """While a host is down only a part of the budget is used for trying."""
    budget = ConnectBudget(now.timing, attempts=20, probes=15)
    for _ in range(15):
        assert budget.wait(probe=True) == 0
        budget.spend()

    assert budget.wait(probe=True) == FIVE_MINUTES
    assert budget.wait(probe=False) == 0
    now.passed += FIVE_MINUTES
    assert budget.wait(probe=True) == 0
    assert budget.used == 0


async def test_control_without_a_budget(now: SteppedTime) -> None:
    """The measure finds somebody who tries as often as he can."""
    moments = [now.passed for _ in range(300)]

    assert busiest(moments, FIVE_MINUTES) == 300


async def test_closed_dialler_opens_nothing(now: SteppedTime) -> None:
    """Whoever still waits for a turn is told that the client is closed."""
    dialler = Dialler(now.timing, Doorkeeper(lambda: 60.0 - now.passed))
    dialling = asyncio.ensure_future(dialler.dial("ws://127.0.0.1:1/stream"))
    await now.advance(1)
    await dialler.close()
    await now.advance(60)

    assert isinstance(dialling.exception(), ClientClosed)

"""Sockets are replaced before Binance closes them: the new one first, and each event once."""

import asyncio
from typing import Any

from binance.client import BinanceClient
from binance.websocket.manager import StreamManager
from binance.websocket.rules import SocketRules
from sandbox.exchange import Exchange
from tests.binance.websocket.conftest import OpenStreams
from tests.binance.websocket.listening import gaps_in, ids_of, read
from tests.binance.websocket.scripted_streams import ScriptedStreams, agree
from tests.binance.websocket.stepped_time import SteppedTime

HOURS = 3_600
FAREWELL = '{"e":"serverShutdown","E":1795132800000}'


async def test_day_passes(open_binance: OpenStreams, exchange: Exchange, now: SteppedTime) -> None:
    """Between 23:20 and 23:40 hours a second socket takes over; no event is missing or twice."""
    rules = SocketRules(heartbeat=600)  # a quiet day has less to do then
    async with (
        open_binance(quiet=100 * HOURS, rules=rules) as binance,
        binance.streams.subscribe("btcusdt@aggTrade") as events,
    ):
        await now.advance(23 * HOURS + 19 * 60)
        assert exchange.sockets.opened == 1
        await now.until(lambda: exchange.sockets.opened == 2, step=30)
        young = now.passed
        for price in range(68_000, 68_005):
            exchange.set_price("BTCUSDT", str(price))
        await now.until(lambda: len(exchange.sockets.spot.sockets) == 1, step=0.5)
        for price in range(68_005, 68_010):
            exchange.set_price("BTCUSDT", str(price))
        came = await read(events, 10)

    ids = ids_of(came)
    assert ids == list(range(ids[0], ids[0] + 10))
    assert 23 * HOURS + 20 * 60 <= young <= 23 * HOURS + 41 * 60


async def test_announced_shutdown(
    streams: StreamManager, exchange: Exchange, now: SteppedTime
) -> None:
    """`serverShutdown` has a replacement opened at once; both sockets deliver for a while."""
    async with streams.subscribe("btcusdt@aggTrade") as events:
        exchange.sockets.announce_shutdown()
        await now.until(lambda: exchange.sockets.opened == 2, step=0.05)
        await now.until(lambda: subscriptions(exchange) == 2)
        for price in range(68_000, 68_010):
            exchange.set_price("BTCUSDT", str(price))
        first = await read(events, 10)
        await now.until(lambda: len(exchange.sockets.spot.sockets) == 1, step=0.5)
        exchange.set_price("BTCUSDT", "69000")
        last = await read(events, 1)

    ids = ids_of(first + last)
    assert ids == list(range(ids[0], ids[0] + 11))
    assert now.passed < 10


async def test_old_socket_dies_while_both_deliver(
    streams: StreamManager, exchange: Exchange, now: SteppedTime
) -> None:
    """What the new socket has brought already makes the loss of the old one none at all."""
    async with streams.subscribe("btcusdt@aggTrade") as events:
        (old,) = exchange.sockets.spot.sockets
        exchange.sockets.announce_shutdown()
        await now.until(lambda: exchange.sockets.opened == 2, step=0.05)
        await now.until(lambda: subscriptions(exchange) == 2)
        exchange.set_price("BTCUSDT", "68000")
        old.live.drop(hard=True)
        await now.until(lambda: streams.health().connected == 0)
        exchange.set_price("BTCUSDT", "68001")
        await now.until(lambda: streams.health().connected == 1, step=0.5)
        exchange.set_price("BTCUSDT", "68002")
        came = await read(events, 3)

    assert gaps_in(came) == []
    assert ids_of(came) == list(range(came[0].id, came[0].id + 3))


async def test_streams_that_come_during_a_renewal(
    streams: StreamManager, exchange: Exchange, now: SteppedTime
) -> None:
    """A stream asked for while both are open is on the new socket, after a gap that is told."""
    async with streams.subscribe("btcusdt@aggTrade"):
        exchange.sockets.announce_shutdown()
        await now.until(lambda: subscriptions(exchange) == 2, step=0.05)
        async with streams.subscribe("ethusdt@aggTrade") as late:
            await now.until(lambda: len(exchange.sockets.spot.sockets) == 1, step=0.5)
            (socket,) = exchange.sockets.spot.sockets
            await now.until(lambda: len(socket.names) == 2, step=0.1)
            exchange.set_price("ETHUSDT", "3500")
            came = await read(late, 3)
            assert [gap.until is None for gap in gaps_in(came)] == [True, False]
            assert len(ids_of(came)) == 1


async def test_replacement_is_told_of_a_shutdown_too(now: SteppedTime) -> None:
    """What a socket hears before it is in use counts once it is: a third one takes over in time."""

    async def agree_and_leave(command: dict[str, Any]) -> dict[str, Any]:
        if len(server.paths) == 2:
            await server.sockets[-1].send_str(FAREWELL)
        return await agree(command)

    async with (
        ScriptedStreams(agree_and_leave) as server,
        server.manager(now.timing) as manager,
        manager.subscribe("btcusdt@aggTrade") as events,
    ):
        await server.say(FAREWELL)
        await now.until(lambda: len(server.paths) == 3, step=0.01)
        await now.until(lambda: len(server.sockets) == 1, step=0.01)

        assert events.behind == 0  # no gap


async def test_renewal_waits_for_a_server_that_is_down(
    binance: BinanceClient, exchange: Exchange, now: SteppedTime
) -> None:
    """A replacement that cannot be had leaves the old socket in use."""
    async with binance.streams.subscribe("btcusdt@aggTrade") as events:
        exchange.sockets.refuse("html")
        exchange.sockets.announce_shutdown()
        await now.until(lambda: len(exchange.sockets.record.refused) > 3, step=0.5)
        exchange.set_price("BTCUSDT", "68000")
        assert len(ids_of(await read(events, 1))) == 1
        exchange.sockets.refuse("")
        await now.until(lambda: exchange.sockets.opened == 2, step=0.5)
        await now.until(lambda: len(exchange.sockets.spot.sockets) == 1, step=0.5)
        exchange.set_price("BTCUSDT", "68001")

        assert len(ids_of(await read(events, 1))) == 1


def subscriptions(exchange: Exchange) -> int:
    """Count the sockets of spot that were asked for a stream."""
    return sum(bool(socket.names) for socket in exchange.sockets.spot.sockets)


async def test_control_both_sockets_do_deliver(
    streams: StreamManager, exchange: Exchange, now: SteppedTime
) -> None:
    """During a renewal the exchange sends each event twice: without a judge both would arrive."""
    async with streams.subscribe("btcusdt@aggTrade") as events:
        exchange.sockets.record.keeps_events = True
        exchange.sockets.announce_shutdown()
        await now.until(lambda: subscriptions(exchange) == 2, step=0.05)
        exchange.set_price("BTCUSDT", "68000")
        (event,) = await read(events, 1)
        sent = [one.number for life in exchange.sockets.record.lives for one in life.sent]
        await asyncio.sleep(0)

    assert sent.count(event.id) == 2

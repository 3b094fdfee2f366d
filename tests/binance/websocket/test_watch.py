"""Sockets that are open and worth nothing: found by silence, and by the age of their data."""

import pytest

from binance.websocket import streams as names
from binance.websocket.gap import GapReason
from binance.websocket.manager import StreamManager
from sandbox.exchange import Exchange
from tests.binance.websocket.conftest import OpenStreams
from tests.binance.websocket.listening import gaps_in, ids_of, read
from tests.binance.websocket.stepped_time import SteppedTime

HEARTBEAT = 20  # seconds


async def test_half_open_socket(
    streams: StreamManager, exchange: Exchange, now: SteppedTime
) -> None:
    """A socket that answers no ping is given up after one and a half heartbeats and a bit."""
    async with streams.subscribe("btcusdt@aggTrade") as events:
        exchange.set_price("BTCUSDT", "68000")
        (last,) = await read(events, 1)
        exchange.sockets.freeze()
        began = now.passed
        await now.until(lambda: events.behind, step=0.5)
        (gap,) = gaps_in(await read(events, 1))
        found = now.passed
        await now.until(lambda: streams.health().connected == 1, step=0.5)
        ended = await read(events, 1)
        exchange.set_price("BTCUSDT", "68001")
        came = ids_of(await read(events, 1))

    assert (gap.reason, gap.until, gap.last_id) == (GapReason.SILENT, None, last.id)
    assert gap.since == last.event_time
    assert gaps_in(ended)[0].until is not None
    assert came == [last.id + 1]
    assert found - began <= 1.5 * HEARTBEAT + HEARTBEAT / 4 + 1


async def test_pongs_keep_a_quiet_socket(
    open_binance: OpenStreams, exchange: Exchange, now: SteppedTime
) -> None:
    """A market where nothing happens is no reason to leave: the socket answers pings."""
    async with (
        open_binance(quiet=10_000) as binance,
        binance.streams.subscribe("btcusdt@aggTrade") as events,
    ):
        for _ in range(60):
            await now.advance(5)
        exchange.set_price("BTCUSDT", "68000")
        assert gaps_in(await read(events, 1)) == []

        assert exchange.sockets.opened == 1


async def test_regular_stream_stays_away(
    streams: StreamManager, exchange: Exchange, now: SteppedTime
) -> None:
    """A stream that must speak every three seconds and does not is told of, and looked for."""
    async with streams.subscribe(names.futures.mark_price("BTCUSDT")) as events:
        exchange.set_price("BTCUSDT", "68000")
        await read(events, 1)
        exchange.sockets.silence("*@markPrice")
        await now.until(lambda: events.behind, step=1)
        (gap,) = await read(events, 1)
        await now.until(lambda: exchange.sockets.opened == 2, step=0.5)
        exchange.sockets.silence("")
        exchange.set_price("BTCUSDT", "68001")
        ended, event = await read(events, 2)

    assert (gap.reason, gap.until) == (GapReason.STALE, None)
    assert (ended.reason, ended.until is None) == (GapReason.STALE, False)
    assert event.symbol == "BTCUSDT"


async def test_same_old_news(
    streams: StreamManager,
    exchange: Exchange,
    now: SteppedTime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A socket that repeats old events is given up although frames keep coming."""
    monkeypatch.setattr(exchange.venue.time, "_clock", lambda: 1_795_132_800.0)
    async with streams.subscribe("btcusdt@bookTicker", "btcusdt@miniTicker") as events:
        exchange.set_price("BTCUSDT", "68000")
        await read(events, 2)
        opened = exchange.sockets.opened
        while exchange.sockets.opened == opened and now.passed < 600:
            exchange.sockets.spot.speak("btcusdt@miniTicker")
            await now.advance(1)
        while True:
            (told,) = await read(events, 1)
            if gaps_in([told]):
                break

    assert told.reason is GapReason.STALE
    assert now.passed < 80


async def test_quiet_socket_is_replaced_without_a_gap(
    streams: StreamManager, exchange: Exchange, now: SteppedTime
) -> None:
    """Where nothing came at all for a minute a second socket makes sure; nobody is told."""
    async with streams.subscribe("btcusdt@aggTrade") as events:
        await now.until(lambda: exchange.sockets.opened == 2, step=1)
        await now.until(lambda: len(exchange.sockets.spot.sockets) == 1, step=0.5)
        exchange.set_price("BTCUSDT", "68000")
        came = await read(events, 1)

    assert gaps_in(came) == []
    assert now.passed < 80

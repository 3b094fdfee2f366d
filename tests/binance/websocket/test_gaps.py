"""What is missing is told; what was missed is read over REST where it was asked for."""

from datetime import UTC, datetime
from typing import Any

import pytest

from binance.client import BinanceClient
from binance.enums import Interval
from binance.models.market_events import UnknownEvent
from binance.websocket import streams as names
from binance.websocket.gap import Gap, GapReason
from binance.websocket.manager import StreamManager
from sandbox.exchange import Exchange
from tests.binance.websocket.listening import gaps_in, ids_of, read
from tests.binance.websocket.stepped_time import SteppedTime

TRADES = "btcusdt@aggTrade"


async def lose(exchange: Exchange, now: SteppedTime, streams: StreamManager, *, hard: bool) -> None:
    """Cut all sockets and wait until they are open again; five trades are made meanwhile."""
    exchange.sockets.drop(hard=hard)
    await now.until(lambda: streams.health().connected == 0)
    for price in range(68_100, 68_105):
        exchange.set_price("BTCUSDT", str(price))
    await now.until(lambda: streams.health().connected == 1, step=0.1)


@pytest.mark.parametrize("hard", [False, True], ids=["FIN", "RST"])
async def test_lost_connection(
    streams: StreamManager, exchange: Exchange, now: SteppedTime, hard: bool
) -> None:
    """The consumer hears when data stopped and when it came again, with all that is known."""
    async with streams.subscribe(TRADES) as events:
        exchange.set_price("BTCUSDT", "68000")
        (before,) = await read(events, 1)
        await lose(exchange, now, streams, hard=hard)
        exchange.set_price("BTCUSDT", "68200")
        began, ended, after = await read(events, 3)

    assert began == Gap(TRADES, GapReason.DISCONNECTED, before.event_time, None, before.id)
    assert isinstance(ended, Gap)
    assert ended.until is not None
    assert ended.until <= datetime.fromtimestamp(now.timing.wall(), UTC)
    assert after.id == before.id + 6


async def test_back_fill_of_trades(
    streams: StreamManager, exchange: Exchange, now: SteppedTime
) -> None:
    """Trades of the gap follow it, read over REST, each once; others do not get them."""
    async with (
        streams.subscribe(TRADES, backfill=True) as whole,
        streams.subscribe(TRADES) as plain,
    ):
        exchange.set_price("BTCUSDT", "68000")
        await read(whole, 1)
        await read(plain, 1)
        await lose(exchange, now, streams, hard=True)
        for price in ("68200", "68201"):
            exchange.set_price("BTCUSDT", price)
        came = await read(whole, 9)
        exchange.set_price("BTCUSDT", "68202")
        came += await read(whole, 1)
        others = await read(plain, 5)

    ids = ids_of(came)
    assert ids == list(range(ids[0], ids[0] + 8))
    assert [gap.until is None for gap in gaps_in(came)] == [True, False]
    assert ids_of(others) == ids[-3:]
    assert came[2].price == 68_100


async def test_back_fill_waits_for_rest(
    streams: StreamManager, exchange: Exchange, now: SteppedTime
) -> None:
    """A REST that fails is asked again; meanwhile events wait in their order."""
    exchange.faults.inject("/api/v3/aggTrades", "error", times=4)
    async with streams.subscribe(TRADES, backfill=True) as events:
        exchange.set_price("BTCUSDT", "68000")
        await read(events, 1)
        await lose(exchange, now, streams, hard=True)
        exchange.set_price("BTCUSDT", "68200")
        await now.until(lambda: events.behind >= 8, step=0.5)
        came = await read(events, 8)

    ids = ids_of(came)
    assert ids == list(range(ids[0], ids[0] + 6))


async def test_back_fill_that_never_succeeds(
    streams: StreamManager, exchange: Exchange, now: SteppedTime
) -> None:
    """What could not be read is told as a gap that stays; events go on."""
    exchange.faults.inject("/api/v3/aggTrades", "error", times=None)
    async with streams.subscribe(TRADES, backfill=True) as events:
        exchange.set_price("BTCUSDT", "68000")
        (before,) = await read(events, 1)
        await lose(exchange, now, streams, hard=True)
        exchange.set_price("BTCUSDT", "68200")
        await now.until(lambda: events.behind >= 4, step=1)
        came = await read(events, 4)

    assert came[2].reason is GapReason.NOT_FILLED
    assert (came[2].last_id, came[2].next_id) == (before.id, before.id + 6)
    assert ids_of(came) == [before.id + 6]


async def test_back_fill_of_candles(
    binance: BinanceClient, exchange: Exchange, now: SteppedTime
) -> None:
    """Candles that closed during the gap follow it, closed."""
    now.passed = exchange.venue.time.seconds() - now.timing.wall()
    streams = binance.streams
    async with streams.subscribe(
        names.kline("BTCUSDT", Interval.MINUTE_1), backfill=True
    ) as events:
        exchange.set_price("BTCUSDT", "68000")
        (before,) = await read(events, 1)
        exchange.venue.time.skew_ms += 180_000
        now.passed += 180
        await lose(exchange, now, streams, hard=True)
        exchange.set_price("BTCUSDT", "68200")
        came: list[Any] = []
        while not any(one.candle.open_ms >= before.candle.open_ms + 180_000 for one in came):
            came += [one for one in await read(events, 1) if not isinstance(one, Gap)]

    closed = [one.candle.open_ms for one in came if one.candle.is_closed]
    first = before.candle.open_ms
    assert closed[:3] == [first, first + 60_000, first + 120_000]


async def test_more_candles_than_an_answer_has(
    binance: BinanceClient, exchange: Exchange, now: SteppedTime
) -> None:
    """All candles of eighteen hours are there, though REST gives 1,000 at once."""
    now.passed = exchange.venue.time.seconds() - now.timing.wall()
    stream = names.kline("BTCUSDT", Interval.MINUTE_1)
    async with binance.streams.subscribe(stream, backfill=True) as events:
        exchange.set_price("BTCUSDT", "68000")
        (before,) = await read(events, 1)
        exchange.venue.time.skew_ms += 1_080 * 60_000
        now.passed += 1_080 * 60
        await lose(exchange, now, binance.streams, hard=True)
        await now.until(lambda: events.behind >= 1_080, step=0.1)
        came = [one for one in await read(events, 1_080) if not isinstance(one, Gap)]

    opened = [one.candle.open_ms for one in came if one.candle.is_closed]
    first = before.candle.open_ms
    assert opened == list(range(first, first + len(opened) * 60_000, 60_000))
    assert len(opened) > 1_070


async def test_candles_that_rest_cuts_otherwise_are_not_filled(
    streams: StreamManager, exchange: Exchange, now: SteppedTime
) -> None:
    """Days that begin in another time zone are not mixed with those of UTC."""
    async with streams.subscribe(
        names.kline_utc8("BTCUSDT", Interval.DAY_1), backfill=True
    ) as events:
        exchange.set_price("BTCUSDT", "68000")
        await read(events, 1)
        await lose(exchange, now, streams, hard=True)
        came = await read(events, 2)

    assert [gap.until is None for gap in gaps_in(came)] == [True, False]
    assert not [one for one in exchange.requests if one.path == "/api/v3/klines"]


async def test_old_news_after_a_gap(
    streams: StreamManager, exchange: Exchange, now: SteppedTime
) -> None:
    """A new socket that begins with something old has nobody told twice what follows on it."""
    async with streams.subscribe(TRADES, backfill=True) as events:
        exchange.set_price("BTCUSDT", "68000")
        (before,) = await read(events, 1)
        await lose(exchange, now, streams, hard=True)
        came = await read(events, 7)
        row = {"e": "aggTrade", "E": before.event_ms, "s": "BTCUSDT", "a": before.id}
        row |= {"p": "1", "q": "1", "f": 1, "l": 1, "T": before.trade_ms, "m": True}
        for socket in exchange.sockets.spot.sockets:
            socket.deliver(TRADES, row)
        for price in ("68200", "68201"):
            exchange.set_price("BTCUSDT", price)
            came += await read(events, 1)

    assert ids_of(came) == list(range(before.id + 1, before.id + 8))


async def test_ids_begin_anew_during_a_gap(
    streams: StreamManager, exchange: Exchange, now: SteppedTime
) -> None:
    """A consumer that waits for the past gets what comes when there is no such past any more."""
    async with streams.subscribe(TRADES, backfill=True) as events:
        exchange.set_price("BTCUSDT", "68000")
        (before,) = await read(events, 1)
        await lose(exchange, now, streams, hard=True)
        await read(events, 7)
        row = {"e": "aggTrade", "E": before.event_ms + 60_000, "s": "BTCUSDT"}
        row |= {"p": "1", "q": "1", "f": 1, "l": 1, "T": before.trade_ms, "m": True}
        for socket in exchange.sockets.spot.sockets:
            for number in (2, 3):
                socket.deliver(TRADES, row | {"a": number})
        gap, *came = await read(events, 3)

    assert gap.reason is GapReason.RESTARTED
    assert ids_of(came) == [2, 3]


async def test_missing_ids(streams: StreamManager, exchange: Exchange) -> None:
    """Events that were lost on an open socket show by their ids, and are read over REST."""
    async with (
        streams.subscribe(TRADES) as plain,
        streams.subscribe(TRADES, backfill=True) as whole,
    ):
        exchange.set_price("BTCUSDT", "68000")
        exchange.sockets.faults.set(TRADES, drop=1)
        await read(plain, 1)
        exchange.set_price("BTCUSDT", "68001")
        exchange.set_price("BTCUSDT", "68002")
        exchange.sockets.faults.set()
        exchange.set_price("BTCUSDT", "68003")
        gap, after = await read(plain, 2)
        filled = ids_of(await read(whole, 5))

    assert (gap.reason, gap.missed, gap.next_id) == (GapReason.MISSED, 2, after.id)
    assert filled == list(range(filled[0], filled[0] + 4))


@pytest.mark.parametrize("kind", ["duplicate", "reorder", "repeat", "garbage", "drop"])
async def test_bad_network(streams: StreamManager, exchange: Exchange, kind: str) -> None:
    """Whatever a third of the frames meet, each trade arrives once and in order."""
    exchange.sockets.faults.set(TRADES, **{kind: 0.33})
    async with streams.subscribe(TRADES, backfill=True) as events:
        for price in range(68_000, 68_060):
            exchange.set_price("BTCUSDT", str(price))
        exchange.sockets.faults.set()
        exchange.set_price("BTCUSDT", "69000")
        last = exchange.venue.market.stall("BTCUSDT").tape.last_id
        came: list[Any] = []
        while not came or came[-1].id != last:
            came += [one for one in await read(events, 1) if hasattr(one, "id")]
        met = exchange.sockets.faults.met[kind]

    ids = [one.id for one in came]
    assert ids == list(range(ids[0], last + 1))
    assert met > 5


async def test_garbage(streams: StreamManager, exchange: Exchange) -> None:
    """Half a message is handed over raw and counted; a message of nobody is counted only."""
    async with streams.subscribe("btcusdt@miniTicker") as events:
        exchange.sockets.faults.set("*", garbage=1)
        exchange.set_price("BTCUSDT", "68000")
        (broken,) = await read(events, 1)
        exchange.sockets.faults.set()
        for socket in exchange.sockets.spot.sockets:
            socket.live.push_text("<html>")
        exchange.set_price("BTCUSDT", "68001")
        (event,) = await read(events, 1)

    assert isinstance(broken, UnknownEvent)
    assert broken.data is None
    assert event.close == 68_001
    assert streams.health().unreadable == 2


async def test_ids_begin_anew(streams: StreamManager, exchange: Exchange) -> None:
    """Smaller ids with a later time are no repetition: the exchange has begun to count anew."""
    async with streams.subscribe(TRADES) as events:
        exchange.set_price("BTCUSDT", "68000")
        (first,) = await read(events, 1)
        row = {"e": "aggTrade", "E": first.event_ms + 60_000, "s": "BTCUSDT", "a": 1}
        row |= {"p": "1", "q": "1", "f": 1, "l": 1, "T": first.trade_ms, "m": True}
        for socket in exchange.sockets.spot.sockets:
            socket.deliver(TRADES, row | {"E": first.event_ms, "a": 2})  # a repetition
            socket.deliver(TRADES, row)
        gap, event = await read(events, 2)

    assert gap.reason is GapReason.RESTARTED
    assert event.id == 1

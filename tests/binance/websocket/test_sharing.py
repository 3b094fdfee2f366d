"""Streams by reference count: one socket, one subscription, any number of consumers."""

import asyncio
import contextlib

import pytest

from binance.client import BinanceClient
from binance.exceptions import ClientClosed, HostMissing
from binance.models.market_events_trades import AggTrade
from binance.websocket import streams as names
from binance.websocket.gap import GapReason
from binance.websocket.manager import StreamManager
from binance.websocket.markets import Market
from binance.websocket.rules import SocketRules
from binance.websocket.stream_errors import TooManyConnections
from sandbox.exchange import Exchange
from tests.binance.websocket.conftest import OpenStreams
from tests.binance.websocket.listening import gaps_in, ids_of, read
from tests.binance.websocket.stepped_time import SteppedTime


def listened_to(exchange: Exchange) -> list[str]:
    """Name the streams the exchange was asked for, over all sockets of spot."""
    return [name for socket in exchange.sockets.spot.sockets for name in socket.names]


async def test_consumers_share_a_stream(streams: StreamManager, exchange: Exchange) -> None:
    """Two consumers need one socket and one subscription; the last to leave takes it along."""
    async with streams.subscribe("btcusdt@aggTrade") as one:
        async with streams.subscribe(names.agg_trade("BTCUSDT")) as other:
            assert listened_to(exchange) == ["btcusdt@aggTrade"]
            exchange.set_price("BTCUSDT", "68000")
            first, second = (await read(one, 1))[0], (await read(other, 1))[0]
        assert streams.health().consumers == 1
        exchange.set_price("BTCUSDT", "68001")
        assert isinstance((await read(one, 1))[0], AggTrade)

    assert first is second
    assert exchange.sockets.opened == 1
    assert streams.health().streams == 0


async def test_nobody_listens_any_more(
    streams: StreamManager, exchange: Exchange, now: SteppedTime
) -> None:
    """Binance is told at once that a stream is not wanted; an empty socket is kept for a while."""
    async with streams.subscribe("btcusdt@aggTrade", "ethusdt@trade"):
        assert sorted(listened_to(exchange)) == ["btcusdt@aggTrade", "ethusdt@trade"]
    await now.until(lambda: not listened_to(exchange))
    assert exchange.sockets.spot.sockets

    async with streams.subscribe("btcusdt@aggTrade"):
        await now.advance(6)
        assert streams.health().connected == 1
    assert exchange.sockets.opened == 1
    await now.until(lambda: not exchange.sockets.spot.sockets, step=1)

    assert streams.health().connections == 0


async def test_several_streams_in_one_subscription(
    streams: StreamManager, exchange: Exchange
) -> None:
    """Streams of several markets reach one consumer, each over the socket of its market."""
    wanted = (
        names.book_ticker("BTCUSDT"),
        names.futures.mark_price("BTCUSDT"),
        names.coin_futures.agg_trade("BTCUSD_PERP"),
    )
    async with streams.subscribe(*wanted) as events:
        exchange.set_price("BTCUSDT", "68000")
        came = await read(events, 3)

    assert {event.symbol for event in came} == {"BTCUSDT", "BTCUSD_PERP"}
    assert {type(event).__name__ for event in came} == {"BookTicker", "MarkPrice", "AggTrade"}


async def test_plain_names_of_another_market(streams: StreamManager, exchange: Exchange) -> None:
    """Plain names belong to spot unless said otherwise."""
    async with streams.subscribe("btcusdt@markPrice", market=Market.FUTURES) as events:
        exchange.set_price("BTCUSDT", "68000")
        (event,) = await read(events, 1)

    assert type(event).__name__ == "MarkPrice"


async def test_unknown_stream_is_read_raw(streams: StreamManager, exchange: Exchange) -> None:
    """A stream this version does not know gives its messages as they came."""
    async with streams.subscribe("btcusdt@novelty") as events:
        for socket in exchange.sockets.spot.sockets:
            socket.deliver("btcusdt@novelty", {"e": "novelty", "x": 1})
        (event,) = await read(events, 1)

    assert event.stream == "btcusdt@novelty"
    assert event.data == {"e": "novelty", "x": 1}


async def test_partial_books_of_spot_say_whose_they_are(
    streams: StreamManager, exchange: Exchange
) -> None:
    """Binance leaves the symbol out of the best levels; it is taken from the stream's name."""
    async with streams.subscribe(names.partial_depth("ETHUSDT", 5)) as events:
        exchange.set_price("ETHUSDT", "3500")
        (event,) = await read(events, 1)

    assert event.symbol == "ETHUSDT"
    assert event.bids[0].price < event.asks[0].price


async def test_slow_consumer_loses_the_oldest_and_hears_of_it(
    streams: StreamManager, exchange: Exchange
) -> None:
    """A full queue drops its oldest events, says so, and costs nobody else anything."""
    async with (
        streams.subscribe("btcusdt@aggTrade", queue=3) as slow,
        streams.subscribe("btcusdt@aggTrade") as quick,
    ):
        for price in range(68_000, 68_010):
            exchange.set_price("BTCUSDT", str(price))
        everything = await read(quick, 10)
        late = await read(slow, 4)

    (gap,) = gaps_in(late)
    assert late[0] is gap
    assert (gap.reason, gap.missed, gap.stream) == (GapReason.DROPPED, 7, "btcusdt@aggTrade")
    assert gap.since == everything[0].event_time
    assert gap.until == late[1].event_time
    assert ids_of(late) == ids_of(everything)[7:]


async def test_neither_error_nor_cancellation_touches_others(
    streams: StreamManager, exchange: Exchange, now: SteppedTime
) -> None:
    """A consumer that fails, or is cancelled, leaves alone."""

    async def fails() -> None:
        async with streams.subscribe("btcusdt@aggTrade") as events:
            async for _ in events:
                raise LookupError

    async def waits() -> None:
        async with streams.subscribe("btcusdt@aggTrade", "bnbusdt@trade") as events:
            async for event in events:
                assert event

    async with streams.subscribe("btcusdt@aggTrade") as events:
        failing, waiting = asyncio.ensure_future(fails()), asyncio.ensure_future(waits())
        await now.until(lambda: streams.health().consumers == 4)
        exchange.set_price("BTCUSDT", "68000")
        with pytest.raises(LookupError):
            await failing
        waiting.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await waiting
        exchange.set_price("BTCUSDT", "68001")

        assert len(ids_of(await read(events, 2))) == 2
        assert streams.health().consumers == 1


async def test_giving_up_while_subscribing_does_not_end_it_for_others(
    open_binance: OpenStreams, exchange: Exchange
) -> None:
    """Someone who is cancelled before Binance has answered takes nobody along."""
    async with open_binance() as binance:

        async def asks() -> int:
            async with binance.streams.subscribe("btcusdt@aggTrade") as events:
                exchange.set_price("BTCUSDT", "68000")
                return len(await read(events, 1))

        hasty, patient = asyncio.ensure_future(asks()), asyncio.ensure_future(asks())
        await asyncio.sleep(0)
        hasty.cancel()

        assert await patient == 1


async def test_more_streams_than_a_socket_may_have(
    open_binance: OpenStreams, exchange: Exchange
) -> None:
    """Another socket is opened when one is full, up to the limit that is set."""
    rules = SocketRules(messages_per_second=None, streams=2)
    async with open_binance(rules=rules, connections=2) as binance:
        symbols = ("btcusdt", "ethusdt", "bnbusdt", "solusdt")
        async with binance.streams.subscribe(*(f"{name}@trade" for name in symbols)):
            assert sorted(len(one.names) for one in exchange.sockets.spot.sockets) == [2, 2]
            with pytest.raises(TooManyConnections) as refused:
                async with binance.streams.subscribe("xrpusdt@trade"):
                    pass
            async with binance.streams.subscribe("btcusdt@trade"):
                assert binance.streams.health().connections == 2

    assert refused.value.allowed == 2


async def test_market_without_a_host(streams: StreamManager) -> None:
    """A market the environment does not have is refused before anything is opened."""
    with pytest.raises(HostMissing):
        async with streams.subscribe(names.alpha.ticker("ALPHA_175USDT")):
            pass


async def test_nothing_is_opened_before_the_first_subscription(
    binance: BinanceClient, exchange: Exchange
) -> None:
    """The client opens no socket by itself."""
    assert binance.streams.health().connections == 0
    assert exchange.sockets.opened == 0


async def test_closing_the_client_ends_iterations(
    open_binance: OpenStreams, exchange: Exchange
) -> None:
    """Whoever still iterates comes to the end; nobody can subscribe any more."""
    async with contextlib.AsyncExitStack() as stack:
        client = contextlib.AsyncExitStack()
        binance = await client.enter_async_context(open_binance())
        manager = binance.streams
        events = await stack.enter_async_context(manager.subscribe("btcusdt@aggTrade"))
        exchange.set_price("BTCUSDT", "68000")
        await read(events, 1)
        await client.aclose()

        assert [event async for event in events] == []
        with pytest.raises(ClientClosed):
            await stack.enter_async_context(manager.subscribe("btcusdt@aggTrade"))

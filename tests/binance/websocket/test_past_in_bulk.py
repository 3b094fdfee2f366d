"""More of the past than a consumer's queue holds, and a past that cannot be read for a while."""

import asyncio

import pytest

from binance.models.market_events_trades import AggTrade
from binance.websocket import streams
from tests.binance.order_book.live import World, live, passing

MISSED = 300


@pytest.mark.parametrize("silent_for", [0, 120])
def test_every_missed_trade_is_handed_over(silent_for: int) -> None:
    """A short queue, or REST that fails as long as the streams do, costs not one trade."""

    async def follow(world: World) -> None:
        tape = world.exchange.venue.market.stall("BTCUSDT").tape
        ids: list[int] = []
        whole = asyncio.Event()

        async def read() -> None:
            stream = streams.agg_trade("BTCUSDT")
            async with world.client.streams.subscribe(stream, queue=40, backfill=True) as events:
                async for event in events:
                    if isinstance(event, AggTrade):
                        ids.append(event.id)
                        if len(ids) == MISSED + 2:
                            whole.set()

        reader = asyncio.create_task(read())
        await passing(1)
        world.move(67_000)
        await passing(1)
        world.exchange.sockets.refuse("reset")
        world.exchange.sockets.drop(hard=True)
        if silent_for:
            world.exchange.faults.inject("/api/v3/aggTrades", "html", times=None)
        world.move(*range(67_000, 67_000 + MISSED))
        await passing(silent_for)
        world.exchange.faults.clear()
        world.exchange.sockets.refuse("")
        await passing(10)
        world.move(66_000)
        async with asyncio.timeout(200):
            await whole.wait()
        reader.cancel()
        assert ids == list(range(tape.last_id - MISSED - 1, tape.last_id + 1))

    live(follow)

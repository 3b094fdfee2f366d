"""A gap that begins while REST is asked about what was missed before it."""

import asyncio
from unittest.mock import patch

from binance.websocket.user_data_events import Fill
from sandbox.exchange.frame_faults import FrameFaults
from tests.binance.order_book.live import World, live, passing
from tests.binance.pretend import key_of


def test_fill_found_before_another_gap_is_told() -> None:
    """What a comparison has found is told although the stream breaks before it is done."""

    async def follow(world: World) -> None:
        fills: list[Fill] = []

        async def read() -> None:
            async with world.client.user_data.follow(key_of(world.exchange)) as events:
                async for event in events:
                    if isinstance(event, Fill):
                        fills.append(event)  # noqa: PERF401 -- one by one, as they come

        def buy() -> None:
            world.exchange.app.place(
                "trader", symbol="BNBUSDT", side="BUY", type="MARKET", quoteOrderQty="50"
            )

        reader = asyncio.create_task(read())
        await passing(10)
        buy()
        await passing(5)
        # New, balance, trade, balance: the trade is lost, the balance shows that one is missing.
        fates = iter(["sent", "sent", "drop", "sent"])
        with patch.object(FrameFaults, "fate", lambda *_: next(fates, "sent")):
            world.exchange.sockets.faults.set(drop=0.5)
            buy()
            await passing(1)
        world.exchange.sockets.faults.set()
        world.exchange.faults.inject("/api/v3/account", "delay", seconds=2)
        await passing(2)  # the doubt has led to a question, and the answer takes its time
        world.exchange.sockets.drop("spot_ws_api", hard=True)
        await passing(60)
        reader.cancel()
        assert [one.recovered for one in fills] == [False, True]

    live(follow)

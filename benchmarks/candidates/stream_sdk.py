"""Binance's own client for Python: its streams, with the models it makes of them."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from importlib import import_module
from typing import Any

from benchmarks.measuring import Job
from benchmarks.playing import MIXED, TICKERS, Follow, following, nothing, socket_place

_METHODS = {
    "btcusdt@aggTrade": ("agg_trade", {"symbol": "btcusdt"}),
    "btcusdt@bookTicker": ("book_ticker", {"symbol": "btcusdt"}),
    "btcusdt@kline_1m": ("kline", {"symbol": "btcusdt", "interval": "1m"}),
    "btcusdt@depth": ("diff_book_depth", {"symbol": "btcusdt"}),
    "!miniTicker@arr": ("all_mini_ticker", {}),
}


def use_tickers(event: Any) -> None:
    """Read symbol, close and volume of every row."""
    for row in event:
        one = getattr(row, "actual_instance", row)
        _ = one.s, one.c, one.v


async def open_candidate(urls: Mapping[str, str], _stack: AsyncExitStack) -> Mapping[str, Job]:
    """Prepare the jobs; each opens a socket of its own."""
    options = import_module("binance_common.configuration").ConfigurationWebSocketStreams
    client = import_module("binance_sdk_spot.spot").Spot

    def opened(tape: str, names: Sequence[str]) -> Follow:
        """Open a socket once and keep it: closing one takes three seconds here."""
        spot = client(config_ws_streams=options(stream_url=socket_place(urls, tape)))
        events: asyncio.Queue[Any] = asyncio.Queue()
        kept: list[AsyncIterator[Any]] = []

        @asynccontextmanager
        async def follow() -> AsyncIterator[AsyncIterator[Any]]:
            if not kept:
                connection = await spot.websocket_streams.create_connection()
                for name in names:
                    method, arguments = _METHODS[name]
                    stream = await getattr(connection, method)(**arguments)
                    stream.on("message", events.put_nowait)
                kept.append(_events(events))
            yield kept[0]

        return follow

    return {
        "mixed": following(urls, "mixed", opened("mixed", MIXED), nothing),
        "tickers": following(urls, "tickers", opened("tickers", TICKERS), use_tickers),
    }


async def _events(queue: asyncio.Queue[Any]) -> AsyncIterator[Any]:
    while True:
        yield await queue.get()

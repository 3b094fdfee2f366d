"""Ours: market streams handed over to a consumer."""

import gc
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

from benchmarks.measuring import Figures, Job
from benchmarks.playing import MIXED, TICKERS, following, nothing, play, socket_place
from benchmarks.stream_site import SHARED
from binance.constants import Hosts
from binance.request.timing import Timing
from binance.websocket.dialler import Dialler
from binance.websocket.manager import StreamManager
from binance.websocket.options import StreamOptions
from binance.websocket.rules import SocketRules

_EACH = 10  # consumers of a stream, where many share it
_QUEUE = 1_000_000  # a profile plays so many at a time
_UNHURRIED = SocketRules(messages_per_second=None)


def use_text(event: Any) -> None:
    """Read symbol, close and volume of every row as they came."""
    for row in event:
        _ = row.symbol, row.raw_close, row.raw_volume


def use_numbers(event: Any) -> None:
    """Read symbol, close and volume of every row as numbers."""
    for row in event:
        _ = row.symbol, row.close, row.volume


async def open_candidate(urls: Mapping[str, str], stack: AsyncExitStack) -> Mapping[str, Job]:
    """Open streams of the site; each job has a socket of its own."""
    dialler = Dialler(Timing())
    stack.push_async_callback(dialler.close)

    @asynccontextmanager
    async def opened(tape: str) -> AsyncIterator[StreamManager]:
        base = socket_place(urls, tape)
        hosts = Hosts("", "", "", base, "", base, base)
        manager = StreamManager(dialler, hosts, {}, StreamOptions(rules=_UNHURRIED))
        try:
            yield manager
        finally:
            await manager.close()

    @asynccontextmanager
    async def follow(tape: str, names: Sequence[str]) -> AsyncIterator[AsyncIterator[Any]]:
        async with opened(tape) as manager, manager.subscribe(*names, queue=_QUEUE) as events:
            yield aiter(events)

    async def cost(calls: int, consumers: int) -> float:
        """Give the CPU a message takes where so many share each stream."""
        async with opened("shared") as manager, AsyncExitStack() as kept:
            every = [
                await kept.enter_async_context(
                    manager.subscribe(f"coin{number}usdt@bookTicker", queue=_QUEUE)
                )
                for _ in range(consumers)
                for number in range(SHARED)
            ]
            gc.collect()
            await play(urls, "shared", calls)
            began = time.process_time()
            for events in every:
                for _ in range(calls // SHARED):
                    await anext(aiter(events))
            return (time.process_time() - began) / calls

    async def shared(calls: int, _concurrency: int) -> Figures:
        """Compare one consumer of each stream with many."""
        one, many = await cost(calls, 1), await cost(calls, _EACH)
        return {"cpu": many, "extra": (many - one) / (_EACH - 1)}

    return {
        "mixed": following(urls, "mixed", lambda: follow("mixed", MIXED), nothing),
        "tickers": following(urls, "tickers", lambda: follow("tickers", TICKERS), use_text),
        "tickers as numbers": following(
            urls, "tickers", lambda: follow("tickers", TICKERS), use_numbers
        ),
        "shared": shared,
    }

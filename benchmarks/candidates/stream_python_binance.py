"""python-binance: a multiplex socket as its documentation opens it."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

from benchmarks.candidates.keys import API_KEY, SECRET
from benchmarks.candidates.python_binance import package
from benchmarks.measuring import Job
from benchmarks.playing import MIXED, TICKERS, Follow, following, nothing, socket_place

_QUEUE = 100_000


def use_tickers(event: Any) -> None:
    """Read symbol, close and volume of every row."""
    for row in event["data"]:
        _ = row["s"], row["c"], row["v"]


async def open_candidate(urls: Mapping[str, str], stack: AsyncExitStack) -> Mapping[str, Job]:
    """Prepare the jobs; each opens a socket of its own."""
    module = package()
    client = module.AsyncClient(API_KEY, SECRET)
    stack.push_async_callback(client.close_connection)

    def opened(tape: str, names: Sequence[str]) -> Follow:
        """Open a socket once and keep it: closing one takes ten seconds here."""
        manager = module.BinanceSocketManager(client, max_queue_size=_QUEUE)
        manager.STREAM_URL = socket_place(urls, tape) + "/"
        kept: list[AsyncIterator[Any]] = []

        @asynccontextmanager
        async def follow() -> AsyncIterator[AsyncIterator[Any]]:
            if not kept:
                socket = await manager.multiplex_socket(list(names)).__aenter__()
                kept.append(_events(socket))
            yield kept[0]

        return follow

    return {
        "mixed": following(urls, "mixed", opened("mixed", MIXED), nothing),
        "tickers": following(urls, "tickers", opened("tickers", TICKERS), use_tickers),
    }


async def _events(socket: Any) -> AsyncIterator[Any]:
    while True:
        yield await socket.recv()

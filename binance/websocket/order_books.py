"""Order books by symbol, each kept once however many read it.

async with binance.books.follow("BTCUSDT") as book:
    await book.synced()
    print(book.best_bid(), book.best_ask(), book.depth(20))
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

from binance.exceptions import BinanceError, ClientClosed, RequestInvalid
from binance.models.market_events_books import Depth
from binance.request import pools
from binance.request.timing import Timing
from binance.websocket import streams
from binance.websocket.markets import Market
from binance.websocket.order_book_budget import FUTURES_LADDER, SPOT_LADDER, SnapshotBudget
from binance.websocket.order_book_live import BookSource, LiveBook
from binance.websocket.order_book_snapshots import Snapshots
from binance.websocket.stream import Stream

Subscribe = Callable[[Stream[Depth]], AbstractAsyncContextManager[Any]]


class Books:
    """One for the process: followers of a symbol share its stream and its snapshots."""

    def __init__(self, subscribe: Subscribe, snapshots: Snapshots, timing: Timing) -> None:
        self._timing = timing
        spot = SnapshotBudget(pools.SPOT, timing)
        futures = SnapshotBudget(pools.FUTURES, timing)  # both futures share theirs
        self._budgets = spot, futures
        self._sources = {
            Market.SPOT: BookSource(
                lambda symbol: subscribe(streams.depth(symbol, fast=True)),
                snapshots.spot,
                SPOT_LADDER,
                spot,
                chained=False,
            ),
            Market.FUTURES: BookSource(
                lambda symbol: subscribe(streams.futures.depth(symbol, "100ms")),
                snapshots.futures,
                FUTURES_LADDER,
                futures,
                chained=True,
            ),
            Market.COIN_FUTURES: BookSource(
                lambda symbol: subscribe(streams.coin_futures.depth(symbol, "100ms")),
                snapshots.coin_futures,
                FUTURES_LADDER,
                futures,
                chained=True,
            ),
        }
        self._kept: dict[tuple[Market, str], _Kept] = {}

    @asynccontextmanager
    async def follow(
        self, symbol: str, market: Market = Market.SPOT, levels: int = 1_000
    ) -> AsyncIterator[LiveBook]:
        """Keep the book of a symbol while the block runs; wait for `synced` before reading it.

        About `levels` levels a side are known: fewer for a while when many books begin at once.
        Fails with `RequestInvalid` for a market without order books.
        """
        source = self._sources.get(market)
        if source is None:
            raise RequestInvalid("market", "has no order books that can be followed")
        key = market, symbol.upper()
        kept = self._kept.get(key)
        if kept is None:
            kept = self._kept[key] = _Kept(LiveBook(key[1], levels, source, self._timing))
        kept.followers += 1
        kept.book.want(levels)
        try:
            yield kept.book
        finally:
            kept.followers -= 1
            if not kept.followers:
                self._kept.pop(key, None)
                await kept.close()

    @property
    def followed(self) -> list[LiveBook]:
        """The books there are at the moment."""
        return [kept.book for kept in self._kept.values()]

    async def close(self) -> None:
        """Keep no book any more; their readers meet `ClientClosed`."""
        kept, self._kept = self._kept, {}
        for one in kept.values():
            one.book.fail(ClientClosed())
            await one.close()
        for budget in self._budgets:
            await budget.close()


class _Kept:
    """A book, who keeps it up to date, and how many follow it."""

    def __init__(self, book: LiveBook) -> None:
        self.book = book
        self.followers = 0
        self._task = asyncio.create_task(book.run())
        self._task.add_done_callback(self._ended)

    async def close(self) -> None:
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    def _ended(self, task: asyncio.Task[None]) -> None:
        """Let readers know when the stream cannot be followed."""
        error = None if task.cancelled() else task.exception()
        if isinstance(error, BinanceError):
            self.book.fail(error)
        elif error is not None:
            self.book.fail(ClientClosed())
            asyncio.get_running_loop().call_exception_handler(
                {
                    "message": "an order book could not be kept",
                    "exception": error,
                }
            )

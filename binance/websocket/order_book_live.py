"""A book kept up to date: a stream, a snapshot whenever one is needed, and refusals between."""

import asyncio
from collections.abc import AsyncIterable, Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from binance.exceptions import BinanceError, LimitReached, ParameterRejected
from binance.models.futures_market import FuturesDepth
from binance.models.market import Depth
from binance.models.market_events_books import Depth as DepthEvent
from binance.request.timing import Timing
from binance.websocket.gap import Gap
from binance.websocket.order_book import Change, OrderBook, Snapshot
from binance.websocket.order_book_budget import Ladder, SnapshotBudget, rung
from binance.websocket.order_book_side import Level

_FIRST_CHANGE = 1.0  # seconds to wait for one before the first snapshot; quiet symbols have none
_GRACE = 0.1  # seconds in which a change that is only late may still mend the book
_PAUSE = 0.25  # seconds before another attempt, twice that before the next …
_LONGEST_PAUSE = 5.0  # seconds
_LOOK = 200  # changes after which the depth that is known is looked at

Subscribe = Callable[[str], AbstractAsyncContextManager[AsyncIterable[Any]]]
Fetch = Callable[[str, int], Awaitable[Depth | FuturesDepth]]


@dataclass(frozen=True, slots=True)
class BookSource:
    """Where the books of one exchange come from."""

    subscribe: Subscribe
    fetch: Fetch
    ladder: Ladder
    budget: SnapshotBudget
    chained: bool  # the rule of futures, see `OrderBook`


class LiveBook:
    """The book of a symbol as it is now. Every way to read it fails with `OutOfSync` while it is
    being mended, and with what keeps it from that where nothing will.
    """  # noqa: D205 -- one sentence

    def __init__(self, symbol: str, levels: int, source: BookSource, timing: Timing) -> None:
        self.symbol = symbol
        self.levels = rung(source.ladder, levels)[0]  # a side; fewer may be known for a while
        self.snapshots = 0  # taken so far
        self.changed_at: float | None = None  # monotonic seconds of the last change heard
        self._book = OrderBook(symbol, chained=source.chained)
        self._source = source
        self._timing = timing
        self._failure: BinanceError | None = None
        self._wake = asyncio.Event()  # a snapshot is needed
        self._synced = asyncio.Event()
        self._seen = 0
        self._wake.set()

    @property
    def is_in_sync(self) -> bool:
        """True while the book may be read."""
        return self._book.is_in_sync

    @property
    def update_id(self) -> int:
        """The id of the last change in the book."""
        return self._readable().update_id

    @property
    def reach(self) -> int | None:
        """How many levels are known of the poorer side; None when both are known to the end."""
        return self._book.reach

    @property
    def age(self) -> float | None:
        """Seconds since the last change was heard; None when none was."""
        return None if self.changed_at is None else self._timing.monotonic() - self.changed_at

    def want(self, levels: int) -> None:
        """Let at least so many levels a side be known from now on."""
        self.levels = max(self.levels, rung(self._source.ladder, levels)[0])
        self._wake.set()

    def depth(self, limit: int = 100) -> Depth:
        """Give at most so many levels a side, best first: fewer where no more are known."""
        return self._readable().depth(limit)

    def best_bid(self) -> Level | None:
        """Give price and quantity of the highest bid, None when nobody buys."""
        return self._readable().best_bid()

    def best_ask(self) -> Level | None:
        """Give price and quantity of the lowest ask, None when nobody sells."""
        return self._readable().best_ask()

    def quantity_at(self, price: Decimal) -> Decimal:
        """Give what is bid or asked at a price."""
        return self._readable().quantity_at(price)

    async def synced(self) -> None:
        """Wait until the book may be read. Fails with what makes that impossible."""
        while not self._book.is_in_sync:
            if self._failure is not None:
                raise self._failure
            self._synced.clear()
            await self._synced.wait()

    async def run(self) -> None:
        """Follow the stream and mend the book, until cancelled."""
        mending = asyncio.create_task(self._mend())
        try:
            async with self._source.subscribe(self.symbol) as events:
                async for event in events:
                    self._take_event(event)
        finally:
            mending.cancel()
            await asyncio.gather(mending, return_exceptions=True)

    def fail(self, failure: BinanceError) -> None:
        """Refuse readers with this from now on."""
        self._failure = failure
        self._book.lose()
        self._synced.set()

    def _readable(self) -> OrderBook:
        if self._failure is not None:
            raise self._failure
        return self._book

    def _take_event(self, event: Any) -> None:
        book = self._book
        if not isinstance(event, DepthEvent):
            # Nothing comes for a while. What is dropped, or cannot be read, shows by the ids.
            if isinstance(event, Gap) and event.until is None:
                book.lose()
                self._wake.set()
            return
        previous = event.first_id - 1 if event.previous_id is None else event.previous_id
        book.hear(
            Change(
                previous,
                event.last_id,
                [(Decimal(price), Decimal(qty)) for price, qty in event.raw_bids],
                [(Decimal(price), Decimal(qty)) for price, qty in event.raw_asks],
            )
        )
        self.changed_at = self._timing.monotonic()
        self._seen += 1
        if not book.is_in_sync or (self._seen % _LOOK == 0 and self._is_shallow()):
            self._wake.set()
        elif not self._synced.is_set():
            self._synced.set()

    def _is_shallow(self) -> bool:
        reach = self._book.reach
        return reach is not None and reach < self.levels / 2

    def _needs_snapshot(self) -> bool:
        return not self._book.is_in_sync or self._is_shallow()

    async def _mend(self) -> None:
        pause = _PAUSE
        while True:
            await self._wake.wait()
            if self._failure is not None:
                return
            if not self._needs_snapshot():
                self._wake.clear()
                self._synced.set()
                pause = _PAUSE
                continue
            if not self._book.is_in_sync:
                await self._hear_first()
            wait = await self._try_snapshot(pause)
            if wait:
                self._book.forget_expectation()
                await self._timing.sleep(wait)
                pause = min(pause * 2, _LONGEST_PAUSE)

    async def _hear_first(self) -> None:
        """Let the stream speak first: a snapshot older than its first change would be in vain."""
        until = self._timing.monotonic() + _FIRST_CHANGE
        while not self._book.has_heard and self._timing.monotonic() < until:
            await self._timing.sleep(_GRACE)
        await self._timing.sleep(_GRACE)

    async def _try_snapshot(self, pause: float) -> float:
        """Ask for a snapshot when it is our turn; gives the seconds to wait after a failure."""
        source, book = self._source, self._book
        limit = await source.budget.turn(
            self.levels, source.ladder, is_urgent=lambda: not book.is_in_sync
        )
        if not self._needs_snapshot():
            return 0.0  # a late change has mended it
        try:
            taken = await self._take_snapshot(limit)
        except LimitReached as error:
            return max(error.retry_after, pause)
        except ParameterRejected as error:  # no such symbol
            self.fail(error)
            return 0.0
        except BinanceError:
            return pause
        return 0.0 if taken else pause

    async def _take_snapshot(self, limit: int) -> bool:
        self._book.expect_snapshot()
        answer = await self._source.fetch(self.symbol, limit)
        self.snapshots += 1
        snapshot = Snapshot(answer.last_update_id, answer.bids, answer.asks, limit)
        taken = self._book.take(snapshot)
        if taken:
            self._synced.set()
        return taken

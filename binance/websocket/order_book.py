"""A local order book: a snapshot, kept up to date by the changes of a `depth` stream.

Pure: it neither reads a socket nor a clock. Whoever owns it feeds it changes and snapshots; it
tells whether it is in sync, and refuses to be read while it is not.

https://developers.binance.com/docs/binance-spot-api-docs/web-socket-streams#how-to-manage-a-local-order-book-correctly
"""

from bisect import insort
from collections.abc import Iterable, Sequence
from decimal import Decimal
from operator import attrgetter
from typing import NamedTuple

from binance.exceptions import BinanceError
from binance.models.market import Depth
from binance.websocket.order_book_side import Level, Side

MOST_KEPT = 10_000  # changes kept for a snapshot; with more the oldest go, and a later one is due


class OutOfSync(BinanceError):  # noqa: N818 -- as the others of the tree
    """The book misses changes and is being mended: nothing is read from it."""

    def __init__(self, symbol: str) -> None:
        super().__init__(f"the order book of {symbol} is out of sync")
        self.symbol = symbol


class Change(NamedTuple):
    """One event of a `depth` stream: everything after `previous_id` up to `last_id`."""

    previous_id: int  # futures: pu; spot: U - 1, where ids have no holes
    last_id: int  # u
    bids: Sequence[Level]
    asks: Sequence[Level]


class Snapshot(NamedTuple):
    """The answer to a request for the book, and how many levels a side were asked for."""

    last_id: int
    bids: Sequence[Level]
    asks: Sequence[Level]
    limit: int


class OrderBook:
    """The book of one symbol: equal to Binance's at its update id, or out of sync.

    A change that begins where the book ends, or before, continues it: quantities are absolute. One
    that begins later shows that some are missing. From then on the book refuses to be read, and
    keeps what comes until the missing ones turn up or a snapshot fits, however many were too old.
    `chained` is the rule of futures: a change must begin exactly where the last one ended, only the
    first after a snapshot may reach back.
    """

    def __init__(self, symbol: str, *, chained: bool = False) -> None:
        self.symbol = symbol
        self._chained = chained
        self._bids = Side(buying=True)
        self._asks = Side(buying=False)
        self._id: int | None = None  # of the last change that is in it
        self._in_sync = False
        self._first = False  # no change has followed on the snapshot yet
        self._expecting = False  # a snapshot is on its way: changes are kept for it
        self._kept: list[Change] = []  # by last_id, each once

    @property
    def is_in_sync(self) -> bool:
        """True while the book may be read."""
        return self._in_sync

    @property
    def has_heard(self) -> bool:
        """True when changes wait for a snapshot."""
        return bool(self._kept)

    @property
    def update_id(self) -> int:
        """The id of the last change in the book. Fails with `OutOfSync`."""
        if not self._in_sync or self._id is None:
            raise OutOfSync(self.symbol)
        return self._id

    @property
    def reach(self) -> int | None:
        """How many levels are known of the poorer side; None when both are known to the end."""
        known = [len(side) for side in (self._bids, self._asks) if not side.is_whole]
        return min(known) if known else None

    def depth(self, limit: int = 100) -> Depth:
        """Give at most so many levels a side, best first: fewer where no more are known.

        Fails with `OutOfSync`.
        """
        return Depth(
            last_update_id=self.update_id,
            bids=self._bids.best(limit),
            asks=self._asks.best(limit),
        )

    def best_bid(self) -> Level | None:
        """Give price and quantity of the highest bid, None when nobody buys.

        Fails with `OutOfSync`.
        """
        return self._best(self._bids)

    def best_ask(self) -> Level | None:
        """Give price and quantity of the lowest ask, None when nobody sells.

        Fails with `OutOfSync`.
        """
        return self._best(self._asks)

    def quantity_at(self, price: Decimal) -> Decimal:
        """Give what is bid or asked at a price. Fails with `OutOfSync`."""
        self.update_id  # noqa: B018 -- refuses
        return self._bids.quantity(price) or self._asks.quantity(price)

    def hear(self, change: Change) -> None:
        """Take a change from the stream: apply it, keep it, or drop a repeated one."""
        if self._in_sync and self._id is not None:
            if change.last_id <= self._id:
                return
            if self._follows(change, self._id):
                if self._expecting:
                    self._keep(change)
                self._apply(change)
                return
            self._in_sync = False
        self._keep(change)
        if self._id is not None:
            self._catch_up(self._id)

    def expect_snapshot(self) -> None:
        """Keep changes from now on: a snapshot was asked for."""
        self._expecting = True

    def take(self, snapshot: Snapshot) -> bool:
        """Begin anew from a snapshot and what came since; False when it does not fit.

        One that is too old, or followed by a hole, changes nothing, and what was kept stays.
        """
        later = [change for change in self._kept if change.last_id > snapshot.last_id]
        if not self._is_chain(snapshot.last_id, later, reaches_back=True):
            return False
        reached = later[-1].last_id if later else snapshot.last_id
        if self._in_sync and self._id is not None and reached < self._id:
            return False
        self._bids.fill(snapshot.bids, snapshot.limit)
        self._asks.fill(snapshot.asks, snapshot.limit)
        self._id, self._first, self._in_sync = snapshot.last_id, True, True
        self._expecting, self._kept = False, []
        self._apply_all(later)
        return self._in_sync

    def forget_expectation(self) -> None:
        """Expect no snapshot any more: none could be had."""
        self._expecting = False
        if self._in_sync:
            self._kept = []

    def lose(self) -> None:
        """Forget everything: the stream broke, and what comes next follows on nothing here."""
        self._in_sync = self._expecting = False
        self._id, self._kept = None, []
        self._bids.clear()
        self._asks.clear()

    def _best(self, side: Side) -> Level | None:
        self.update_id  # noqa: B018 -- refuses
        return next(iter(side.best(1)), None)

    def _follows(self, change: Change, update_id: int) -> bool:
        if self._chained and not self._first:
            return change.previous_id == update_id
        return change.previous_id <= update_id

    def _is_chain(self, reached: int, changes: Iterable[Change], *, reaches_back: bool) -> bool:
        for change in changes:
            gap = change.previous_id - reached
            if gap > 0 or (gap < 0 and not reaches_back):
                return False
            reached, reaches_back = change.last_id, not self._chained
        return True

    def _apply(self, change: Change) -> None:
        self._bids.change(change.bids)
        self._asks.change(change.asks)
        self._id, self._first = change.last_id, False
        if self._bids.is_exhausted or self._asks.is_exhausted:
            # The price has left what was known; levels beyond exist, but were never shown.
            self._in_sync, self._id = False, None
            self._keep(change)

    def _apply_all(self, changes: Iterable[Change]) -> None:
        for change in changes:
            if self._in_sync:
                self._apply(change)
            else:
                self._keep(change)

    def _keep(self, change: Change) -> None:
        kept = self._kept
        if not kept or change.last_id > kept[-1].last_id:
            kept.append(change)
        elif all(change.last_id != other.last_id for other in kept):
            insort(kept, change, key=attrgetter("last_id"))
        if len(kept) > MOST_KEPT:
            del kept[0]

    def _catch_up(self, update_id: int) -> None:
        """Go on from where the book stopped if the missing changes have turned up."""
        later = [change for change in self._kept if change.last_id > update_id]
        reaches_back = self._first or not self._chained
        if not later or not self._is_chain(update_id, later, reaches_back=reaches_back):
            return
        self._in_sync = True
        self._kept = later if self._expecting else []
        self._apply_all(later)

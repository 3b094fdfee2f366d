"""A book whose whole history is known, and a network that treats its changes badly."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

from binance.websocket.order_book import Change, OrderBook, Snapshot
from binance.websocket.order_book_side import Level

PRICES = 24  # on each side; bids below, asks above


@dataclass
class Truth:
    """Every update there was, and the changes a stream makes of them."""

    chance: Random
    futures: bool
    updates: list[tuple[int, bool, Decimal, Decimal]] = field(default_factory=list)
    last_id: int = 100
    _sent_id: int = 100  # where the last change of the stream ended

    def move(self, number: int) -> None:
        """Let so many single updates happen."""
        for _ in range(number):
            # Ids of futures are shared with other symbols.
            self.last_id += self.chance.randint(1, 3) if self.futures else 1
            buying = self.chance.random() < 0.5
            price = self.chance.randrange(PRICES) + (0 if buying else PRICES)
            quantity = Decimal(self.chance.choice((0, 0, 1, 2, 3)))
            self.updates.append((self.last_id, buying, Decimal(price), quantity))

    def change(self) -> Change:
        """Give what happened since the last change, as the stream tells it."""
        bids: dict[Decimal, Decimal] = {}
        asks: dict[Decimal, Decimal] = {}
        for update_id, buying, price, quantity in self.updates:
            if update_id > self._sent_id:
                (bids if buying else asks)[price] = quantity
        made = Change(self._sent_id, self.last_id, list(bids.items()), list(asks.items()))
        self._sent_id = self.last_id
        return made

    def sides(self, at: int) -> tuple[list[Level], list[Level]]:
        """Give bids and asks as they were at an update id, best first."""
        bids: dict[Decimal, Decimal] = {}
        asks: dict[Decimal, Decimal] = {}
        for update_id, buying, price, quantity in self.updates:
            if update_id <= at:
                (bids if buying else asks)[price] = quantity
        buying_side = sorted(((p, q) for p, q in bids.items() if q), reverse=True)
        return buying_side, sorted((p, q) for p, q in asks.items() if q)

    def snapshot(self, age: int, limit: int) -> Snapshot:
        """Give the book as it was some updates ago."""
        ids = [100, *(update_id for update_id, *_ in self.updates)]
        at = ids[max(len(ids) - 1 - age, 0)]
        bids, asks = self.sides(at)
        return Snapshot(at, bids[:limit], asks[:limit], limit)


def delivered(changes: list[Change], chance: Random) -> Iterator[Change]:
    """Drop, repeat, swap and delay some of the changes."""
    late = {
        key: key + (chance.randint(1, 6) if chance.random() < 0.15 else 0)
        for key in range(len(changes))
    }
    for key in sorted(late, key=lambda one: (late[one], one)):
        fate = chance.random()
        if fate < 0.1:
            continue
        yield changes[key]
        if fate > 0.9:
            yield changes[chance.randint(max(key - 3, 0), key)]


def diverges(book: OrderBook, truth: Truth) -> bool:
    """Tell whether a book that lets itself be read shows something that was not so."""
    if not book.is_in_sync:
        return False
    seen = book.depth(PRICES)
    bids, asks = truth.sides(seen.last_update_id)
    if book.reach is None and (seen.bids, seen.asks) != (bids, asks):
        return True
    known = (seen.bids, bids), (seen.asks, asks)
    return any(shown != real[: len(shown)] or (real and not shown) for shown, real in known)

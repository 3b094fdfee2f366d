"""Order books made up around the last price: strangers' orders, changing a little all the time."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import takewhile

from sandbox.exchange.symbols import Symbol

DEPTH = 250  # levels on each side
REMEMBERED = 200  # changes a late reader can still get
CHURN = 9  # a level changes once in so many refreshes

Side = dict[Decimal, Decimal]  # price to quantity, best first


@dataclass(frozen=True, slots=True)
class Change:
    """One change of the book; quantity zero takes a level away."""

    first_id: int
    last_id: int
    bids: Side
    asks: Side


@dataclass(slots=True)
class OldBook:
    """A book made again of its changes, up to one that is not the last."""

    last_id: int = 0
    _done: int = 0  # changes that are in it
    _bids: Side = field(default_factory=dict)
    _asks: Side = field(default_factory=dict)

    @property
    def bids(self) -> Side:
        """Give the buying side, highest price first."""
        return dict(sorted(self._bids.items(), reverse=True))

    @property
    def asks(self) -> Side:
        """Give the selling side, lowest price first."""
        return dict(sorted(self._asks.items()))

    def catch_up(self, history: list[Change], count: int) -> None:
        """Put the first so many changes into it; those that are in it stay."""
        for change in history[self._done : count]:
            _put(self._bids, change.bids)
            _put(self._asks, change.asks)
            self.last_id = change.last_id
        self._done = max(self._done, count)


@dataclass(slots=True)
class Book:
    """The book of one symbol. The best ask is the last price, the best bid one tick below."""

    symbol: Symbol
    seed: int
    price: Decimal
    last_id: int = 1_000_000
    revision: int = 0
    stale: bool = True
    levels: int = DEPTH
    history: list[Change] | None = None  # every change from the first on, for those who check
    lag: int = 0  # a fault: a snapshot is so many changes old; wants the history
    _sorted: bool = True
    _old: "OldBook | None" = None
    _bids: Side = field(default_factory=dict)
    _asks: Side = field(default_factory=dict)
    _changes: deque[Change] = field(default_factory=lambda: deque(maxlen=REMEMBERED))

    def move(self, price: Decimal) -> None:
        """Arrange the levels around a new price; they are worked out when somebody looks."""
        self.revision += 1
        self.price = price
        self.stale = True

    @property
    def bids(self) -> Side:
        """Give the buying side, highest price first."""
        self._settle()
        self._sort()
        return self._bids

    @property
    def asks(self) -> Side:
        """Give the selling side, lowest price first."""
        self._settle()
        self._sort()
        return self._asks

    def touch(self, bids: Side, asks: Side) -> None:
        """Set some levels, zero takes one away; all others stay as they are."""
        self._settle()
        self.revision += 1
        _put(self._bids, bids)
        _put(self._asks, asks)
        self._sorted = False
        count = max(len(bids) + len(asks), 1)
        self._write_down(Change(self.last_id + 1, self.last_id + count, bids, asks))

    def shown(self) -> "Book | OldBook":
        """Give what a snapshot shows: the book, or an older state of it while it lags."""
        if not self.lag or self.history is None:
            return self
        self._settle()
        if self._old is None:
            self._old = OldBook()
        self._old.catch_up(self.history, len(self.history) - self.lag)
        return self._old

    def best_bid(self) -> tuple[Decimal, Decimal]:
        """Give price and quantity of the highest bid."""
        return next(self._buying())

    def best_ask(self) -> tuple[Decimal, Decimal]:
        """Give price and quantity of the lowest ask."""
        return next(self._selling())

    def since(self, update_id: int) -> list[Change]:
        """List the changes after an update id."""
        self._settle()
        later = list(takewhile(lambda change: change.first_id > update_id, reversed(self._changes)))
        return later[::-1]

    def take(self, *, buy: bool, limit: Decimal | None = None) -> Iterator[tuple[Decimal, Decimal]]:
        """Walk the side an order would take from, best first, up to its limit price."""
        for price, quantity in self._walked(buy=buy):
            if limit is not None and (price > limit if buy else price < limit):
                return
            yield price, quantity

    def _walked(self, *, buy: bool) -> Iterable[tuple[Decimal, Decimal]]:
        """Give one side from the best price on; of one nobody saw yet no more than is looked at."""
        if self.stale:
            return self._selling() if buy else self._buying()
        return (self.asks if buy else self.bids).items()

    def _settle(self) -> None:
        if not self.stale:
            return
        self.stale = False
        bids, asks = dict(self._buying()), dict(self._selling())
        change = Change(
            self.last_id + 1,
            self.last_id + 1 + len(asks),
            _difference(self._bids, bids),
            _difference(self._asks, asks),
        )
        self._bids, self._asks, self._sorted = bids, asks, True
        self._write_down(change)

    def _write_down(self, change: Change) -> None:
        self.last_id = change.last_id
        self._changes.append(change)
        if self.history is not None:
            self.history.append(change)

    def _sort(self) -> None:
        if not self._sorted:
            self._bids = dict(sorted(self._bids.items(), reverse=True))
            self._asks = dict(sorted(self._asks.items()))
            self._sorted = True

    def _selling(self) -> Iterator[tuple[Decimal, Decimal]]:
        return self._levels(self.price, 1)

    def _buying(self) -> Iterator[tuple[Decimal, Decimal]]:
        return self._levels(max(self.price - self.symbol.tick, self.symbol.tick), -1)

    def _levels(self, best: Decimal, direction: int) -> Iterator[tuple[Decimal, Decimal]]:
        tick = self.symbol.tick
        gap = max((best / 20_000 / tick).quantize(Decimal(1)) * tick, tick)
        level = best
        index = int(best / gap)
        for _ in range(self.levels):
            if level <= 0:
                return
            yield level, self._quantity(2 * index + (direction > 0))
            index += direction
            level = gap * index

    def _quantity(self, index: int) -> Decimal:
        turn = (self.revision + index) // CHURN
        mixed = (index * 2654435761 + turn * 40503 + self.seed * 97) & 0xFFFFFFFF
        mixed ^= mixed >> 15
        share = 0.2 + (mixed * 2246822519 & 0xFFFFFFFF) / 0x80000000
        drawn = self.symbol.round_quantity(Decimal(self.symbol.daily_volume * 4e-5 * share))
        return max(drawn, self.symbol.step)


def _put(side: Side, levels: Side) -> None:
    for price, quantity in levels.items():
        if quantity:
            side[price] = quantity
        else:
            side.pop(price, None)


def _difference(before: Side, after: Side) -> Side:
    changed = {price: qty for price, qty in after.items() if before.get(price) != qty}
    return changed | {price: Decimal(0) for price in before if price not in after}

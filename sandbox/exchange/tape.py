"""The tape: the last trades of a symbol, with ids that never repeat."""

import random
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import takewhile

from sandbox.exchange.candles import Candles
from sandbox.exchange.symbols import Symbol

KEPT = 1000  # trades remembered per symbol


@dataclass(frozen=True, slots=True)
class TapeTrade:
    """One public trade."""

    id: int
    price: Decimal
    qty: Decimal
    time_ms: int
    buyer_is_maker: bool

    @property
    def quote_qty(self) -> Decimal:
        """Give the traded value in the quote asset."""
        return self.price * self.qty


class Tape:
    """The last trades of one symbol; those before the start are made up from the candles."""

    def __init__(self, symbol: Symbol, candles: Candles, start_ms: int, seed: int) -> None:
        self._symbol = symbol
        self._candles = candles
        self._start_ms = start_ms
        self._random = random.Random(f"{seed}:{symbol.name}:tape")
        self.first_id = 1_000_000 + self._random.randrange(3_000_000_000)
        self._next_id = self.first_id
        self._live: deque[TapeTrade] = deque(maxlen=KEPT)

        self.add(symbol.price, self.usual_quantity(), start_ms, buyer_is_maker=False)

    @cached_property
    def _past(self) -> list[TapeTrade]:
        return list(self._invent())

    @property
    def trades(self) -> list[TapeTrade]:
        """Give the last thousand trades, oldest first."""
        return [*self._past[len(self._live) :], *self._live]

    @property
    def last(self) -> TapeTrade:
        """Give the last trade."""
        return self._live[-1]

    @property
    def last_id(self) -> int:
        """Give the id of the last trade."""
        return self._next_id - 1

    def add(self, price: Decimal, qty: Decimal, time_ms: int, *, buyer_is_maker: bool) -> TapeTrade:
        """Write a trade down."""
        trade = TapeTrade(self._next_id, price, qty, time_ms, buyer_is_maker)
        self._next_id += 1
        self._live.append(trade)
        return trade

    def since(self, trade_id: int) -> list[TapeTrade]:
        """List the trades after an id, as far as they are remembered."""
        later = list(takewhile(lambda trade: trade.id > trade_id, reversed(self._live)))
        return later[::-1]

    def usual_quantity(self) -> Decimal:
        """Draw the size of a trade of an unknown stranger."""
        return self._quantity(self._random)

    def _quantity(self, rng: random.Random) -> Decimal:
        mean = self._symbol.daily_volume / 60_000
        drawn = self._symbol.round_quantity(Decimal(mean * rng.expovariate(1)))
        return max(drawn, self._symbol.step)

    def _invent(self) -> Iterator[TapeTrade]:
        rng = random.Random(self.first_id)
        first = self._start_ms // 60_000 - 10  # ten minutes, 1.7 trades a second
        for index in range(KEPT):
            at = first * 60_000 + index * 600_000 // KEPT
            bar = self._candles.minute(at // 60_000)
            price = self._symbol.round_price(Decimal(bar.low + (bar.high - bar.low) * rng.random()))
            number = self.first_id - KEPT + index
            yield TapeTrade(number, price, self._quantity(rng), at, rng.random() < 0.5)

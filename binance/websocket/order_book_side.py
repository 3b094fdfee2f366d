"""One side of an order book: its levels sorted, and how far down it is known."""

from bisect import bisect_left, insort
from collections.abc import Iterable
from decimal import Decimal

Level = tuple[Decimal, Decimal]
"""Price and quantity."""

MOST = 20_000  # levels kept; a side that has grown beyond is cut to the better half


class Side:
    """The levels of one side.

    A snapshot shows the best levels only. Behind its last one nothing is known, and what a change
    says of a level there is not kept: its neighbours would be missing.
    """

    __slots__ = ("_buying", "_edge", "_prices", "_quantities")

    def __init__(self, *, buying: bool) -> None:
        self._buying = buying
        self._quantities: dict[Decimal, Decimal] = {}
        self._prices: list[Decimal] = []  # rising
        self._edge: Decimal | None = None  # the worst price that is known of

    def __len__(self) -> int:
        return len(self._prices)

    @property
    def is_exhausted(self) -> bool:
        """True when no level is left of those that were known of: there may be others."""
        return not self._prices and self._edge is not None

    @property
    def is_whole(self) -> bool:
        """True when the snapshot went down to the last level there was."""
        return self._edge is None

    def fill(self, levels: Iterable[Level], limit: int) -> None:
        """Take the levels of a snapshot, best first, that was asked for at most `limit` of them."""
        self._quantities = dict(levels)
        self._prices = sorted(self._quantities)
        self._edge = None
        if len(self._prices) >= limit:
            self._edge = self._prices[0] if self._buying else self._prices[-1]

    def clear(self) -> None:
        """Forget every level."""
        self._quantities, self._prices, self._edge = {}, [], None

    def change(self, levels: Iterable[Level]) -> None:
        """Set quantities; they are absolute, and zero takes a level away."""
        quantities, edge = self._quantities, self._edge
        for price, quantity in levels:
            if price in quantities:
                if quantity:
                    quantities[price] = quantity
                else:
                    del quantities[price]
                    del self._prices[bisect_left(self._prices, price)]
            elif quantity and (edge is None or (price >= edge if self._buying else price <= edge)):
                quantities[price] = quantity
                insort(self._prices, price)
        if len(self._prices) > MOST:
            self._cut()

    def best(self, limit: int) -> list[Level]:
        """Give at most so many levels, best first."""
        if limit <= 0:
            return []
        prices = self._prices[: -limit - 1 : -1] if self._buying else self._prices[:limit]
        quantities = self._quantities
        return [(price, quantities[price]) for price in prices]

    def quantity(self, price: Decimal) -> Decimal:
        """Give the quantity at a price, zero where there is none."""
        return self._quantities.get(price, Decimal(0))

    def _cut(self) -> None:
        kept = self._prices[-MOST // 2 :] if self._buying else self._prices[: MOST // 2]
        for price in set(self._prices).difference(kept):
            del self._quantities[price]
        self._prices = kept
        self._edge = kept[0] if self._buying else kept[-1]

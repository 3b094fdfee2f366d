"""What an order book says: spread, depth, walls and the cost of a market order; arithmetic only."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

Level = tuple[Decimal, Decimal]
"""Price in the quote asset, quantity in the base asset."""

_ZERO = Decimal(0)
_SMALL_ORDER = {"BTC": Decimal("0.01"), "ETH": Decimal("0.3"), "BNB": Decimal(1)}


@dataclass(frozen=True, slots=True)
class Book:
    """Both sides of a book, best price first."""

    bids: Sequence[Level]
    asks: Sequence[Level]

    @property
    def mid(self) -> Decimal:
        """The price between the best bid and the best ask."""
        return (self.bids[0][0] + self.asks[0][0]) / 2

    @property
    def spread(self) -> Decimal:
        """Best ask less best bid, in the quote asset."""
        return self.asks[0][0] - self.bids[0][0]

    @property
    def spread_percent(self) -> Decimal:
        """The spread in percent of the mid price."""
        return self.spread / self.mid * 100


@dataclass(frozen=True, slots=True)
class DepthNear:
    """What is on offer within a distance of the mid price, in the quote asset.

    `whole` is False when the known part of the book ends before that distance.
    """

    value: Decimal
    whole: bool


@dataclass(frozen=True, slots=True)
class Wall:
    """The largest level of a side; `distance` is in percent of the mid price, negative below it."""

    price: Decimal
    quantity: Decimal
    distance: Decimal


@dataclass(frozen=True, slots=True)
class MarketCost:
    """A market order of `size` (quote asset) filled from the book.

    `slippage` is in percent of the mid price, positive when it is worse than the mid price.
    """

    size: Decimal
    average: Decimal
    slippage: Decimal


def depth_near(book: Book, side: Sequence[Level], percent: Decimal) -> DepthNear:
    """Give what one side offers within `percent` of the mid price."""
    reach = book.mid * percent / 100
    near = [level for level in side if abs(level[0] - book.mid) <= reach]
    value = sum((price * quantity for price, quantity in near), _ZERO)
    return DepthNear(value, whole=len(near) < len(side))


def wall(book: Book, side: Sequence[Level], percent: Decimal) -> Wall | None:
    """Give the largest level within `percent`, if it is at least five times the median level."""
    reach = book.mid * percent / 100
    near = [level for level in side if abs(level[0] - book.mid) <= reach]
    if len(near) < 5:
        return None
    price, quantity = max(near, key=lambda level: level[0] * level[1])
    median = sorted(level[0] * level[1] for level in near)[len(near) // 2]
    if price * quantity < 5 * median:
        return None
    return Wall(price, quantity, (price - book.mid) / book.mid * 100)


def market_cost(book: Book, side: Sequence[Level], size: Decimal) -> MarketCost | None:
    """Give the average price of a market order against `side`, or None when it is too thin."""
    left, bought = size, _ZERO
    for price, quantity in side:
        taken = min(left, price * quantity)
        bought += taken / price
        left -= taken
        if not left:
            average = size / bought
            return MarketCost(size, average, abs(average - book.mid) / book.mid * 100)
    return None


def market_sizes(quote: str) -> tuple[Decimal, Decimal]:
    """Give the two sizes worth comparing, in the quote asset: 1k and 10k of a dollar-like one."""
    small = _SMALL_ORDER.get(quote, Decimal(1_000))
    return small, small * 10

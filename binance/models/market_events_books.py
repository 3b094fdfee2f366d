"""Order books as streams tell them: what changed, or the best levels whole."""

from decimal import Decimal
from typing import NamedTuple

from msgspec import field

from binance.models.market_events import MarketEvent, moment_of

WireLevel = tuple[str, str]
"""Price and quantity as they came."""


class Level(NamedTuple):
    """What is offered at a price; in a change a quantity of 0 takes the level away."""

    price: Decimal
    qty: Decimal


class Depth(MarketEvent):
    """Levels that changed. A book is only right if no event is missing: `first_id`, `last_id`."""

    event_ms: int = field(name="E")
    symbol: str = field(name="s")
    first_id: int = field(name="U")
    last_id: int = field(name="u")
    # Hundreds of levels that a book stores by their text: numbers on access.
    raw_bids: list[WireLevel] = field(name="b")
    raw_asks: list[WireLevel] = field(name="a")
    previous_id: int | None = field(name="pu", default=None)  # futures: `last_id` of the one before
    transaction_ms: int = field(name="T", default=0)  # futures only
    pair: str | None = field(name="ps", default=None)
    margined: int | None = field(name="st", default=None)

    event_time = moment_of("event_ms")

    @property
    def bids(self) -> list[Level]:
        """The changed levels of buyers."""
        return _levels(self.raw_bids)

    @property
    def asks(self) -> list[Level]:
        """The changed levels of sellers."""
        return _levels(self.raw_asks)


class PartialDepth(MarketEvent):
    """The best levels, best first. On spot the symbol is taken from the stream's name."""

    last_id: int = field(name="lastUpdateId")
    raw_bids: list[WireLevel] = field(name="bids")
    raw_asks: list[WireLevel] = field(name="asks")
    symbol: str = ""

    event_ms = 0  # Binance tells no time

    @property
    def bids(self) -> list[Level]:
        """What buyers offer."""
        return _levels(self.raw_bids)

    @property
    def asks(self) -> list[Level]:
        """What sellers offer."""
        return _levels(self.raw_asks)


def _levels(wire: list[WireLevel]) -> list[Level]:
    return [Level(Decimal(price), Decimal(qty)) for price, qty in wire]

"""What the writers of rare events know: the symbol, its price, the time."""

from dataclasses import dataclass
from decimal import Decimal

from sandbox.exchange.candles import following, opening
from sandbox.exchange.market import Market


@dataclass(frozen=True, slots=True)
class Occasion:
    """One event to be written. The price is that of bitcoin whatever the symbol."""

    name: str
    price: Decimal
    now_ms: int
    number: int  # grows from event to event
    parts: dict[str, str]

    @classmethod
    def of(
        cls, market: Market, parts: dict[str, str | None], now_ms: int, *, keep: bool
    ) -> "Occasion":
        """Take the parts of a name; symbols are in capitals unless they keep their case."""
        given = {key: value for key, value in parts.items() if value is not None}
        name = given.get("name", "BTCUSDT")
        stall = market.stall("BTCUSDT")
        number = stall.tape.last_id
        return cls(name if keep else name.upper(), stall.price, now_ms, number, given)

    @property
    def text(self) -> str:
        """Give the price as it is written."""
        return f"{self.price:.2f}"

    def span(self) -> tuple[int, int]:
        """Give beginning and end of the candle of now, in milliseconds."""
        interval = self.parts["interval"]
        if interval == "1s":
            start = self.now_ms // 1000 * 1000
            return start, start + 999
        first = opening(interval, self.now_ms // 60_000)
        return first * 60_000, following(interval, first) * 60_000 - 1

"""A stream: a market and a name, and for type checkers what its events are."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from binance.websocket.markets import Market

E_co = TypeVar("E_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Stream(Generic[E_co]):
    """Names a stream; made by the functions of `binance.websocket.streams`."""

    market: Market
    name: str

    def __str__(self) -> str:
        """Give the name."""
        return self.name

"""What the servers know of every socket: when it lived, what it said, and what it was sent."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Sent(NamedTuple):
    """An event meant for a socket."""

    at: float  # seconds of the event loop
    stream: str  # its name; of user data the id of the subscription
    number: int  # the id the event has of itself, see `number_of`
    fate: str  # "sent", or the fault it met


@dataclass(slots=True)
class Life:
    """One socket from its upgrade to its end; times in seconds of the event loop."""

    host: str
    began: float
    ended: float | None = None
    heard: list[float] = field(default_factory=list)  # moments of messages, pings and pongs too
    commands: list[float] = field(default_factory=list)  # moments of text messages
    sent: list[Sent] = field(default_factory=list)


@dataclass(slots=True)
class SocketRecord:
    """All sockets there were, and every attempt to open one.

    What each was sent is written down only while `keeps_events` is on: that can be a lot.
    """

    keeps_events: bool = False
    lives: list[Life] = field(default_factory=list)
    attempts: list[float] = field(default_factory=list)  # moments, refused ones too
    refused: list[float] = field(default_factory=list)

    def begin(self, host: str, now: float) -> Life:
        """Write down that a socket was opened."""
        life = Life(host, now)
        self.lives.append(life)
        return life

    def busiest_second(self) -> int:
        """Give the most messages a single socket has said within a second."""
        return max((most_within(life.heard, 1.0) for life in self.lives), default=0)

    def busiest_minutes(self, seconds: float = 300.0) -> int:
        """Give the most attempts to open a socket within five minutes."""
        return most_within(self.attempts, seconds)


def most_within(moments: list[float], seconds: float) -> int:
    """Give how many of the rising moments, at most, lie less than so many seconds apart."""
    most = first = 0
    for number, moment in enumerate(moments):
        while moment - moments[first] >= seconds:
            first += 1
        most = max(most, number - first + 1)
    return most


def number_of(event: Any) -> int:
    """Give the id an event has: of a trade, an update of the book, an execution, or its time."""
    if not isinstance(event, dict):
        return 0
    match event.get("e"):
        case "executionReport":
            return int(event["I"])
        case "aggTrade":
            return int(event["a"])
        case "trade":
            return int(event["t"])
        case "kline":
            return int(event["k"]["t"])
    return _first_number(event.get(name) for name in ("u", "lastUpdateId", "E"))


def _first_number(values: Iterable[Any]) -> int:
    return next((value for value in values if isinstance(value, int)), 0)

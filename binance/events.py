"""What the request layer reports to whoever runs it: once per occasion, never whose call it was.

A listener returns at once; what takes time it does elsewhere.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

import msgspec


class BudgetNearlyUsed(msgspec.Struct, frozen=True):
    """More than four fifths of a budget are used; again only after ten quieter minutes."""

    pool: str
    used: int  # weight in this window
    budget: int  # what the bot allows itself


class CallsStopped(msgspec.Struct, frozen=True):
    """Binance answered 429 or 418: nothing is sent until then."""

    status: int
    until: datetime  # UTC
    endpoint: str


class CircuitOpened(msgspec.Struct, frozen=True):
    """An upstream keeps failing: it is left alone, and asked now and then."""

    upstream: str


class CircuitClosed(msgspec.Struct, frozen=True):
    """An upstream that was left alone answers again."""

    upstream: str


class ClockDrifted(msgspec.Struct, frozen=True):
    """The clock of this machine is off by a second or more."""

    offset: timedelta  # Binance's clock less ours


class SharingLost(msgspec.Struct, frozen=True):
    """The other processes cannot be reached: each keeps to an equal part of every budget."""

    processes: int  # among which it is divided


class SharingRestored(msgspec.Struct, frozen=True):
    """The other processes can be reached again."""

    processes: int  # that share


Event = (
    BudgetNearlyUsed
    | CallsStopped
    | CircuitOpened
    | CircuitClosed
    | ClockDrifted
    | SharingLost
    | SharingRestored
)
Listener = Callable[[Event], None]


def nobody(_event: Event) -> None:
    """Listen to nothing."""

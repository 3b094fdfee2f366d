"""What several processes behind one address tell one another: budgets, stops, public answers.

The request layer asks these questions of a `Sharing`; `binance.sharing` answers them over Redis.
Without one nothing is asked and nothing is waited for.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol


class OutOfReach(Exception):  # noqa: N818 -- a state, as in binance.exceptions
    """What the processes have in common cannot be asked just now; no caller ever sees it."""


class Ask(NamedTuple):
    """What a process holds of one budget in one window, and what it wants on top."""

    budget: str  # its name; that of an account is hashed
    number: int  # of the window, since 1970
    seconds: int  # length of the window
    held: int  # spent, or kept to be spent: set, not added
    want: int = 0
    least: int = 1  # less than that is of no use
    most: int = 0  # what all together may hold
    limit: int = 0  # what they may hold if nobody holds anything yet
    stated: int = 0  # Binance's own count and what of `held` it cannot know yet
    common: bool = False  # of the address, and not of one of many accounts


class Granted(NamedTuple):
    """The answer to an `Ask`."""

    held: int
    total: int  # of all processes and of other programs on this address


class Stop(NamedTuple):
    """For how long nothing may be sent."""

    status: int  # 429 or 418
    seconds: float
    api: str  # who said so


class Settled(NamedTuple):
    """The answers to several asks at once, and what else is known."""

    granted: list[Granted]
    processes: int  # those that share, and those that may do so without our hearing of them
    memory: bytes  # another one than before: what was counted is lost
    stop: Stop | None
    totals: dict[str, tuple[int, int]]  # of the budgets of all: window and total, if asked for


class Found(NamedTuple):
    """What is known of a public answer: it, who else asks for it, or nothing."""

    body: bytes | None = None
    left: float = 0.0  # seconds for which it is good
    ours: bool = True  # nobody else is asking: the others wait for this process


class Ears(Protocol):
    """Who hears what other processes say."""

    def stopped(self, stop: Stop) -> None:
        """Hear that nothing may be sent."""

    def reopened(self) -> None:
        """Hear that a ban is over."""

    def answered(self, name: str) -> None:
        """Hear that an answer can be found, or that nobody is asking any more."""


class Sharing(Protocol):
    """The other processes. Each question fails with `OutOfReach`, and soon."""

    expected: int
    """How many processes share, while they cannot be counted."""

    async def open(self, ears: Ears) -> None:
        """Begin to listen. Does not fail."""

    async def settle(self, asks: Sequence[Ask], *, totals: bool = False) -> Settled:
        """State what is held of some windows and get more, in one turn."""
        ...

    async def stop(self, stop: Stop) -> None:
        """Tell everybody, whoever starts later too."""

    async def reopen(self) -> None:
        """Tell everybody that a ban is over."""

    async def may_probe(self) -> bool:
        """Tell whether this process is the one to ask whether a ban is over."""
        ...

    async def find(self, name: str) -> Found:
        """Look for a public answer; whoever finds nothing and `ours` should fetch it."""
        ...

    async def keep(self, name: str, body: bytes | None, seconds: float) -> None:
        """Leave an answer for the others; None: it could not be got."""

    async def close(self) -> None:
        """Leave; what is held should have been returned. Does not fail."""


@dataclass(frozen=True, slots=True)
class SharingState:
    """How the sharing is doing, for /status."""

    connected: bool
    processes: int  # those that share; 0 when never known

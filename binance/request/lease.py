"""One process' part of a budget that several processes share.

A process takes a part of a window in advance and spends it without asking anybody. The parts get
smaller as the window is used up, what nobody spends is returned, and the rest ends with the window.
What is sent around the end of a window needs a part of the next one too: it may be counted there.
"""

from typing import Protocol

from binance.request.request import Request
from binance.request.sharing import Ask, Granted

_FIRST = 64  # the first part is this fraction of the budget
_SHORT = 60  # seconds of a window whose end can be waited for
_NEWS = 0.01  # of the budget; a smaller difference to Binance's own count need not be told at once


class Budget(Protocol):
    """The window a lease is part of."""

    number: int
    limit: int
    budget: float
    used: int
    foreign: int
    stated: int
    edge: float
    ends: float
    earliest: float

    @property
    def seconds(self) -> int:
        """Length of a window."""

    @property
    def carried(self) -> int:
        """What of this window may be counted in the next one."""

    def roll(self, now: float) -> None:
        """Begin the window of this moment."""

    def heed(self, elsewhere: int) -> None:
        """Take over what others hold."""

    def hasten(self) -> None:
        """Find out anew up to where nothing has to be looked at."""


class Lender(Protocol):
    """Where leases come from."""

    lost: bool

    def want(self, lease: "Lease") -> None:
        """Ask for more for this lease."""

    def share(self, amount: float) -> int:
        """Give the equal part of one process."""

    def known(self, budget: str, number: int) -> int:
        """Give what all hold of a window, as far as this process has heard."""

    def now(self) -> float:
        """Seconds since 1970."""


class Lease:
    """What this process may spend of one window, and what it needs."""

    __slots__ = (
        "_ahead",
        "_before",
        "_lender",
        "_need",
        "_need_ahead",
        "_published",
        "_step",
        "_total",
        "_urgent",
        "_window",
        "alone",
        "granted",
        "name",
        "passing",
    )

    def __init__(self, name: str, window: Budget, lender: Lender, *, passing: bool) -> None:
        self.name = name
        self.passing = passing  # one of many: forgotten when it is idle
        self._window = window
        self._lender = lender
        self._step = self._first
        self.granted = self._ahead = 0
        self.alone = False  # until the end of the window: what others do cannot be known
        self._total = 0  # held by all, as far as is known
        self._published = 0  # of Binance's own count
        self._need = self._need_ahead = 0  # to hold at least so much
        self._urgent = False
        self._before = 0  # spent when last looked at

    @property
    def quick(self) -> int:
        """How much may be spent before somebody should ask for more."""
        return self.granted - self._step // 4

    @property
    def own(self) -> int:
        """What this process has spent."""
        return self._window.used - self._window.foreign

    @property
    def idle(self) -> bool:
        """True when nothing is kept and nothing was spent since the last beat."""
        return self.granted <= self.own == self._before

    def current(self, now: float) -> bool:
        """Tell whether the window is the one of this moment."""
        return self._window.earliest <= now < self._window.ends

    def begin(self, before: int) -> None:
        """Begin a window; `before` is the number of the one that was."""
        following = self._window.number == before + 1
        self.granted = self._ahead if following else 0
        self._ahead = self._total = self._published = 0
        self._need = self._need_ahead = self._before = 0
        self.alone = self._urgent = False
        if self._lender.lost:
            self.part(midway=False)

    def covers(self, amount: int, request: Request, now: float) -> bool:
        """Tell whether so much may be spent now; if not, or nearly not, ask for more."""
        if self._lender.lost and not self.alone:
            self.part()
        window = self._window
        own = self.own + amount
        if self.alone:
            return self._covers_alone(own, amount, urgent=request.endpoint.urgent)
        carried = window.carried + amount if now >= window.edge else 0
        if own > self.quick or carried > self._ahead:
            self._need = max(self._need, own)
            self._need_ahead = max(self._need_ahead, carried)
            self._urgent = self._urgent or (request.endpoint.urgent and own > self.granted)
            self._lender.want(self)
        return own <= self.granted and carried <= self._ahead

    def part(self, *, midway: bool = True) -> None:
        """Take an equal part of what is left, without asking: it is the same for everybody.

        Only for the time that is left: others may have used what was due before. What they hold
        of an account's budget is not told at every beat, so nothing more is taken of a short one.
        """
        window = self._window
        self.alone = True
        total = max(self._total, self._lender.known(self.name, window.number), self.granted)
        due = min((window.ends - self._lender.now()) / window.seconds, 1.0)
        if midway and self.passing and window.seconds <= _SHORT:
            due = 0.0
        left = max(window.budget - total, 0) * due
        self._hold(max(self.granted, self.own) + self._lender.share(left))

    def rejoin(self) -> None:
        """Let what others do count again; what was spent meanwhile is told them."""
        if self.alone:
            self.alone = False
            self._hold(self.own)

    def hear(self, stated: int) -> None:
        """Tell the others of Binance's own count when it says something new."""
        if stated > self._published + self._window.budget * _NEWS:
            self._published = stated
            self._lender.want(self)

    def beat(self, now: float) -> None:
        """Keep what is spent in two seconds and return the rest; once a second."""
        if now >= self._window.ends and self._window.carried:
            self._window.roll(now)
        used = self.own - self._before
        self._before = self.own
        if not self.alone:
            self._step = max(2 * used, self._first)
            self._hold(max(min(self.granted, self.own + 2 * used), self.own))

    def asks(self, *, give_back: bool = False) -> list[Ask]:
        """State what is held and wanted of this window, and of the next where that counts."""
        window = self._window
        own = self.own
        if give_back or (not own and not self.alone):
            self._hold(own)
        held = max(own, self.granted)
        asks = [self._ask(window.number, held, 0 if give_back else self._need)]
        if self._need_ahead or self._ahead:
            carried = 0 if give_back else max(self._ahead, window.carried)
            asks.append(self._ask(window.number + 1, carried, self._need_ahead))
        self._need = self._need_ahead = 0
        self._urgent = False
        return asks

    def take_over(self, ask: Ask, granted: Granted) -> None:
        """Note what was granted; for a window that is over it says nothing."""
        window = self._window
        if ask.number == window.number + 1:
            self._ahead = max(self._ahead, granted.held)
        elif ask.number == window.number:
            if not self.alone:
                self._hold(granted.held)
            self._total = granted.total
            window.heed(granted.total - granted.held)

    def _ask(self, number: int, held: int, need: int) -> Ask:
        window = self._window
        least = max(need - held, 1)
        want = 0
        if need and not self.alone:
            want = least if self._urgent else max(least, self._step)
            self._step = min(self._step * 2, max(int(window.budget) // 4, 1))
        most = window.limit if self._urgent else int(window.budget)
        # What others used was in Binance's count; what is held here will be.
        stated = window.stated + held if window.stated and number == window.number else 0
        return Ask(
            budget=self.name,
            number=number,
            seconds=window.seconds,
            held=held,
            want=want,
            least=least,
            most=most,
            limit=window.limit,
            stated=stated,
            common=not self.passing,
        )

    def _hold(self, granted: int) -> None:
        self.granted = granted
        self._window.hasten()

    def _covers_alone(self, own: int, amount: int, *, urgent: bool) -> bool:
        window = self._window
        reserve = self._lender.share(window.limit - window.budget) if urgent else 0
        # A call heavier than the part could never be made otherwise.
        return own <= self.granted + reserve or (own == amount <= window.limit)

    @property
    def _first(self) -> int:
        return max(int(self._window.budget) // _FIRST, 1)

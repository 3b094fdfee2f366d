"""One budget in its current window, counted as Binance counts.

Windows begin with the clock (each minute at :00). Two machines never agree on the moment to the
millisecond: what is on its way within half a second of a boundary counts on both sides of it.
"""

from binance.request.lease import Lease
from binance.request.pools import Pool
from binance.request.request import Request

_EDGE = 0.5  # seconds by which the clocks may disagree
_SOON = 0.005  # seconds until other processes have answered


class Window:
    """A budget that no two users share: an account's, or one nobody comes near."""

    __slots__ = (
        "_edge_spent",
        "_in_flight",
        "begins",
        "blocked_until",
        "budget",
        "earliest",
        "edge",
        "ends",
        "foreign",
        "lease",
        "limit",
        "number",
        "pool",
        "quick",
        "share",
        "stated",
        "used",
    )

    def __init__(self, pool: Pool, limit: int, share: float) -> None:
        self.pool = pool
        self.share = share  # the part of the limit the bot allows itself
        self.number = -1  # windows since 1970
        self.earliest = self.begins = self.ends = self.edge = 0.0  # seconds since 1970
        self.blocked_until = 0.0  # seconds since 1970
        self.used = 0
        self.foreign = 0  # of that: by other programs on this address
        self.stated = 0  # of that: as Binance's own count shows
        self.quick = -1.0  # up to there nothing has to be looked at
        self.lease: Lease | None = None  # where several processes share the budget
        self._in_flight = 0
        self._edge_spent = 0
        self.allow(limit)

    def allow(self, limit: int) -> None:
        """Take over the limit Binance states."""
        self.limit = limit
        self.budget = limit * self.share
        self.hasten()

    @property
    def seconds(self) -> int:
        """Length of a window."""
        return self.pool.seconds

    @property
    def carried(self) -> int:
        """What may be counted in the next window as well, as far as is known."""
        return self._in_flight + self._edge_spent

    def hasten(self) -> None:
        """Find out anew up to where nothing has to be looked at."""
        if not self.pool.per_account:  # an account may be told to rest
            lease = self.lease
            own = self.budget if lease is None else lease.quick + self.foreign
            self.quick = min(own, self.budget)

    def roll(self, now: float) -> None:
        """Begin the window of this moment. Needed unless `earliest` <= now < `ends`."""
        seconds = self.pool.seconds
        number, before = int((now - _EDGE) // seconds), self.number
        self.used = self._in_flight + (self._edge_spent if number == before + 1 else 0)
        self.foreign = self.stated = 0
        self._edge_spent = 0
        self.number = number
        self.begins = number * seconds + _EDGE
        self.ends = self.begins + seconds
        self.earliest = self.begins - seconds  # the clock was set back when it shows less
        self.edge = self.ends - 2 * _EDGE
        if self.lease is not None:
            self.lease.begin(before)
        self.hasten()

    def fits(self, amount: int, request: Request, now: float) -> bool:
        """Tell whether a call may be sent now; a heavier one than the budget only alone."""
        return self._allows(amount, request, now) and (
            self.lease is None or self.lease.covers(amount, request, now)
        )

    def spend(self, amount: int, request: Request) -> None:
        """Count a call that is about to be sent."""
        del request
        self.used += amount
        self._in_flight += amount

    def landed(self, amount: int, now: float) -> None:
        """Note that a call counted before is no longer on its way."""
        self._in_flight -= amount
        if now >= self.edge:
            self._edge_spent += amount

    def wait(self, amount: int, request: Request, now: float) -> float:
        """Seconds until the call fits, if nobody else comes; 0 when it does now."""
        if not self.earliest <= now < self.ends:
            self.roll(now)
        if self._allows(amount, request, now):
            if self.lease is None or self.lease.covers(amount, request, now):
                return 0.0
            if not self.lease.alone:
                return _SOON
        return max(self.blocked_until - now, 0.0) or self.ends - now

    def correct(self, stated: int, own: int) -> None:
        """Take over Binance's own count; a smaller one only when nothing else is on its way."""
        if stated > self.used:
            self.believe(stated)
        elif self._in_flight <= own and (self.lease is None or not self.foreign):
            self.foreign = max(stated - (self.used - self.foreign), 0)
            self.used = stated

    def believe(self, stated: int) -> None:
        """Take over Binance's own count, which is above ours: others have used the rest."""
        self.foreign += stated - self.used
        self.used = stated
        self.stated = self.foreign
        if self.lease is not None:
            self.lease.hear(stated)

    def heed(self, elsewhere: int) -> None:
        """Take over what other processes hold; Binance's own count stands if it is larger."""
        foreign = max(elsewhere, self.stated)
        self.used += foreign - self.foreign
        self.foreign = foreign
        self.hasten()

    def _allows(self, amount: int, request: Request, now: float) -> bool:
        if now < self.blocked_until:
            return False
        after = self.used + amount
        most = self.limit if request.endpoint.urgent or not self.used else self.budget
        return after <= most

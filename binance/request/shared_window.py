"""A budget all users share, divided so that nobody is left with nothing.

Half of it is free for all, so that a quiet bot answers without delay. The rest is paced over the
window and rationed, so that one user cannot use it up before the others come. After a window in
which somebody had to wait only a tenth is free: then nearly everything goes to whoever used least.
"""

from binance.request.pools import Pool
from binance.request.request import Request
from binance.request.window import Window

_FREE = 0.5
_FREE_AFTER_WAITING = 0.1
_RATION = 0.1  # of the budget, for one user: once for public and once for private calls
_NEARLY = 0.8
_REMEMBERED = 10  # windows over which it is known who used how much

BOT = 0
"""The caller that stands for everybody: first in line and never rationed."""


class SharedWindow(Window):
    """One budget of this address. `rank` tells who goes first when several wait for it."""

    __slots__ = (
        "_carried",
        "_past",
        "_private",
        "_public",
        "free",
        "nearly",
        "waited",
    )

    def __init__(self, pool: Pool, limit: int, share: float) -> None:
        self.waited = False  # somebody had to, in this window
        self._public: dict[int, int] = {}
        self._private: dict[int, int] = {}
        self._past: list[dict[int, int]] = []
        self._carried: dict[int, int] = {}
        super().__init__(pool, limit, share)

    def allow(self, limit: int) -> None:
        """Take over the limit Binance states."""
        super().allow(limit)
        self.free = self.budget * _FREE
        self.nearly = self.budget * _NEARLY  # worth a notice

    def roll(self, now: float) -> None:
        """Begin the window of this moment; half of what was used is forgotten."""
        carried = {one: int(self.rank(one)) // 2 for one in self._public | self._private}
        carried |= {one: used // 2 for one, used in self._carried.items() if one not in carried}
        self._carried = {one: used for one, used in carried.items() if used}
        self._past = [self._public, self._private, *self._past][: 2 * (_REMEMBERED - 1)]
        self._public, self._private = {}, {}
        super().roll(now)
        self.free = self.budget * (_FREE_AFTER_WAITING if self.waited else _FREE)
        self.waited = False

    def fits(self, amount: int, request: Request, now: float) -> bool:
        """Tell whether a call may be sent now; a heavier one than the budget only alone."""
        after = self.used + amount
        if after <= self.free:
            return True
        if request.endpoint.urgent or not self.used:
            return after <= self.limit
        return after <= self._released(now) and not self.rationed(amount, request)

    def rationed(self, amount: int, request: Request) -> bool:
        """Tell whether a caller has had his part; what was free counts, the first call passes."""
        if request.caller == BOT or self.used + amount <= self.free:
            return False
        used = (self._private if request.endpoint.keyed else self._public).get(request.caller, 0)
        return used > 0 and used + amount > self.budget * _RATION

    def spend(self, amount: int, request: Request) -> None:
        """Count a call that is about to be sent, and whose it is."""
        self.used += amount
        self._in_flight += amount
        by_caller = self._private if request.endpoint.keyed else self._public
        caller = request.caller
        by_caller[caller] = by_caller.get(caller, 0) + amount

    def rank(self, caller: int) -> float:
        """Give what a caller used, a little forgotten with each window: the least goes first."""
        if caller <= BOT:
            return caller - 1
        now = self._public.get(caller, 0) + self._private.get(caller, 0)
        return now + self._carried.get(caller, 0)

    def until(self, amount: int, now: float) -> float:
        """Seconds until so much more may have been used; at least the windows that takes.

        What was used beyond the budget is forgotten with the window.
        """
        need = (min(self.used, self.budget) + amount) / self.budget
        windows = int(need) if need > 1 else 0
        free = _FREE_AFTER_WAITING if windows else self.free / self.budget
        share = need - windows
        paced = max(share - free, 0.0) / (1 - free)
        return max(self.begins + (windows + paced) * self.pool.seconds - now, 0.0)

    def by_caller(self) -> dict[int, int]:
        """Give the weight of each caller over this window and the last ones."""
        total: dict[int, int] = {}
        for tally in (self._public, self._private, *self._past):
            for caller, weight in tally.items():
                total[caller] = total.get(caller, 0) + weight
        return total

    def _released(self, now: float) -> float:
        """Give how much may be used by now."""
        passed = (now - self.begins) / self.pool.seconds
        return self.free + (self.budget - self.free) * passed

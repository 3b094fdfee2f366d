"""A budget all users share, divided so that nobody is left with nothing.

A quarter of it is free for all, so that a quiet bot answers without delay. The rest is paced over
the window and rationed, so that one user cannot use it up before the others come. After a window in
which somebody had to wait only a tenth is free: then nearly everything goes to whoever used least.
"""

from binance.request.pools import Pool
from binance.request.request import Request
from binance.request.window import Window

_FREE = 0.25
_FREE_AFTER_WAITING = 0.1
_RATION = 0.1  # of the budget, for one user, or an equal part where that is more
_NEARLY = 0.8
_REMEMBERED = 10  # windows over which it is known who used how much

BOT = 0
"""The caller that stands for everybody: first in line and never rationed."""


class SharedWindow(Window):
    """One budget of this address. `rank` tells who goes first when several wait for it."""

    __slots__ = (
        "_carried",
        "_foreign_before",
        "_free_part",
        "_past",
        "_private",
        "_public",
        "free",
        "nearly",
        "waited",
    )

    def __init__(self, pool: Pool, limit: int, share: float) -> None:
        self.waited = False  # somebody had to, in this window
        self._free_part = _FREE
        self.free = 0.0  # up to there nobody is counted
        self._foreign_before = 0  # what those used in the window before
        self._public: dict[int, int] = {}
        self._private: dict[int, int] = {}
        self._past: list[dict[int, int]] = []
        self._carried: dict[int, int] = {}
        super().__init__(pool, limit, share)

    def allow(self, limit: int) -> None:
        """Take over the limit Binance states."""
        super().allow(limit)
        self.free = self._ours() * self._free_part
        self.nearly = self.budget * _NEARLY  # worth a notice
        self.hasten()

    def hasten(self) -> None:
        """Find out anew up to where nothing has to be looked at."""
        lease = self.lease
        own = self.free if lease is None else lease.quick + self.foreign
        self.quick = min(own, self.free)

    def roll(self, now: float) -> None:
        """Begin the window of this moment; half of what was used is forgotten."""
        carried = {one: int(self.rank(one)) // 2 for one in self._public | self._private}
        carried |= {one: used // 2 for one, used in self._carried.items() if one not in carried}
        self._carried = {one: used for one, used in carried.items() if used}
        self._past = [self._public, self._private, *self._past][: 2 * (_REMEMBERED - 1)]
        self._public, self._private = {}, {}
        self._foreign_before = self.foreign
        super().roll(now)
        self._free_part = _FREE_AFTER_WAITING if self.waited else _FREE
        self.free = self._ours() * self._free_part
        self.waited = False
        self.hasten()

    def _allows(self, amount: int, request: Request, now: float) -> bool:
        after = self.used + amount
        if now >= self.edge and not self._fits_edge(amount):
            return request.endpoint.urgent and after <= self.limit
        if after <= self.free:
            return True
        if request.endpoint.urgent or not self.used:
            return after <= self.limit
        return (
            after <= self.budget
            and after - self.foreign <= self._released(now)
            and not self.rationed(amount, request)
        )

    def rationed(self, amount: int, request: Request) -> bool:
        """Tell whether a caller has had his part of the public or the private calls.

        What was free counts, and the first call passes.
        """
        if request.caller == BOT or self.used + amount <= self.free:
            return False
        by_caller = self._private if request.endpoint.keyed else self._public
        used = by_caller.get(request.caller, 0)
        return used > 0 and used + amount > self.budget * max(_RATION, 1 / len(by_caller))

    def spend(self, amount: int, request: Request) -> None:
        """Count a call that is about to be sent, and whose it is."""
        self.used += amount
        self._in_flight += amount
        by_caller = self._private if request.endpoint.keyed else self._public
        caller = request.caller
        by_caller[caller] = by_caller.get(caller, 0) + amount

    def refused(self, amount: int, caller: int) -> None:
        """Count a call that could not be served: who keeps asking goes behind who waits."""
        if caller > BOT:
            self._carried[caller] = min(self._carried.get(caller, 0) + amount, self.limit)

    def rank(self, caller: int) -> float:
        """Give what a caller used or asked for in vain, half of it forgotten with each window.

        Whoever has the least goes first.
        """
        if caller <= BOT:
            return caller - 1
        now = self._public.get(caller, 0) + self._private.get(caller, 0)
        return now + self._carried.get(caller, 0)

    def until(self, amount: float, now: float) -> float:
        """Seconds until so much more may have been used; at least the windows that takes.

        What was used beyond the budget is forgotten with the window.
        """
        ours = self._ours()
        own = self.used - self.foreign
        need = own + amount
        if now >= self.edge and not self._fits_edge(amount):
            ours = 0.0
        lease = self.lease
        if lease is not None and lease.alone and need > lease.granted:
            return max(self.ends - now, 0.0)
        if need <= ours:
            return max(self.begins + self._paced(need / ours, self._free_part) - now, 0.0)
        windows, rest = divmod(need - max(ours, own), self.budget)
        moment = self.ends + windows * self.pool.seconds
        return moment + self._paced(rest / self.budget, _FREE_AFTER_WAITING) - now

    def by_caller(self) -> dict[int, int]:
        """Give the weight of each caller over this window and the last ones."""
        total: dict[int, int] = {}
        for tally in (self._public, self._private, *self._past):
            for caller, weight in tally.items():
                total[caller] = total.get(caller, 0) + weight
        return total

    def _fits_edge(self, amount: float) -> bool:
        """Tell whether the next window can bear what would count in it too."""
        carried = self._in_flight + self._edge_spent + amount
        return carried <= self._ours() * _FREE_AFTER_WAITING or carried == amount

    def _paced(self, part: float, free: float) -> float:
        """Seconds into a window at which so much of it is released."""
        return max(part - free, 0.0) / (1 - free) * self.pool.seconds

    def _released(self, now: float) -> float:
        """Give how much of what others leave us we may have used by now."""
        passed = (now - self.begins) / self.pool.seconds
        part = self._free_part + (1 - self._free_part) * passed
        return self._ours() * part

    def _ours(self) -> float:
        """Give what other programs leave us, if they go on as in the window before."""
        expected = min(self._foreign_before, self.budget / 2)
        return self.budget - max(self.foreign, expected)

"""What has been spent of Binance's budgets, counted as Binance counts.

Windows begin with the clock (each minute at :00). The count is ours or the one in Binance's
headers, whichever is larger: other programs on this address draw on the same budget.

https://developers.binance.com/docs/binance-spot-api-docs/rest-api/limits
"""

from collections.abc import Callable
from email.utils import parsedate_to_datetime

from binance.exceptions import IpBanned, LimitReached, TooManyRequests
from binance.request.health import PoolUse
from binance.request.pools import Pool
from binance.request.request import Request, Response

_MOST_WINDOWS = 4_096  # per-account windows are many: old ones are dropped beyond this


class Window:
    """One budget in its current window."""

    __slots__ = ("_in_flight", "blocked_until", "by_caller", "limit", "number", "pool", "used")

    def __init__(self, pool: Pool, limit: int) -> None:
        self.pool = pool
        self.limit = limit
        self.number = -1  # windows since 1970
        self.used = 0
        self._in_flight = 0
        self.by_caller: dict[int, int] = {}
        self.blocked_until = 0.0  # seconds since 1970

    def roll(self, now: float) -> None:
        """Begin a new window when it is time.

        Calls on their way are counted again: Binance may see them only now.
        """
        number = int(now // self.pool.seconds)
        if number > self.number:
            self.number = number
            self.used = self._in_flight
            self.by_caller.clear()

    def take(self, weight: int, caller: int, budget: float) -> bool:
        """Spend if it fits. A call heavier than the budget may go alone in its window."""
        fits = self.used + weight <= budget or (self.used == 0 and weight <= self.limit)
        if fits:
            self.used += weight
            self._in_flight += weight
            self.by_caller[caller] = self.by_caller.get(caller, 0) + weight
        return fits

    def landed(self, weight: int) -> None:
        """Note that a call taken before is no longer on its way."""
        self._in_flight -= weight

    def left(self, now: float) -> float:
        """Seconds until the next window."""
        return (self.number + 1) * self.pool.seconds - now


class Ledger:
    """Every budget of this address and of the accounts it calls for."""

    def __init__(self, share: float, wall: Callable[[], float]) -> None:
        self._share = share
        self._wall = wall
        self._limits: dict[Pool, int] = {}
        self._windows: dict[Pool | tuple[Pool, str], Window] = {}
        self._stopped_until = 0.0  # seconds since 1970
        self._stopped_by: type[LimitReached] = TooManyRequests

    @property
    def stopped_until(self) -> float:
        """Seconds since 1970 until which nothing at all may be sent; in the past: now it may."""
        return self._stopped_until

    def window(self, request: Request) -> Window:
        """Give the window this request draws on."""
        pool = request.endpoint.pool
        key: Pool | tuple[Pool, str] = pool
        if pool.per_account and request.credentials is not None:
            key = (pool, request.credentials.api_key)
        window = self._windows.get(key)
        if window is None:
            if len(self._windows) >= _MOST_WINDOWS:
                self._drop_old()
            window = self._windows[key] = Window(pool, self._limits.get(pool, pool.limit))
        return window

    def take(self, request: Request, window: Window) -> float:
        """Spend the weight and give 0, or give the seconds to wait before asking again."""
        now = self._wall()
        window.roll(now)
        blocked = max(self._stopped_until, window.blocked_until)
        if now < blocked:
            return blocked - now
        budget = window.limit if request.endpoint.urgent else window.limit * self._share
        return 0.0 if window.take(request.weight, request.caller, budget) else window.left(now)

    def check(self) -> None:
        """Raise while everything is stopped. Fails with `TooManyRequests` and `IpBanned`."""
        now = self._wall()
        if now < self._stopped_until:
            raise self._stopped_by(self._stopped_until - now)

    def believe(self, window: Window, number: int, response: Response) -> None:
        """Take over Binance's own count, for a call spent in window `number`."""
        stated = response.headers.get(window.pool.header)
        if stated is None or not stated.isdecimal():
            return
        if window.number != number and self._number_at(window, response) != window.number:
            return  # it counts a window that is over
        window.used = max(window.used, int(stated[:12]))

    def stop(self, response: Response, window: Window, seconds: float) -> None:
        """Stop after a 429 or 418: one account's budget, or everything on this address."""
        until = self._wall() + seconds
        if window.pool.per_account and response.status == 429:
            window.blocked_until = max(window.blocked_until, until)
            return
        window.used = max(window.used, window.limit)
        if until > self._stopped_until:
            self._stopped_until = until
            self._stopped_by = IpBanned if response.status == 418 else TooManyRequests

    def learn(self, pool: Pool, limit: int) -> None:
        """Take over the limit Binance states for a budget."""
        self._limits[pool] = limit
        for window in self._windows.values():
            if window.pool is pool:
                window.limit = limit

    def uses(self) -> dict[str, PoolUse]:
        """Give what is used of the budgets of this address in their current windows."""
        return {
            window.pool.name: PoolUse(window.used, window.limit, int(window.limit * self._share))
            for window in self._current()
        }

    def by_caller(self) -> dict[int, int]:
        """Give this address' weight in the current windows by caller."""
        total: dict[int, int] = {}
        for window in self._current():
            for caller, weight in window.by_caller.items():
                total[caller] = total.get(caller, 0) + weight
        return total

    def _current(self) -> list[Window]:
        now = self._wall()
        return [
            window
            for window in self._windows.values()
            if not window.pool.per_account and window.number == int(now // window.pool.seconds)
        ]

    def _drop_old(self) -> None:
        now = self._wall()
        for key, window in list(self._windows.items()):
            if window.number < int(now // window.pool.seconds) and now > window.blocked_until:
                del self._windows[key]

    def _number_at(self, window: Window, response: Response) -> int | None:
        """Give the window in which Binance answered, by the answer's own date."""
        try:
            answered = parsedate_to_datetime(response.headers.get("Date", ""))
        except ValueError:
            return None
        return int(answered.timestamp() // window.pool.seconds)

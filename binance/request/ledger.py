"""What has been spent of Binance's budgets, corrected by what Binance says has been.

The count is ours or the one in Binance's headers, whichever is larger: other programs on this
address draw on the same budget. Only the count of an account's orders may also be smaller than
ours: what is filled is given back.

https://developers.binance.com/docs/binance-spot-api-docs/rest-api/limits
"""

from collections.abc import Callable
from dataclasses import replace
from email.utils import parsedate_to_datetime
from typing import NamedTuple, TypeVar

from binance.events import BudgetNearlyUsed, Listener
from binance.models.market import RateLimit
from binance.request import pools
from binance.request.health import PoolUse
from binance.request.leases import Leases
from binance.request.pools import Pool
from binance.request.request import Endpoint, Request, Response
from binance.request.retry_after import Pause
from binance.request.shared_window import SharedWindow
from binance.request.window import Window

_W = TypeVar("_W", bound=Window)
_MOST_ACCOUNTS = 4_096  # windows of accounts are many: old ones are dropped beyond this
_QUIET = 600.0  # seconds below the mark after which passing it is worth another notice


class Plan(NamedTuple):
    """The windows one kind of call draws on, and the one in whose line it waits."""

    weight: Window
    requests: Window | None
    orders: tuple[Window, ...]
    shared: SharedWindow


class Ledger:
    """Every budget of this address and of the accounts it calls for."""

    def __init__(
        self,
        share: float,
        wall: Callable[[], float],
        notify: Listener,
        leases: Leases | None = None,
    ) -> None:
        self.leases = leases  # where other processes share the budgets
        self._share = share
        self._wall = wall
        self._notify = notify
        self._orders: dict[Pool, tuple[Pool, ...]] = dict(pools.ORDERS)
        self._limits: dict[Pool, int] = {}
        self._shared: dict[Pool, SharedWindow] = {}
        self._requests = self._leased(Window(pools.SPOT_REQUESTS, pools.SPOT_REQUESTS.limit, share))
        self._own: dict[tuple[Pool, str], Window] = {}  # by pool and API key
        self._plans: dict[Endpoint, Plan] = {}
        self._last_high: dict[Pool, float] = {}

    def plan(self, request: Request) -> Plan:
        """Give the windows this request draws on."""
        plan = self._plans.get(request.endpoint)
        return self._planned(request) if plan is None else plan

    def take(self, request: Request, plan: Plan) -> bool:
        """Spend what the request costs if all of it fits."""
        now = self._wall()
        weight, requests, orders, _ = plan
        if not weight.earliest <= now < weight.ends:
            weight.roll(now)
        # Most calls find the free part of a window nearly unused: one comparison is enough.
        if not (weight.used + request.weight <= weight.quick and now < weight.edge) and (
            not weight.fits(request.weight, request, now)
        ):
            return False
        if requests is not None:
            if not requests.earliest <= now < requests.ends:
                requests.roll(now)
            if requests.used >= requests.quick and not requests.fits(1, request, now):
                return False
            requests.used += 1
        if orders:
            number = request.endpoint.orders
            if any(window.wait(number, request, now) for window in orders):
                return False
            for window in orders:
                window.spend(number, request)
        weight.spend(request.weight, request)
        return True

    def landed(self, request: Request, plan: Plan) -> None:
        """Note that a call is no longer on its way."""
        now = self._wall()
        plan.weight.landed(request.weight, now)
        for window in plan.orders:
            window.landed(request.endpoint.orders, now)

    def own_wait(self, request: Request, plan: Plan) -> float:
        """Seconds until the caller's own limits allow the call; 0 when others are in its way."""
        now = self._wall()
        weight, requests, orders, shared = plan
        waits = [window.wait(request.endpoint.orders, request, now) for window in orders]
        if requests is not None:
            waits.append(requests.wait(1, request, now))
        if weight is not shared:
            waits.append(weight.wait(request.weight, request, now))
        elif not request.endpoint.urgent and shared.rationed(request.weight, request):
            waits.append(shared.ends - now)
        return max(waits, default=0.0)

    def line_wait(self, plan: Plan, weight: float) -> float:
        """Seconds until the shared budget allows so much more; at least so long."""
        now = self._wall()
        shared = plan.shared
        if not shared.earliest <= now < shared.ends:
            shared.roll(now)
        return shared.until(weight, now) if plan.weight is shared else 0.0

    def note_wait(self, window: SharedWindow) -> None:
        """Note that somebody has to wait; at the end of a window it is for its end alone."""
        window.waited = window.waited or self._wall() < window.edge

    def believe(self, request: Request, plan: Plan, number: int, response: Response) -> None:
        """Take over Binance's own counts, for a call spent in window `number`."""
        weight = plan.weight
        stated = response.headers.get(weight.pool.header)
        if stated is not None and stated.isdecimal():
            used = int(stated[:12])
            if used > weight.used and (
                weight.number == number or self._number_at(weight, response) == weight.number
            ):
                weight.believe(used)  # else it counts a window that is over
        for window in plan.orders:
            counted = response.headers.get(window.pool.header, "")
            if counted.isdecimal():
                window.correct(int(counted[:12]), request.endpoint.orders)
        if plan.shared.used > plan.shared.nearly:
            self._note_high(plan.shared)

    def refused(self, plan: Plan, pause: Pause) -> Pause:
        """Give the pause after which the budget allows calls again.

        A stated one stands, unless Binance's own count says that the window is used up. Without
        one nothing is left in this window.
        """
        window = plan.weight
        if not pause.stated:
            if window.used < window.limit:
                window.believe(window.limit)
        elif window.used >= window.limit:
            return pause._replace(seconds=max(pause.seconds, window.ends - self._wall()))
        return pause

    def block(self, windows: tuple[Window, ...], pause: Pause) -> None:
        """Let an account rest after it was refused: as long as stated, or to the next window."""
        now = self._wall()
        for window in windows[:1]:
            seconds = pause.seconds if pause.stated else window.ends - now
            window.blocked_until = max(window.blocked_until, now + seconds)

    def learn(self, pool: Pool, limit: int) -> None:
        """Take over the limit Binance states for a budget."""
        self._limits[pool] = limit
        for window in (self._requests, *self._shared.values(), *self._own.values()):
            if window.pool is pool:
                window.allow(limit)

    def learn_all(self, pool: Pool, stated: list[RateLimit]) -> None:
        """Take over what exchangeInfo states; `pool` is the budget of exchangeInfo itself."""
        orders = []
        for one in stated:
            if one.limit <= 0 or one.interval not in pools.SECONDS:
                continue
            seconds = pools.SECONDS[one.interval] * one.interval_num
            if one.rate_limit_type == "REQUEST_WEIGHT" and seconds == pool.seconds:
                self.learn(pool, one.limit)
            elif one.rate_limit_type == "ORDERS":
                interval = one.interval, one.interval_num
                orders.append(pools.orders_pool(pool.name, *interval, one.limit))
            elif one.rate_limit_type == "RAW_REQUESTS" and pool is pools.SPOT:
                self._learn_requests(seconds, one.limit)
        if orders:
            self._learn_orders(pool, orders)

    def uses(self) -> dict[str, PoolUse]:
        """Give what is used of the budgets of this address in their current windows."""
        now = self._wall()
        return {
            window.pool.name: PoolUse(window.used, window.limit, int(window.budget))
            for window in self._shared.values()
            if window.earliest <= now < window.ends
        }

    def by_caller(self) -> dict[int, int]:
        """Give this address' weight over the last minutes by caller."""
        total: dict[int, int] = {}
        for window in self._shared.values():
            for caller, weight in window.by_caller().items():
                total[caller] = total.get(caller, 0) + weight
        return total

    def _planned(self, request: Request) -> Plan:
        endpoint = request.endpoint
        account = "" if request.credentials is None else request.credentials.api_key
        exchange = pools.exchange_of(endpoint.api)
        own = bool(account) and (endpoint.pool.per_account or endpoint.orders > 0)
        weight: Window = (
            self._account_window(endpoint.pool, account)
            if own and endpoint.pool.per_account
            else self._shared_window(endpoint.pool)
        )
        orders = self._orders[exchange] if own and endpoint.orders else ()
        plan = Plan(
            weight=weight,
            requests=self._requests if exchange is pools.SPOT else None,
            orders=tuple(self._account_window(pool, account) for pool in orders),
            shared=weight if isinstance(weight, SharedWindow) else self._shared_window(exchange),
        )
        if not own:
            self._plans[endpoint] = plan
        return plan

    def _shared_window(self, pool: Pool) -> SharedWindow:
        window = self._shared.get(pool)
        if window is None:
            limit = self._limits.get(pool, pool.limit)
            window = self._shared[pool] = self._leased(SharedWindow(pool, limit, self._share))
        return window

    def _account_window(self, pool: Pool, account: str) -> Window:
        window = self._own.get((pool, account))
        if window is None:
            if len(self._own) >= _MOST_ACCOUNTS:
                self._drop_old()
            limit = self._limits.get(pool, pool.limit)
            window = self._leased(Window(pool, limit, self._share), account)
            self._own[pool, account] = window
        return window

    def _leased(self, window: _W, account: str = "") -> _W:
        if self.leases is not None:
            window.lease = self.leases.of(window, window.pool.name, account)
            window.hasten()
        return window

    def _drop_old(self) -> None:
        now = self._wall()
        for key, window in list(self._own.items()):
            if now >= max(window.ends, window.blocked_until):
                del self._own[key]

    def _learn_requests(self, seconds: int, limit: int) -> None:
        if seconds != self._requests.pool.seconds:
            pool = replace(pools.SPOT_REQUESTS, limit=limit, seconds=seconds)
            self._requests = self._leased(Window(pool, limit, self._share))
            self._plans.clear()
        self._requests.allow(limit)

    def _learn_orders(self, pool: Pool, stated: list[Pool]) -> None:
        """Take over new intervals; those known keep what was counted."""
        known = {one.name: one for one in self._orders[pool]}
        self._orders[pool] = tuple(known.get(one.name, one) for one in stated)
        for one in stated:
            if one.name in known:
                self.learn(known[one.name], one.limit)

    def _note_high(self, window: SharedWindow) -> None:
        now = self._wall()
        before = self._last_high.get(window.pool, 0.0)
        self._last_high[window.pool] = now
        if now - before > _QUIET:
            self._notify(BudgetNearlyUsed(window.pool.name, window.used, int(window.budget)))

    def _number_at(self, window: Window, response: Response) -> int | None:
        """Give the window in which Binance answered, by the answer's own date."""
        try:
            answered = parsedate_to_datetime(response.headers.get("Date", ""))
        except ValueError:
            return None
        return int(answered.timestamp() // window.pool.seconds)

"""Calls on every kind of budget, and how the exchange counts them."""

# mypy: disable-error-code="empty-body"
# The bodies are empty on purpose: `endpoint` makes the method from its signature.

from collections import Counter
from collections.abc import Awaitable, Callable

from binance.client import BinanceClient
from binance.models.market import Nothing
from binance.request import pools
from binance.request.endpoint import ApiGroup, declared, endpoint
from binance.request.pools import Limit, Pool
from binance.request.request import Security
from tests.binance.scripted_server import Answer, Seen
from tests.binance.sharing.quick_time import QuickTime

SHARE = 0.8


class Calls(ApiGroup):
    """One call for each kind of budget."""

    __slots__ = ()

    @endpoint("GET", "/api/v3/ping", weight=2)
    async def spot(self) -> Nothing:
        """Draw on spot."""

    @endpoint("GET", "/fapi/v1/ping", weight=1)
    async def futures(self) -> Nothing:
        """Draw on what both futures share."""

    @endpoint("GET", "/dapi/v1/ping", weight=3)
    async def coin_futures(self) -> Nothing:
        """Draw on what both futures share."""

    @endpoint("GET", "/sapi/v1/system/status", weight=1)
    async def of_address(self) -> Nothing:
        """Draw on the address' budget of one endpoint."""

    @endpoint(
        "GET",
        "/sapi/v1/convert/orderStatus",
        weight=5,
        limit=Limit.UID,
        security=Security.USER_DATA,
    )
    async def of_account(self) -> Nothing:
        """Draw on an account's budget of one endpoint."""

    @endpoint("POST", "/api/v3/order", weight=1, security=Security.TRADE, orders=1)
    async def order(self) -> Nothing:
        """Draw on an account's orders, and on spot."""

    def all(self) -> list[Callable[[], Awaitable[Nothing]]]:
        """Give every call."""
        return [
            self.spot,
            self.futures,
            self.coin_futures,
            self.of_address,
            self.of_account,
            self.order,
        ]


TEN_SECONDS = pools.ORDERS[pools.SPOT][0]
LIMITS: dict[Pool, int] = {
    pools.SPOT: 600,
    pools.FUTURES: 300,
    pools.SPOT_REQUESTS: 100_000,
    declared(Calls.of_address).pool: 150,
    declared(Calls.of_account).pool: 500,
    TEN_SECONDS: 30,
}


def learn(client: BinanceClient) -> None:
    """Let a client know the limits, as exchangeInfo would."""
    for pool, limit in LIMITS.items():
        client._pipeline._ledger.learn(pool, limit)


class Count:
    """What arrived at the exchange, by budget and window, on the exchange's own clock."""

    def __init__(self, clock: QuickTime) -> None:
        self.clock = clock
        self.used: Counter[tuple[str, int]] = Counter()

    def answer(self, seen: Seen) -> Answer:
        """Count a request; the answer says nothing of it."""
        now = self.clock.now()
        by_path = {declared(one).path: declared(one) for one in _METHODS}
        found = by_path[seen.path]
        self.used[found.pool.name, int(now // 60)] += WEIGHTS[seen.path]
        if seen.path.startswith("/api"):
            self.used[pools.SPOT_REQUESTS.name, int(now // 300)] += 1
        if found.orders:
            self.used[TEN_SECONDS.name, int(now // 10)] += 1
        return Answer()

    def windows(self) -> list[tuple[int, int, int]]:
        """Give for each window the minute it ends in, what was used, and the limit."""
        pool_of = {pool.name: pool for pool in LIMITS}
        return [
            (((number + 1) * pool_of[name].seconds - 1) // 60, used, LIMITS[pool_of[name]])
            for (name, number), used in self.used.items()
        ]

    def most(self) -> dict[str, float]:
        """Give how much of each limit was used in its fullest window."""
        limits = {pool.name: limit for pool, limit in LIMITS.items()}
        most: dict[str, float] = {}
        for (name, _), used in self.used.items():
            most[name] = max(most.get(name, 0.0), used / limits[name])
        return most


_METHODS = (
    Calls.spot,
    Calls.futures,
    Calls.coin_futures,
    Calls.of_address,
    Calls.of_account,
    Calls.order,
)
WEIGHTS: dict[str, int] = {
    declared(one).path: one.declaration.weight  # type: ignore[attr-defined] # set by `endpoint`
    for one in _METHODS
}

"""Rate limits, counted in windows that begin with the clock's minute, as Binance counts them."""

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from sandbox.exchange.errors import Refusal

MINUTE = 60  # seconds
SPANS = {"futures-data": 5 * MINUTE, "funding": 5 * MINUTE}  # the others count by the minute
FIRST_BAN = 120  # seconds; every further ban lasts twice as long
LONGEST_BAN = 3 * 86_400  # seconds
SPAN_NAMES = MappingProxyType({10: "10 SECOND", MINUTE: "1 MINUTE", 86_400: "1 DAY"})
SPOT_ORDERS = MappingProxyType({10: 100, 86_400: 200_000})  # seconds to orders
CONTRACT_ORDERS = MappingProxyType({10: 300, MINUTE: 1_200})  # USDⓈ-M and COIN-M together


@dataclass(slots=True)
class Window:
    """A counter that starts anew with every interval of the clock."""

    seconds: int = MINUTE
    start: int = 0
    used: int = 0

    def add(self, amount: int, now: float) -> int:
        """Count and give what is used in the present interval."""
        start = int(now // self.seconds) * self.seconds
        if start != self.start:
            self.start, self.used = start, 0
        self.used = max(self.used + amount, 0)
        return self.used

    def left(self, now: float) -> int:
        """Give the whole seconds until the next interval, at least one."""
        return max(math.ceil(self.start + self.seconds - now), 1)


@dataclass(slots=True)
class Ban:
    """How an address stands with one family of hosts."""

    until: float = 0.0
    length: int = FIRST_BAN
    strikes: Window = field(default_factory=Window)


class Limits:
    """Counts weight and raw requests of each address; refuses with 429, then bans with 418.

    `weights` are the limits of a minute and may be changed. `foreign_per_minute` is weight used by
    somebody else behind the same address, spread evenly over the minute. `patience` is how many
    requests over a limit are refused in a minute before the address is banned.
    """

    def __init__(self) -> None:
        self.weights = {
            "spot": 6_000,
            "futures": 2_400,
            "futures-data": 1_000,
            "funding": 500,
            "sapi-ip": 12_000,
            "sapi-uid": 180_000,
        }
        self.raw_requests = 300_000  # in five minutes
        self.patience = 10
        self.foreign_per_minute = 0
        self._used: dict[tuple[str, str], Window] = {}
        self._raw: defaultdict[str, Window] = defaultdict(lambda: Window(5 * MINUTE))
        self._bans: defaultdict[tuple[str, str], Ban] = defaultdict(Ban)

    def admit(self, family: str, ip: str, now: float) -> None:
        """Let a request in. Fails with 418 during a ban, 429 over the raw requests."""
        ban = self._bans[family, ip]
        if now < ban.until:
            raise _banned(ban, now)
        raw = self._raw[ip]
        if raw.add(1, now) > self.raw_requests:
            raise self._refuse(
                ban, raw.left(now), now, f"{self.raw_requests} requests per 5 MINUTE"
            )

    def charge(self, pool: str, who: str, weight: int, now: float) -> int:
        """Count weight and give what is used in this minute.

        `who` is the address, for sapi with the endpoint added. Fails with 429, then 418.
        """
        limit = self.weights[pool]
        used = self.used(pool, who, now, weight)
        if used > limit:
            left = self._window(pool, who).left(now)
            allowed = f"{limit} request weight per {SPANS.get(pool, MINUTE) // MINUTE} MINUTE"
            family = "futures" if pool.startswith(("futures", "funding")) else "spot"
            raise self._refuse(self._bans[family, who.partition(" ")[0]], left, now, allowed)
        return used

    def used(self, pool: str, who: str, now: float, adding: int = 0) -> int:
        """Give the weight used in the present minute, foreign use included."""
        own = self._window(pool, who).add(adding, now)
        if pool not in {"spot", "futures"}:
            return own
        return own + int(self.foreign_per_minute * (now % MINUTE) / MINUTE)

    def ban(self, family: str, ip: str, now: float, seconds: float | None = None) -> Refusal:
        """Ban an address for some seconds, or for as long as it is its turn."""
        ban = self._bans[family, ip]
        ban.until = now + (ban.length if seconds is None else seconds)
        ban.length = min(ban.length * 2, LONGEST_BAN)
        return _banned(ban, now)

    def forgive(self) -> None:
        """Lift every ban and forget what was used."""
        self._bans.clear()
        self._used.clear()
        self._raw.clear()

    def _window(self, pool: str, who: str) -> Window:
        return self._used.setdefault((pool, who), Window(SPANS.get(pool, MINUTE)))

    def _refuse(self, ban: Ban, seconds_left: int, now: float, allowed: str) -> Refusal:
        if ban.strikes.add(1, now) > self.patience:
            ban.until = now + ban.length
            ban.length = min(ban.length * 2, LONGEST_BAN)
            return _banned(ban, now)
        message = (
            f"Too much request weight used; current limit is {allowed}."
            " Please use WebSocket Streams for live updates to avoid polling the API."
        )
        return Refusal(-1003, message, 429, {"Retry-After": str(seconds_left)})


class OrderCounts:
    """Unfilled orders of each account in some intervals, over all addresses and APIs.

    Spot counts ten seconds and a day, contracts ten seconds and a minute.
    """

    def __init__(self, limits: Mapping[int, int] = SPOT_ORDERS) -> None:
        self.limits = dict(limits)  # seconds to orders
        self._windows: dict[str, dict[int, Window]] = {}

    def count(self, account: str, now: float, orders: int = 1) -> None:
        """Count new orders. Fails with 429 and -1015 when there are too many."""
        windows = self._of(account)
        for seconds, limit in self.limits.items():
            window = windows[seconds]
            if window.add(0, now) + orders > limit:
                span = SPAN_NAMES[seconds]
                raise Refusal(
                    -1015,
                    f"Too many new orders; current limit is {limit} orders per {span}.",
                    429,
                    {"Retry-After": str(window.left(now))},
                )
        for window in windows.values():
            window.add(orders, now)

    def filled(self, account: str, now: float, *, maker: bool) -> None:
        """Give back what the first fill of an order gives back: more for a maker."""
        for window in self._of(account).values():
            window.add(-5 if maker else -1, now)

    def used(self, account: str, now: float) -> dict[int, int]:
        """Give the count of each interval, by its seconds."""
        return {seconds: window.add(0, now) for seconds, window in self._of(account).items()}

    def forget(self) -> None:
        """Begin all counts anew."""
        self._windows.clear()

    def _of(self, account: str) -> dict[int, Window]:
        made = {seconds: Window(seconds) for seconds in self.limits}
        return self._windows.setdefault(account, made)


def _banned(ban: Ban, now: float) -> Refusal:
    return Refusal(
        -1003,
        f"Way too much request weight used; IP banned until {int(ban.until * 1000)}."
        " Please use WebSocket Streams for live updates to avoid bans.",
        418,
        {"Retry-After": str(math.ceil(ban.until - now))},
    )

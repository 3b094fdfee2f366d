"""How the bot is doing, for /status."""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from binance.client import BinanceClient
from binance.request.health import Health
from binance.websocket.manager import StreamHealth
from binance.websocket.user_data import UserDataState
from bot.outbox import Outbox
from bot.pacing import Clock
from storage.all_keys import AllKeys
from storage.database import Database
from storage.health import DatabaseHealth, database_health
from storage.stored_key import StoredKey
from storage.users import UserCounts, Users

_WINDOW: Final = 60.0  # seconds over which updates are counted
_SAMPLES: Final = 1_000
_HEAVIEST: Final = 3  # users shown


class UpdateMeter:
    """Counts updates and how long they take."""

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._ended: deque[tuple[float, float]] = deque(maxlen=_SAMPLES)  # when, how long

    def record(self, seconds: float) -> None:
        """Note an update that took `seconds`."""
        self._ended.append((self._clock(), seconds))

    def per_minute(self) -> int:
        """Count the updates of the last minute, up to a thousand."""
        since = self._clock() - _WINDOW
        return sum(when > since for when, _ in self._ended)

    def p95(self) -> float | None:
        """Give the seconds that 95 of 100 updates stayed below; None before the first."""
        taken = sorted(seconds for _, seconds in self._ended)
        return taken[int(0.95 * (len(taken) - 1))] if taken else None


@dataclass(frozen=True, slots=True)
class HealthReport:
    """Everything /status shows, at one moment."""

    uptime: float  # seconds
    users: UserCounts
    updates_per_minute: int
    updates_p95: float | None  # seconds
    in_hand: int  # updates whose handlers run or wait
    binance: Health
    streams: StreamHealth
    accounts: UserDataState
    heaviest: list[tuple[str, int]]  # who used most of the weight over ten minutes: name, weight
    outbox_queue: int
    refused_for_rate: int  # answers 429 of Telegram since the start
    database: DatabaseHealth
    failing: list[StoredKey]  # keys whose last use Binance refused


class BotHealth:
    """Gathers the figures of the parts."""

    def __init__(  # noqa: PLR0913 - it gathers from every part
        self,
        client: BinanceClient,
        database: Database,
        users: Users,
        keys: AllKeys,
        outbox: Outbox,
        *,
        clock: Clock = time.monotonic,
    ) -> None:
        self._client = client
        self._database = database
        self._users = users
        self._keys = keys
        self._outbox = outbox
        self._clock = clock
        self._started = clock()
        self.meter = UpdateMeter(clock)
        self.in_hand: Callable[[], int] = lambda: 0  # set once the lanes exist

    async def report(self) -> HealthReport:
        """Give the figures of this moment. Fails with `DatabaseBusy`."""
        binance = self._client.health()
        return HealthReport(
            uptime=self._clock() - self._started,
            users=await self._users.counts(),
            updates_per_minute=self.meter.per_minute(),
            updates_p95=self.meter.p95(),
            in_hand=self.in_hand(),
            binance=binance,
            streams=self._client.streams.health(),
            accounts=self._client.user_data.state(),
            heaviest=await self._heaviest(binance),
            outbox_queue=self._outbox.queue,
            refused_for_rate=self._outbox.refused_for_rate,
            database=await database_health(self._database),
            failing=await self._keys.failing(),
        )

    async def _heaviest(self, binance: Health) -> list[tuple[str, int]]:
        """Give who used most, by id and name; what the bot asked for itself has neither."""
        most = sorted(binance.weight_by_caller.items(), key=lambda item: -item[1])[:_HEAVIEST]
        return [(await self._name(caller), used) for caller, used in most if used]

    async def _name(self, caller: int) -> str:
        user = await self._users.get(caller) if caller else None
        return f"{caller or ''} {user.first_name if user else ''}".strip()

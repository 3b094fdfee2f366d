"""How fast one person may ask: a burst, then a steady rate; one clear notice, then silence."""

import math
import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any, Final

from aiogram import BaseMiddleware
from aiogram.types import TelegramObject, Update
from aiogram.utils.i18n import gettext as _

from bot.middlewares.step import Data, NextStep
from bot.outbox import Outbox
from bot.pacing import Clock
from bot.replies import Reply, dismiss, respond
from storage.users import User

REMEMBERED: Final = 10_000  # people; the one who asked longest ago is forgotten first


@dataclass(frozen=True, slots=True)
class Allowance:
    """What one person may ask: `burst` at once, and `per_second` over time."""

    burst: float = 10
    per_second: float = 1


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float
    told: bool = False


class Throttle(BaseMiddleware):
    """Stops what exceeds the allowance."""

    def __init__(self, allowance: Allowance, outbox: Outbox, clock: Clock = time.monotonic) -> None:
        self._allowance = allowance
        self._outbox = outbox
        self._clock = clock
        self._buckets: OrderedDict[int, _Bucket] = OrderedDict()

    async def __call__(self, handler: NextStep, event: TelegramObject, data: Data) -> Any:
        """Pass on what is within the allowance; tell once when it is not."""
        user: User | None = data.get("user")
        if user is None or not isinstance(event, Update):
            return await handler(event, data)
        bucket = self._refilled(user.id)
        if bucket.left >= 1:
            bucket.left -= 1
            return await handler(event, data)
        if bucket.told:
            await dismiss(self._outbox, event)
            return None
        bucket.told = True
        await respond(data["bot"], self._outbox, event, self._notice())
        return None

    def _refilled(self, user_id: int) -> _Bucket:
        now, allowance = self._clock(), self._allowance
        bucket = self._buckets.get(user_id)
        if bucket is None:
            bucket = self._buckets[user_id] = _Bucket(allowance.burst, now)
            if len(self._buckets) > REMEMBERED:
                self._buckets.popitem(last=False)
        self._buckets.move_to_end(user_id)
        gained = (now - bucket.at) * allowance.per_second
        bucket.left, bucket.at = min(allowance.burst, bucket.left + gained), now
        if bucket.left >= allowance.burst / 2:
            bucket.told = False
        return bucket

    def _notice(self) -> Reply:
        seconds = math.ceil(self._allowance.burst / 2 / self._allowance.per_second)
        text = _("✋ Too much at once. Wait {seconds} seconds, then go on.")
        return Reply(text.format(seconds=seconds))

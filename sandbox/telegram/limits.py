"""Telegram's flood limits, off until somebody asks for them."""

import math
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass

from sandbox.telegram.errors import too_many_requests

Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class FloodLimits:
    """What a bot may send: messages a second over all, a second and chat, a minute and group."""

    all_per_second: int = 30
    chat_per_second: int = 1
    group_per_minute: int = 20


class FloodControl:
    """Counts what was sent and refuses with 429 what is too much; counts nothing without limits."""

    def __init__(self, clock: Clock) -> None:
        self.limits: FloodLimits | None = None
        self._clock = clock
        self._sent: defaultdict[int | None, deque[float]] = defaultdict(deque)

    def count(self, chat_id: int) -> None:
        """Admit one message to a chat. Fails with `TelegramError` 429 and `retry_after`."""
        if self.limits is None:
            return
        chat_limit = (
            (self.limits.group_per_minute, 60.0)
            if chat_id < 0
            else (self.limits.chat_per_second, 1.0)
        )
        windows = {None: (self.limits.all_per_second, 1.0), chat_id: chat_limit}
        now = self._clock()
        for key, (limit, seconds) in windows.items():
            self._refuse_above(limit, seconds, self._sent[key], now)
        for key in windows:
            self._sent[key].append(now)

    @staticmethod
    def _refuse_above(limit: int, seconds: float, sent: deque[float], now: float) -> None:
        while sent and now - sent[0] >= seconds:
            sent.popleft()
        if len(sent) >= limit:
            raise too_many_requests(max(1, math.ceil(sent[0] + seconds - now)))

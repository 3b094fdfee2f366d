"""A snapshot of how the request layer is doing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from binance.request.sharing import SharingState


@dataclass(frozen=True, slots=True)
class PoolUse:
    """Weight used in the current window of one budget."""

    used: int
    limit: int  # what Binance allows
    budget: int  # the share the bot allows itself


@dataclass(frozen=True, slots=True)
class Health:
    """Figures since the client was opened, except where a window is named."""

    latency_p95: float | None  # seconds, over the last calls that reached Binance; None before any
    weight: Mapping[str, PoolUse]  # by budget; only those used in their current window
    weight_by_caller: Mapping[int, int]  # this address' weight over the last ten windows
    breakers: Mapping[str, str]  # "closed", "open" or "half-open" by API: api, sapi …
    clock_offset: timedelta | None  # Binance's spot clock less ours; None until it was measured
    calls: int
    errors: Mapping[str, int]  # failed calls by class of error
    retries: int
    cache_hits: int
    banned_until: datetime | None  # UTC; None while calls are let through
    waiting: int = 0  # calls that wait for a slot or the budget
    sharing: SharingState | None = None  # with other processes; None: this one is alone

    @property
    def clock_offset_ms(self) -> float | None:
        """The offset in milliseconds."""
        offset = self.clock_offset
        return None if offset is None else offset / timedelta(milliseconds=1)

"""What a consumer is told in the place of events it did not get."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class GapReason(StrEnum):
    """Why events are missing."""

    DISCONNECTED = "the connection was lost"
    SILENT = "nothing was heard, not even a pong"
    STALE = "connected, but without news"
    MISSED = "ids are missing"
    RESTARTED = "ids begin anew"
    DROPPED = "the consumer was slower than the market"
    NOT_FILLED = "what was missed could not be read over REST"


@dataclass(frozen=True, slots=True)
class Gap:
    """Events of a stream are missing. `until` is None while it lasts; another one tells its end.

    Where the subscription asked for it, what was missed is read over REST and follows the second.
    """

    stream: str  # its name; empty: any stream of the subscription
    reason: GapReason
    since: datetime | None  # UTC: time of the last event before; None when there was none
    until: datetime | None = None  # UTC
    last_id: int | None = None  # of the last event before, where events have ids
    next_id: int | None = None  # of the first event after, where it is known
    missed: int | None = None  # how many events, where that is known

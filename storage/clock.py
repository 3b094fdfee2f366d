"""The clock of the repositories; tests hand in their own."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeAlias

Clock: TypeAlias = Callable[[], datetime]


def utc_now() -> datetime:
    """Give the present moment as an aware time in UTC."""
    return datetime.now(UTC)

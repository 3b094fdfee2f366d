"""What must outlive the process: until when Binance wants to hear nothing from this address."""

from datetime import datetime
from typing import Protocol


class BanMemory(Protocol):
    """Keeps the last stop.

    Neither method may fail: the gate is closed in this process whether it can be written or not.
    """

    async def recall(self) -> tuple[datetime, int] | None:
        """Give the end (UTC) and the HTTP status of the last stop, over or not."""
        ...

    async def remember(self, until: datetime, status: int) -> None:
        """Keep a stop; on return it is safe on disk."""
        ...


class Forgetful:
    """Remembers nothing: for programs that run once."""

    async def recall(self) -> tuple[datetime, int] | None:
        """Give nothing."""
        return None

    async def remember(self, until: datetime, status: int) -> None:
        """Keep nothing."""

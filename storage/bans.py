"""Until when Binance wants to hear nothing from this address: it outlives a restart."""

from datetime import datetime

import structlog
from sqlalchemy import delete, select

from storage.database import Database
from storage.errors import StorageError
from storage.models import BanRow

log = structlog.get_logger(__name__)


class Bans:
    """Keeps the last stop; the `BanMemory` of the request layer.

    A database that cannot be written does not hide the stop: it is logged, and holds in this
    process all the same.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def recall(self) -> tuple[datetime, int] | None:
        """Give the end (UTC) and the HTTP status of the last stop, over or not."""
        try:
            async with self._database.read() as session:
                row = await session.scalar(select(BanRow))
        except StorageError:
            log.exception("bans cannot be read")
            return None
        return None if row is None else (row.until, row.status)

    async def remember(self, until: datetime, status: int) -> None:
        """Keep a stop; on return it is safe on disk."""
        try:
            async with self._database.write() as session:
                await session.execute(delete(BanRow))
                session.add(BanRow(id=1, until=until, status=status))
        except StorageError:
            log.exception("a ban cannot be kept over a restart", until=until.isoformat())

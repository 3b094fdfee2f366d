"""How the database is doing, for the admin."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text

from storage import sqlite
from storage.database import Database


@dataclass(frozen=True, slots=True)
class DatabaseHealth:
    """The state of the database at one moment."""

    size_bytes: int
    log_bytes: int  # of the write-ahead log; grows without end when a reader never finishes
    journal_mode: str  # "wal" is as it should be; "server" where the database is one
    version: str
    shared: bool  # false: this process alone may have the file open


async def database_health(database: Database) -> DatabaseHealth:
    """Ask the database for its size and mode. Fails with `DatabaseBusy`."""
    async with database.read() as session:
        if not sqlite.is_sqlite(database.url):
            size = await session.scalar(text("SELECT pg_database_size(current_database())"))
            version = await session.scalar(text("SHOW server_version"))
            return DatabaseHealth(size or 0, 0, "server", str(version), shared=True)
        pages = await session.scalar(text("PRAGMA page_count"))
        page_size = await session.scalar(text("PRAGMA page_size"))
        mode = await session.scalar(text("PRAGMA journal_mode"))
    log_bytes = await asyncio.to_thread(_size, Path(f"{database.url.database}-wal"))
    version = ".".join(map(str, sqlite.VERSION))
    return DatabaseHealth(
        (pages or 0) * (page_size or 0), log_bytes, str(mode), version, database.shared
    )


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0

"""Bans: the last stop outlives the process, and a broken database does not hide it."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from storage.bans import Bans
from storage.database import Database
from storage.models import BanRow
from tests.storage.moments import SetClock

NOON = SetClock().now


async def test_nothing_is_recalled_at_first(database: Database) -> None:
    """A new database knows of no stop."""
    assert await Bans(database).recall() is None


async def test_last_stop_is_recalled_after_a_restart(url: str) -> None:
    """Only the newest stop counts, and another process reads it."""
    async with Database.open(url) as database:
        await Bans(database).remember(NOON, 429)
        await Bans(database).remember(NOON + timedelta(days=3), 418)
    async with Database.open(url) as database:
        recalled = await Bans(database).recall()

    assert recalled == (NOON + timedelta(days=3), 418)


async def test_there_is_one_row(database: Database) -> None:
    """The table itself refuses a second one."""
    with pytest.raises(IntegrityError):
        async with database.write() as session:
            session.add(BanRow(id=2, until=NOON, status=418))


async def test_broken_database_hides_no_ban(url: str, path: Path) -> None:
    """Where nothing can be kept or read, neither method fails."""
    with closing(sqlite3.connect(path)) as other:
        other.execute("DROP TABLE bans")
        other.commit()
    async with Database.open(url) as database:
        await Bans(database).remember(NOON, 418)
        recalled = await Bans(database).recall()

    assert recalled is None

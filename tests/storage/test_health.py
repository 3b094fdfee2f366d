"""What the admin sees of the database."""

import sqlite3
from pathlib import Path

from storage.database import Database
from storage.health import database_health
from storage.users import Users
from tests.storage.files import size
from tests.storage.people import ALICE, sign_up


async def test_health_tells_size_mode_and_version(
    database: Database, users: Users, path: Path
) -> None:
    """Size and mode are those of the file; the log has a size of its own."""
    await sign_up(users, ALICE)

    before = await database_health(database)
    await database.checkpoint()
    after = await database_health(database)

    assert before.journal_mode == "wal"
    assert before.version == sqlite3.sqlite_version
    assert before.log_bytes > after.log_bytes == 0
    assert after.size_bytes == size(path)
    assert after.shared is database.shared

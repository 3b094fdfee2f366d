"""When the database refuses: full, busy, wrong; each with its type, and nothing half done."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from storage import sqlite
from storage.database import Database
from storage.errors import DatabaseBusy, DatabaseFull
from tests.storage.counting import ALONE, SHARED, VERSIONS, count_up, counting, current


async def test_full_disk_is_a_typed_error_and_passes(url: str) -> None:
    """Without room nothing of the transaction is kept, and with room again the next one works."""
    async with counting(url, ALONE) as database:
        async with database.read() as session:
            pages = await session.scalar(text("PRAGMA page_count"))
            await session.execute(text(f"PRAGMA max_page_count = {pages}"))
        for _ in range(5):
            with pytest.raises(DatabaseFull):
                await fill(database)
        after_failures = await current(database)
        async with database.read() as session:
            await session.execute(text("PRAGMA max_page_count = 1000000"))
        await fill(database)

        assert after_failures == 0
        assert await current(database) == 1


async def fill(database: Database) -> None:
    """Count up, and write more than fits on the pages there are."""
    async with database.write() as session:
        await session.execute(text("UPDATE counter SET n = n + 1"))
        await session.execute(
            text("INSERT INTO audit_log (at, action, detail) VALUES (0, 'x', zeroblob(100000))")
        )


async def test_foreign_writer_is_waited_for(url: str, path: Path) -> None:
    """A foreign process that writes for a moment delays the bot and loses it nothing."""
    async with counting(url, SHARED) as database:
        with closing(sqlite3.connect(path, isolation_level=None)) as foreign:
            foreign.execute("BEGIN IMMEDIATE")
            waiting = asyncio.create_task(count_up(database))
            read_meanwhile = await current(database)
            foreign.execute("COMMIT")
        await waiting

        assert read_meanwhile == 0
        assert await current(database) == 1


async def test_foreign_writer_that_stays_is_a_typed_error(
    url: str, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A foreign process that holds the file too long makes writers fail, readers not."""
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.05)
    async with counting(url, SHARED) as database:
        with closing(sqlite3.connect(path, isolation_level=None)) as foreign:
            foreign.execute("BEGIN IMMEDIATE")
            with pytest.raises(DatabaseBusy):
                await count_up(database)
            read_meanwhile = await current(database)
        await count_up(database)

        assert read_meanwhile == 0
        assert await current(database) == 1


async def test_errors_hide_values(database: Database) -> None:
    """The text of an error names tables and columns, never what was to be stored."""
    insert = text("INSERT INTO api_keys (id, token) VALUES (1, :token)")
    async with database.write() as session:
        with pytest.raises(IntegrityError) as refused:
            await session.execute(insert, {"token": "canary-value"})

    assert "api_keys" in str(refused.value)
    assert "canary-value" not in f"{refused.value!s} {refused.value!r}"


@VERSIONS
async def test_long_queue_ends_in_a_typed_error(
    url: str, version: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who gets no turn within the busy time-out is told so, and the next one gets it."""
    async with counting(url, version) as database:
        monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.01)
        async with database.write():
            with pytest.raises(DatabaseBusy):
                await asyncio.create_task(count_up(database))
        await count_up(database)

        assert await current(database) == 1

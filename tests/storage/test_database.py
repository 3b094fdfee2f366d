"""Transactions: nothing is lost, nothing is half done, and every failure has a type."""

import asyncio
import random
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine

from storage import sqlite
from storage.database import Database
from storage.errors import DatabaseBusy
from tests.storage.counting import READ, SHARED, VERSIONS, WRITE, count_up, counting, current


@VERSIONS
async def test_no_update_is_lost(
    url: str, version: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of 1000 parallel read-modify-writes every one counts."""
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 60)  # the queue is as long as a slow machine
    async with counting(url, version) as database:
        await asyncio.gather(*(count_up(database) for _ in range(1000)))

        assert await current(database) == 1000


async def test_plain_engine_loses_updates(url: str) -> None:
    """Control: the engine as it comes, without our turns and our BEGIN, loses some in silence."""
    succeeded = 0
    async with counting(url, SHARED) as database:
        plain = create_async_engine(url)

        async def count_up_plainly() -> None:
            nonlocal succeeded
            async with AsyncSession(plain) as session, session.begin():
                number = await session.scalar(READ)
                await asyncio.sleep(0)
                await session.execute(WRITE, {"n": number + 1})
            succeeded += 1

        for _ in range(10):
            await asyncio.gather(*(count_up_plainly() for _ in range(5)), return_exceptions=True)
        await plain.dispose()

        assert await current(database) < succeeded


async def test_what_a_writer_read_stays_true(url: str, path: Path) -> None:
    """Between reading and writing nobody else can write, not even another process."""
    async with counting(url, SHARED) as database, database.write() as session:
        await session.scalar(READ)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            write_from_elsewhere(path)
        await session.execute(WRITE, {"n": 1})


async def test_deferred_begin_would_be_refused(
    url: str, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Control: with a plain BEGIN somebody writes in between, and our write fails at once."""
    monkeypatch.setattr(sqlite, "BEGIN_WRITING", "BEGIN")

    async def write_between(database: Database) -> None:
        async with database.write() as session:
            await session.scalar(READ)
            write_from_elsewhere(path)
            await session.execute(WRITE, {"n": 1})

    async with counting(url, SHARED) as database:
        with pytest.raises(DatabaseBusy):
            await write_between(database)


def write_from_elsewhere(path: Path) -> None:
    """Write on a connection that is not the bot's."""
    with closing(sqlite3.connect(path, timeout=0)) as foreign, foreign:
        foreign.execute("UPDATE counter SET n = 50")


@VERSIONS
async def test_block_that_fails_changes_nothing(url: str, version: tuple[int, ...]) -> None:
    """An exception in the block undoes all of it."""

    async def fail(database: Database) -> None:
        async with database.write() as session:
            await session.execute(WRITE, {"n": 5})
            raise LookupError

    async with counting(url, version) as database:
        with pytest.raises(LookupError):
            await fail(database)

        assert await current(database) == 0


@VERSIONS
async def test_reading_session_keeps_nothing(url: str, version: tuple[int, ...]) -> None:
    """What a reading session writes is gone when it ends."""
    async with counting(url, version) as database:
        async with database.read() as session:
            await session.execute(WRITE, {"n": 5})

        assert await current(database) == 0


async def test_reader_passes_a_writer_where_the_file_is_shared(url: str) -> None:
    """With several connections a reader sees the last committed state beside an open writer."""
    async with counting(url, SHARED) as database, database.write() as session:
        await session.execute(WRITE, {"n": 5})

        assert await asyncio.create_task(current(database)) == 0


@VERSIONS
async def test_transactions_do_not_nest(url: str, version: tuple[int, ...]) -> None:
    """A second transaction in the same task is a fault at once, not a wait for ever."""
    async with counting(url, version) as database, database.write():
        with pytest.raises(RuntimeError, match="nest"):
            async with database.read():
                pass


@VERSIONS
async def test_cancel_storm_leaves_no_half_transaction(url: str, version: tuple[int, ...]) -> None:
    """After 400 cancellations at random moments both rows agree and every connection is back."""
    chance = random.Random(7)  # noqa: S311 - moments, not secrets
    done = 0
    async with counting(url, version) as database:
        async with database.write() as session:
            await session.execute(text("INSERT INTO counter VALUES (0)"))

        async def work() -> None:
            nonlocal done
            await count_up_both(database)
            done += 1

        for _ in range(100):
            tasks = [asyncio.create_task(work()) for _ in range(4)]
            for task in tasks:
                for _ in range(chance.randrange(500)):
                    await asyncio.sleep(0)
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

        async with database.read() as session:
            numbers = (await session.scalars(READ)).all()

    assert numbers[0] == numbers[1] >= done
    assert forgotten_threads() == []


async def count_up_both(database: Database) -> None:
    """Count both rows up, in two statements."""
    async with database.write() as session:
        await session.execute(text("UPDATE counter SET n = n + 1 WHERE rowid = 1"))
        await session.execute(text("UPDATE counter SET n = n + 1 WHERE rowid = 2"))


def forgotten_threads() -> list[threading.Thread]:
    """Give the threads of connections that nobody closed."""
    threads = [t for t in threading.enumerate() if "_connection_worker_thread" in t.name]
    for thread in threads:
        thread.join(timeout=1)
    return [thread for thread in threads if thread.is_alive()]


@VERSIONS
async def test_cancelled_commit_is_finished(url: str, version: tuple[int, ...]) -> None:
    """A cancellation that arrives during the commit waits for it; the change is there."""
    async with counting(url, version) as database:
        committing = asyncio.Event()

        async def work() -> None:
            async with database.write() as session:
                await session.execute(WRITE, {"n": 9})
                committing.set()

        task = asyncio.create_task(work())
        await committing.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

        assert await current(database) == 9


async def test_checkpoint_empties_the_log(database: Database, path: Path) -> None:
    """After a checkpoint everything is in the file and the log is empty."""
    async with database.write() as session:
        await session.execute(text("CREATE TABLE extra (n INTEGER)"))
    log = path.with_name("bot.db-wal")
    before = log.stat().st_size

    await database.checkpoint()

    assert before > 0
    assert log.stat().st_size == 0


async def test_closing_leaves_no_thread(url: str) -> None:
    """A closed database keeps no thread alive, also after a failure inside."""
    with pytest.raises(LookupError):
        async with Database.open(url):
            raise LookupError

    assert forgotten_threads() == []

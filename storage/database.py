"""The database: engines, turns and transactions. One object a process, owned by its composer."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any, Self

from sqlalchemy import URL, text
from sqlalchemy.ext.asyncio import (
    AsyncEngine,
    AsyncSession,
    async_sessionmaker,
    create_async_engine,
)

from storage import sqlite
from storage.errors import DatabaseBusy
from storage.migration import migrate
from storage.transactions import WholeSession, typed_errors, uninterrupted

__all__ = ["Database", "migrate"]

_CONNECTIONS = 4


@dataclass(frozen=True)
class _Lane:
    """Where transactions of one kind queue, and the sessions they get."""

    sessions: async_sessionmaker[AsyncSession]
    turns: asyncio.Semaphore


@dataclass(frozen=True)
class _Lanes:
    reading: _Lane
    writing: _Lane
    outside: _Lane  # the writer without a transaction


class Database:
    """Transactions on one database; `open` makes it.

    On SQLite one transaction writes at a time, begun with `BEGIN IMMEDIATE`, so that what it read
    is still true when it writes. `storage.sqlite` tells how many connections there may be.
    """

    def __init__(self, url: URL, lanes: _Lanes, *, shared: bool) -> None:
        self.url = url
        self.shared = shared  # several connections, readers beside the writer
        self._lanes = lanes
        self._in_transaction: set[asyncio.Task[Any]] = set()
        self.commits = 0  # of this process; what was read before the last one may be out of date

    @classmethod
    @asynccontextmanager
    async def open(
        cls, url: str, *, sqlite_version: tuple[int, ...] = sqlite.VERSION
    ) -> AsyncIterator[Self]:
        """Open the database for as long as the block runs. It must have been migrated.

        Fails with `DatabaseUrlInvalid`, `DatabaseBusy` after 10 s and `DatabaseUnusable`.
        """
        parsed = sqlite.parse_url(url)
        shared = not sqlite.is_sqlite(parsed) or sqlite.wal_may_be_shared(sqlite_version)
        if sqlite.is_sqlite(parsed):
            await asyncio.to_thread(sqlite.prepare_file, parsed)
        async with AsyncExitStack() as engines:
            database = cls(parsed, _lanes(parsed, engines, shared=shared), shared=shared)
            async with database.read() as session:
                await session.execute(text("SELECT 1"))
            yield database

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncSession]:
        """Give a session that sees one state of the database; what it writes is discarded.

        Fails with `DatabaseBusy` when no turn comes within 10 s.
        """
        async with self._transaction(self._lanes.reading) as session:
            yield session

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncSession]:
        """Give a session whose changes are committed when the block ends without an exception.

        A cancellation waits for the statement under way, also for the commit. Keep the block short
        and free of any other waiting: other writers stand in line.
        Fails with `DatabaseBusy` and `DatabaseFull`.
        """
        async with self._transaction(self._lanes.writing) as session:
            yield session
            # Counted on both sides: what is read during the commit is out of date after it, and
            # one whose result is lost to a cancellation counts as well.
            self.commits += 1
            try:
                await session.commit()
            finally:
                self.commits += 1

    async def checkpoint(self) -> None:
        """Move the write-ahead log into the SQLite file and empty it."""
        if not sqlite.is_sqlite(self.url):
            return
        async with self._transaction(self._lanes.outside) as session:
            await session.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))

    @asynccontextmanager
    async def _transaction(self, lane: _Lane) -> AsyncIterator[AsyncSession]:
        async with self._turn(lane):
            session = lane.sessions()
            try:
                with typed_errors():
                    await session.connection()
                    yield session
            finally:
                await session.close()

    @asynccontextmanager
    async def _turn(self, lane: _Lane) -> AsyncIterator[None]:
        task = asyncio.current_task()
        if task is None or task in self._in_transaction:
            raise RuntimeError("transactions do not nest: hand the open session on")
        try:
            async with asyncio.timeout(sqlite.BUSY_SECONDS):
                await lane.turns.acquire()
        except TimeoutError:
            raise DatabaseBusy("no turn within the busy time-out") from None
        self._in_transaction.add(task)
        try:
            yield
        finally:
            self._in_transaction.discard(task)
            lane.turns.release()


def _lanes(url: URL, engines: AsyncExitStack, *, shared: bool) -> _Lanes:
    """Give the lanes: on SQLite one writer, and readers on the same connection or on their own."""
    one_writer = sqlite.is_sqlite(url)
    writers = 1 if one_writer else _CONNECTIONS
    engine = _engine(url, engines, connections=writers, shared=shared)
    turns = asyncio.Semaphore(writers)
    reader, reader_turns = engine, turns
    if one_writer and shared:
        reader = _engine(url, engines, connections=_CONNECTIONS, shared=shared)
        reader_turns = asyncio.Semaphore(_CONNECTIONS)
    return _Lanes(
        reading=_lane(reader, reader_turns, sqlite.BEGIN_READING),
        writing=_lane(engine, turns, sqlite.BEGIN_WRITING),
        outside=_lane(engine, turns, None),
    )


def _engine(url: URL, engines: AsyncExitStack, *, connections: int, shared: bool) -> AsyncEngine:
    """Give an engine that closes with the stack; an open connection would keep its thread alive."""
    engine = create_async_engine(
        url,
        pool_size=connections,
        max_overflow=0,
        hide_parameters=True,
        connect_args=sqlite.connect_args(url),
    )
    engines.push_async_callback(lambda: uninterrupted(engine.dispose()))
    if sqlite.is_sqlite(url):
        sqlite.listen(engine.sync_engine, shared=shared)
    return engine


def _lane(engine: AsyncEngine, turns: asyncio.Semaphore, begin: str | None) -> _Lane:
    bound = engine.execution_options(**{sqlite.BEGIN: begin})
    return _Lane(async_sessionmaker(bound, class_=WholeSession, expire_on_commit=False), turns)

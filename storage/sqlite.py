"""How SQLite is opened: one way for the bot, the migrations and the tests.

WAL is fast and lets readers pass writers, but versions before 3.51.3 can lose committed pages when
two connections to the same file write and checkpoint at the same instant. There the file gets
exactly one connection, which keeps everybody else out (`locking_mode=EXCLUSIVE`): reads and writes
of the bot take turns, and a second process is told that the database is busy.
https://sqlite.org/wal.html#the_wal_reset_bug
"""

import sqlite3
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import URL, Connection, Engine, event, make_url
from sqlalchemy.exc import ArgumentError

from storage.errors import DatabaseUnusable, DatabaseUrlInvalid

BUSY_SECONDS = 10.0
VERSION = sqlite3.sqlite_version_info
WAL_IS_SAFE_SINCE = (3, 51, 3)

# The execution option of an engine that says how its transactions begin; None: not at all.
BEGIN = "storage_begin"
BEGIN_READING = "BEGIN"
# A deferred BEGIN that writes later is refused, or overwrites what somebody else wrote in between.
BEGIN_WRITING = "BEGIN IMMEDIATE"

_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}


class DriverConnection(Protocol):
    """A connection as the driver gives it to a listener."""

    def cursor(self) -> Any:
        """Give a cursor."""


def parse_url(text: str) -> URL:
    """Give the URL with its asynchronous driver. Fails with `DatabaseUrlInvalid`."""
    try:
        url = make_url(text)
    except ArgumentError:
        raise DatabaseUrlInvalid("it is not a database URL") from None
    url = url.set(drivername=_DRIVERS.get(url.drivername, url.drivername))
    if url.drivername not in _DRIVERS.values():
        raise DatabaseUrlInvalid(f"there is no support for {url.drivername}")
    if is_sqlite(url) and (url.database in {None, "", ":memory:"} or url.query):
        raise DatabaseUrlInvalid("SQLite needs the path of a file and takes no options")
    return url


def is_sqlite(url: URL) -> bool:
    """Whether the URL names an SQLite file."""
    return url.get_backend_name() == "sqlite"


def wal_may_be_shared(version: tuple[int, ...]) -> bool:
    """Whether several connections may use one file in WAL mode with this version of SQLite."""
    return version >= WAL_IS_SAFE_SINCE


def connect_args(url: URL) -> dict[str, Any]:
    """Give the driver's arguments: our own BEGIN, and the busy time-out from the first byte on."""
    return {"timeout": BUSY_SECONDS, "isolation_level": None} if is_sqlite(url) else {}


def prepare_file(url: URL) -> None:
    """Create directory and file, readable by their owner alone. Fails with `DatabaseUnusable`."""
    path = Path(str(url.database))
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
    except OSError as error:
        raise DatabaseUnusable(f"{path}: {error.strerror}") from error


def listen(engine: Engine, *, shared: bool) -> None:
    """Set up every connection of the engine, and begin its transactions as its options say."""
    pragmas = (
        f"locking_mode = {'NORMAL' if shared else 'EXCLUSIVE'}",
        "journal_mode = WAL",
        "synchronous = FULL",  # what was acknowledged survives a power cut
        "foreign_keys = ON",
        "secure_delete = ON",  # what was deleted is overwritten
    )

    def set_up(connection: DriverConnection, _record: object) -> None:
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    def begin(connection: Connection) -> None:
        statement = connection.get_execution_options().get(BEGIN, BEGIN_WRITING)
        if statement is not None:
            connection.exec_driver_sql(statement)

    event.listen(engine, "connect", set_up)
    event.listen(engine, "begin", begin)

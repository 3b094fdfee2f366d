"""Database URLs, and the gate that keeps old versions of SQLite safe."""

import sqlite3
import stat
from pathlib import Path

import pytest
from sqlalchemy import text

from storage import sqlite
from storage.database import Database
from storage.errors import DatabaseBusy, DatabaseUnusable, DatabaseUrlInvalid

FIXED = sqlite.WAL_IS_SAFE_SINCE


@pytest.mark.parametrize(
    ("given", "driver"),
    [
        ("sqlite:///data/bot.db", "sqlite+aiosqlite"),
        ("sqlite+aiosqlite:///data/bot.db", "sqlite+aiosqlite"),
        ("postgresql://bot@db/bot", "postgresql+asyncpg"),
    ],
)
def test_url_gets_its_driver(given: str, driver: str) -> None:
    """A URL may leave the driver out."""
    assert sqlite.parse_url(given).drivername == driver


@pytest.mark.parametrize(
    "given",
    [
        "",
        "nonsense",
        "mysql://u:pa55@h/d",
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite:///a?mode=ro",
    ],
)
def test_url_that_cannot_be_used_is_refused(given: str) -> None:
    """What is no file and no server is refused, and the message repeats no password."""
    with pytest.raises(DatabaseUrlInvalid) as refused:
        sqlite.parse_url(given)

    assert "pa55" not in str(refused.value)


@pytest.mark.parametrize(
    ("version", "shared"),
    [((3, 40, 1), False), ((3, 51, 2), False), ((3, 51, 3), True), ((3, 53, 0), True)],
)
def test_gate_knows_the_fixed_version(version: tuple[int, ...], shared: bool) -> None:
    """WAL may be shared from 3.51.3 on."""
    assert sqlite.wal_may_be_shared(version) is shared


async def test_old_version_gets_one_connection_and_keeps_others_out(url: str, path: Path) -> None:
    """Below the fixed version nobody else can even read while the bot has the file open."""
    async with Database.open(url, sqlite_version=(3, 51, 2)) as database:
        async with database.read() as session:
            mode = await session.scalar(text("PRAGMA journal_mode"))
        foreign = sqlite3.connect(path, timeout=0)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            foreign.execute("SELECT * FROM users")
        foreign.close()

    assert mode == "wal"
    assert not database.shared


async def test_fixed_version_shares_the_file(url: str, path: Path) -> None:
    """Control: from the fixed version on others may read and write beside the bot."""
    async with Database.open(url, sqlite_version=FIXED) as database:
        foreign = sqlite3.connect(path, timeout=0)
        rows = foreign.execute("SELECT * FROM users").fetchall()
        foreign.close()

    assert rows == []
    assert database.shared


async def test_second_process_is_told_that_the_database_is_busy(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Opening a file that another bot holds fails with a typed error after the time-out."""
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.05)
    async with Database.open(url, sqlite_version=(3, 40, 1)):
        with pytest.raises(DatabaseBusy):
            async with Database.open(url, sqlite_version=(3, 40, 1)):
                pass


async def test_connection_is_set_up_for_safety(database: Database) -> None:
    """Every connection syncs fully, checks references and overwrites what is deleted."""
    async with database.read() as session:
        found = {
            name: await session.scalar(text(f"PRAGMA {name}"))
            for name in ("synchronous", "foreign_keys", "secure_delete", "busy_timeout")
        }

    assert found == {
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "busy_timeout": 10_000,
    }


async def test_file_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    """A new database and its directory are nobody else's business."""
    path = tmp_path / "data" / "bot.db"

    async with Database.open(f"sqlite:///{path}"):
        modes = [stat.S_IMODE(place.stat().st_mode) for place in (path, path.parent)]

    assert modes == [0o600, 0o700]


async def test_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    """A file with other contents is left as it is."""
    path = tmp_path / "bot.db"
    path.write_bytes(b"no database, but long enough to look at" * 100)
    before = path.read_bytes()

    with pytest.raises(DatabaseUnusable):
        async with Database.open(f"sqlite:///{path}"):
            pass

    assert path.read_bytes() == before


async def test_directory_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    """A path through a file ends in a typed error."""
    (tmp_path / "file").touch()

    with pytest.raises(DatabaseUnusable):
        async with Database.open(f"sqlite:///{tmp_path}/file/bot.db"):
            pass

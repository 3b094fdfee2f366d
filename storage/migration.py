"""See to it that a database has the schema of this version, before anybody opens it."""

import asyncio
import importlib
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from sqlalchemy import URL

from storage import sqlite
from storage.transactions import uninterrupted

_STEPS: Final = Path(__file__).resolve().parent.parent / "migrations" / "versions"
_UPGRADE: Final = "storage.upgrade"  # loaded by name: most starts find nothing to do


async def migrate(url: str) -> None:
    """Create the database, or bring it to the newest schema, in one transaction off the loop.

    Nobody may have it open meanwhile. Fails with `SchemaTooNew`, `DatabaseUrlInvalid`,
    `DatabaseBusy`, `DatabaseFull` and `DatabaseUnusable`; the database is then as it was.
    """
    parsed = sqlite.parse_url(url)
    await uninterrupted(asyncio.to_thread(_migrate, parsed))


def newest_revision() -> str:
    """Give the revision of this version: the number of the last step."""
    return max(path.name for path in _STEPS.glob("[0-9]*.py")).partition("_")[0]


def _migrate(url: URL) -> None:
    if sqlite.is_sqlite(url):
        sqlite.prepare_file(url)
        if _revision_of(Path(str(url.database))) == newest_revision():
            return
    importlib.import_module(_UPGRADE).upgrade(url)


def _revision_of(path: Path) -> str | None:
    """Give the revision of an SQLite file; None where it has none, or cannot be read now."""
    try:
        address = f"{path.resolve().as_uri()}?mode=ro"
        with closing(sqlite3.connect(address, uri=True, timeout=0)) as connection:
            rows = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    except sqlite3.Error:
        return None
    return str(rows[0][0]) if len(rows) == 1 else None

"""Bring a database to the schema of this version; the steps themselves lie in `migrations/`.

Loaded only when there is a step to take: alembic is large.
"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.script.revision import ResolutionError
from alembic.util import CommandError
from sqlalchemy import URL, Connection, event, text
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from storage import sqlite
from storage.errors import DatabaseUnusable, SchemaTooNew
from storage.transactions import typed_errors

_SCRIPTS = Path(__file__).resolve().parent.parent / "migrations"


def upgrade(url: URL) -> None:
    """Create the schema, or bring it to the newest revision, in one transaction.

    Fails with `SchemaTooNew`, `DatabaseBusy`, `DatabaseFull` and `DatabaseUnusable`.
    """
    with typed_errors():
        command.upgrade(alembic_config(url), "head")


def alembic_config(url: URL) -> Config:
    """Give alembic's configuration for this database; there is no alembic.ini."""
    config = Config(attributes={"url": url})
    # The parser of ini files would take a percent sign in the path for a reference.
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def migration_engine(url: URL) -> AsyncEngine:
    """Give an engine for one migration: alone on an SQLite file, with foreign keys off.

    Rebuilding a table drops the old one, which would delete the rows that refer to it.
    """
    engine = create_async_engine(
        url, hide_parameters=True, connect_args=sqlite.connect_args(url), pool_size=1
    )
    if sqlite.is_sqlite(url):
        sqlite.listen(engine.sync_engine, shared=False)
        event.listen(engine.sync_engine, "connect", _foreign_keys_off)
    return engine


def refuse_newer(heads: tuple[str, ...], scripts: ScriptDirectory) -> None:
    """Fail with `SchemaTooNew` when the database is at a revision this version does not know."""
    for head in heads:
        try:
            scripts.get_revision(head)
        except (CommandError, ResolutionError):
            raise SchemaTooNew(head) from None


def check_references(connection: Connection) -> None:
    """Fail with `DatabaseUnusable` when a migration left a row that refers to nothing."""
    if connection.dialect.name != "sqlite":
        return
    broken = connection.execute(text("PRAGMA foreign_key_check")).first()
    if broken is not None:
        raise DatabaseUnusable(f"a migration broke the references of table {broken[0]}")


def _foreign_keys_off(connection: sqlite.DriverConnection, _record: object) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = OFF")
    cursor.close()

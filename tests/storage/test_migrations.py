"""The steps of the schema: up, down, and what the tables say."""

import asyncio
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Dialect, create_engine
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from storage import migration, sqlite, upgrade
from storage.database import Database, migrate
from storage.errors import DatabaseBusy, DatabaseUnusable, SchemaTooNew
from storage.models import Table
from tests.storage.files import contents

SCRIPTS = ScriptDirectory.from_config(upgrade.alembic_config(sqlite.parse_url("sqlite:///x.db")))
REVISIONS = [script.revision for script in reversed(list(SCRIPTS.walk_revisions()))]


def schema(path: Path) -> list[tuple[str, ...]]:
    """Give every table and index of the file, as they were created."""
    query = "SELECT type, name, sql FROM sqlite_master WHERE tbl_name != 'alembic_version'"
    with closing(sqlite3.connect(path)) as connection:
        return sorted(connection.execute(query).fetchall(), key=str)


async def alembic(path: Path, work: Callable[..., object], revision: str) -> None:
    """Run one of alembic's commands on the file."""
    config = upgrade.alembic_config(sqlite.parse_url(f"sqlite:///{path}"))
    await asyncio.to_thread(work, config, revision)


@pytest.mark.parametrize("revision", REVISIONS)
async def test_each_step_goes_up_down_and_up(tmp_path: Path, revision: str) -> None:
    """Going down undoes a step completely, and it can be taken again."""
    path = tmp_path / "bot.db"
    below = SCRIPTS.get_revision(revision).down_revision
    if below is not None:
        await alembic(path, command.upgrade, str(below))
    before = schema(path) if path.exists() else []

    await alembic(path, command.upgrade, revision)
    above = schema(path)
    await alembic(path, command.downgrade, "-1")
    after = schema(path)
    await alembic(path, command.upgrade, revision)

    assert after == before
    assert schema(path) == above


def test_migrated_tables_are_the_tables_of_the_code(path: Path) -> None:
    """Nothing differs between the newest revision and the models: columns, indexes, constraints."""
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        differences = compare_metadata(context, Table.metadata)
    engine.dispose()

    assert differences == []


def test_difference_would_be_seen(path: Path) -> None:
    """Control: a column that no step creates shows up."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("ALTER TABLE users DROP COLUMN language")
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), Table.metadata)
    engine.dispose()

    assert len(differences) == 1


def test_there_is_one_newest_revision() -> None:
    """Two branches of steps would leave open which tables the bot gets; files tell it too."""
    assert SCRIPTS.get_heads() == [migration.newest_revision()]


async def test_migrating_twice_changes_nothing(url: str, path: Path) -> None:
    """A start on a database of this version leaves it as it is."""
    before = schema(path)

    await migrate(url)

    assert schema(path) == before


def test_a_start_without_a_step_does_not_load_alembic(url: str) -> None:
    """It is large, and most starts need none of it. Control: a new database does."""
    program = (
        "import asyncio, sys; from storage.database import migrate;"
        " asyncio.run(migrate(sys.argv[1])); print('alembic' in sys.modules)"
    )

    def loads(address: str) -> str:
        command = [sys.executable, "-c", program, address]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603 - our own

    assert loads(url) == "False\n"
    assert loads(url.replace("bot.db", "new.db")) == "True\n"


async def test_newer_database_is_refused_and_left_alone(url: str, path: Path) -> None:
    """An older bot does not touch what a newer one wrote."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = contents(path)

    with pytest.raises(SchemaTooNew) as refused:
        await migrate(url)

    assert refused.value.revision == "9999"
    assert contents(path) == before


async def test_failing_step_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the last check of a migration fails, no table of it is there."""

    def fail(_connection: object) -> None:
        raise DatabaseUnusable("refused by the test")

    monkeypatch.setattr(upgrade, "check_references", fail)
    path = tmp_path / "bot.db"

    with pytest.raises(DatabaseUnusable):
        await migrate(f"sqlite:///{path}")

    assert schema(path) == []


async def test_broken_reference_is_found(url: str, path: Path) -> None:
    """A migration that leaves a key without its user is undone."""
    await alembic(path, command.downgrade, "-1")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "INSERT INTO pending_pairs (id, user_id, kid, algorithm, row_version, token,"
            " created_at, label, expires_at) VALUES (1, 404, 'k', 1, 1, 't', 0, 'l', 0)"
        )

    with pytest.raises(DatabaseUnusable, match="pending_pairs"):
        await migrate(url)


async def test_migration_wants_the_database_for_itself(
    url: str, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While somebody has the database open it is not migrated."""
    await alembic(path, command.downgrade, "-1")
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.05)
    async with Database.open(url):
        with pytest.raises(DatabaseBusy):
            await migrate(url)


def test_tables_can_be_written_for_postgresql() -> None:
    """Types and indexes of all tables have a form in PostgreSQL; running them needs a server."""
    dialect: Dialect = postgresql.dialect()  # type: ignore[no-untyped-call]  # as published
    tables = [
        str(CreateTable(table).compile(dialect=dialect)) for table in Table.metadata.sorted_tables
    ]
    indexes = [
        str(CreateIndex(index).compile(dialect=dialect))
        for table in Table.metadata.sorted_tables
        for index in table.indexes
    ]

    assert "TIMESTAMP WITH TIME ZONE" in "".join(tables)
    assert any(index.endswith("WHERE in_use") for index in indexes)

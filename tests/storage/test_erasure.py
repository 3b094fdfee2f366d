"""Erasure leaves nothing of a user, in whatever table."""

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, inspect, text
from sqlalchemy import Table as AnyTable
from sqlalchemy.schema import MetaData

from storage.apikey_manager import ApiKeyManager
from storage.audit import Action, AuditLog
from storage.database import Database
from storage.erasure import OWNER, forget_user
from storage.fills import Fills
from storage.models import Table
from storage.users import Access, Users
from storage.watches import Watch, Watches
from tests.storage.files import on_disk
from tests.storage.people import ALICE, BOB, a_fill, add_key, hmac_credentials, sign_up

ERASED = 5_555_555_501  # a number that cannot appear by chance
NAME = "Canary Name"


async def live(database: Database, users: Users, keys: ApiKeyManager, user_id: int) -> None:
    """Leave a trace in every table there is."""
    await users.seen(user_id, NAME, "canary_username", "en", Access.PENDING)
    await users.set_access(user_id, Access.APPROVED, actor_id=user_id)
    key = await add_key(keys, user_id, hmac_credentials(str(user_id)[-1]), "Canary Label")
    await Fills(database).note([a_fill(key)])
    watch = Watch(key.id, user_id, "spot", key.created_at, frozenset({"BTCUSDT"}), {})
    await Watches(database).keep([watch])
    await keys.begin_pair(user_id, "Canary Label")


def tables(connection: Connection) -> list[AnyTable]:
    """Read the tables from the database itself: none can be forgotten."""
    found = MetaData()
    found.reflect(connection)
    return [table for table in found.sorted_tables if table.name != "alembic_version"]


def traces(connection: Connection, user_id: int) -> Iterator[str]:
    """Find the number of the user in any column of any table."""
    for table in tables(connection):
        for row in connection.execute(table.select()).mappings():
            yield from (f"{table.name}.{name}" for name, value in row.items() if value == user_id)


async def where(database: Database, user_id: int) -> set[str]:
    """Give the columns in which the user is named."""
    async with database.read() as session:
        connection = await session.connection()
        return set(await connection.run_sync(lambda sync: list(traces(sync, user_id))))


async def test_every_trace_is_gone(database: Database, users: Users, keys: ApiKeyManager) -> None:
    """After erasure no table names the user; others keep everything."""
    await live(database, users, keys, ERASED)
    await live(database, users, keys, BOB)
    await users.set_access(BOB, Access.BANNED, actor_id=ERASED)
    before, others_before = await where(database, ERASED), await where(database, BOB)

    await forget_user(database, ERASED)

    assert await where(database, ERASED) == set()
    assert others_before == await where(database, BOB)
    # Control: the user had been everywhere, or the test would prove nothing.
    assert before >= {"users.id", "audit_log.actor_id"} | {
        f"{table.name}.{OWNER}" for table in Table.metadata.sorted_tables if OWNER in table.c
    }


async def test_erased_bytes_are_overwritten(
    database: Database, users: Users, keys: ApiKeyManager, path: Path
) -> None:
    """Names and labels of the user are in no file of the database any more."""
    await live(database, users, keys, ERASED)
    before = on_disk(path)

    await forget_user(database, ERASED)

    planted = [NAME.encode(), b"canary_username", b"Canary Label"]
    assert all(word in before for word in planted)
    assert not any(word in on_disk(path) for word in planted)


async def test_every_reference_to_a_person_is_known(database: Database) -> None:
    """A column that names a person refers to `users`, and only then erasure can find it."""
    async with database.read() as session:
        connection = await session.connection()
        columns = await connection.run_sync(
            lambda sync: {
                (table.name, column.name, bool(column.foreign_keys))
                for table in tables(sync)
                for column in table.columns
                if column.name.endswith(("user_id", "actor_id", "owner_id", "admin_id"))
            }
        )

    assert columns
    assert all(refers for _table, _column, refers in columns)


async def test_owned_rows_go_with_their_user(database: Database) -> None:
    """The database itself deletes what a user owns, should anybody delete the user otherwise."""
    async with database.read() as session:
        connection = await session.connection()
        rules = await connection.run_sync(
            lambda sync: {
                key["options"].get("ondelete")
                for name in inspect(sync).get_table_names()
                for key in inspect(sync).get_foreign_keys(name)
                if key["constrained_columns"] == [OWNER]
            }
        )

    assert rules == {"CASCADE"}


async def test_erasure_is_noted_without_a_name(database: Database, users: Users) -> None:
    """That somebody was erased is kept, who is not."""
    await sign_up(users, ERASED)

    await forget_user(database, ERASED)

    entry = (await AuditLog(database).recent())[0]
    assert (entry.action, entry.user_id, entry.actor_id) == (Action.USER_ERASED, None, None)


async def test_unknown_user_is_erased_already(database: Database, users: Users) -> None:
    """Erasing nobody changes nothing and is no fault."""
    await sign_up(users, ALICE)

    for user_id in (404, 0, -1, 2**63, 10**30):
        await forget_user(database, user_id)

    assert await AuditLog(database).recent() == []
    assert (await users.counts()).total == 1


async def test_erased_user_may_come_back(
    database: Database, users: Users, keys: ApiKeyManager
) -> None:
    """Afterwards the person is as new, and their old API key is welcome again."""
    await live(database, users, keys, ERASED)
    await forget_user(database, ERASED)

    await live(database, users, keys, ERASED)

    assert len(await keys.keys_of(ERASED)) == 1


async def test_without_overwriting_the_bytes_would_stay(
    database: Database, users: Users, path: Path
) -> None:
    """Control: a plain deletion leaves the name in the file."""
    async with database.read() as session:
        await session.execute(text("PRAGMA secure_delete = OFF"))
    await users.seen(ERASED, NAME * 200, None, None, Access.PENDING)
    await database.checkpoint()

    await forget_user(database, ERASED)

    assert NAME.encode() in on_disk(path)

"""Erase a user: every row, in every table, also in tables that are added later."""

from typing import Any

from sqlalchemy import Column, Table, delete, update

from storage.audit import Action, AuditEntry, record
from storage.clock import Clock, utc_now
from storage.columns import is_id
from storage.database import Database
from storage.models import Table as Tables
from storage.models import UserRow

OWNER = "user_id"  # a row belongs to the user this column names


async def forget_user(database: Database, user_id: int, *, clock: Clock = utc_now) -> None:
    """Delete all rows of the user in one transaction, and name them nowhere any more.

    What remains is the fact that somebody was erased. Deleted bytes are overwritten in the file,
    and the write-ahead log is emptied. An unknown user is erased already.
    """
    if not is_id(user_id):
        return
    async with database.write() as session:
        if await session.get(UserRow, user_id) is None:
            return
        for table in reversed(Tables.metadata.sorted_tables):
            for column in references(table):
                await session.execute(_without(table, column, user_id))
        await session.execute(delete(UserRow).where(UserRow.id == user_id))
        await record(session, AuditEntry(clock(), Action.USER_ERASED, None, None, detail=""))
    await database.checkpoint()


def references(table: Table) -> list[Column[Any]]:
    """Give the columns that name a user."""
    users = UserRow.__table__
    return [key.parent for key in table.foreign_keys if key.column.table is users]


def _without(table: Table, column: Column[Any], user_id: int) -> Any:
    mine = column == user_id
    return (
        delete(table).where(mine)
        if column.name == OWNER
        else update(table).where(mine).values({column: None})
    )

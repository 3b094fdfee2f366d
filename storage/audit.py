"""Who did what to keys and access. Entries hold no secrets and no names."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.database import Database
from storage.models import AuditRow, UserRow


class Action(StrEnum):
    """What was done."""

    ACCESS_CHANGED = "access_changed"
    KEY_ADDED = "key_added"
    KEY_CHOSEN = "key_chosen"
    KEY_DELETED = "key_deleted"
    USER_ERASED = "user_erased"


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One thing done. `actor_id` is who did it, where it was not the user."""

    at: datetime  # UTC
    action: Action
    user_id: int | None  # nothing after an erasure
    actor_id: int | None
    detail: str


async def record(session: AsyncSession, entry: AuditEntry) -> None:
    """Write the entry in the transaction of the deed itself; an unknown actor is left out."""
    actor = select(UserRow.id).where(UserRow.id == entry.actor_id)
    row = AuditRow(
        at=entry.at,
        action=entry.action,
        user_id=entry.user_id,
        actor_id=None if entry.actor_id is None else await session.scalar(actor),
        detail=entry.detail,
    )
    session.add(row)


class AuditLog:
    """Read what was done, newest first."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def recent(self, limit: int = 50, *, user_id: int | None = None) -> list[AuditEntry]:
        """Give the last entries, of everybody or about one user."""
        query = select(AuditRow).order_by(AuditRow.id.desc()).limit(limit)
        if user_id is not None:
            query = query.where(AuditRow.user_id == user_id)
        async with self._database.read() as session:
            rows = (await session.scalars(query)).all()
        return [_entry(row) for row in rows]


def _entry(row: AuditRow) -> AuditEntry:
    return AuditEntry(row.at, Action(row.action), row.user_id, row.actor_id, row.detail)

"""Re-encrypt what older master keys encrypted, and count what can be read.

Row by row, each in a transaction of its own: a process that is killed leaves every row either old
or new, and the next run goes on with the old ones.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from storage.clock import Clock
from storage.database import Database
from storage.errors import KeyUnreadable
from storage.models import ApiKeyRow, SealedRow
from storage.sealed_rows import PURPOSES, place_of, unseal
from storage.sealing import MasterKeys


@dataclass(slots=True)
class RotationReport:
    """What a rotation did. Old master keys may go when nothing was unreadable."""

    rotated: int = 0
    current: int = 0  # encrypted with the newest master key already
    unreadable: int = 0  # left as they were


@dataclass(slots=True)
class VerifyReport:
    """How many rows the listed master keys can decrypt."""

    readable: int = 0
    unreadable: int = 0


async def rotate(database: Database, masters: MasterKeys, clock: Clock) -> RotationReport:
    """Re-encrypt every row with the newest master key; safe to kill and to repeat."""
    report = RotationReport()
    for table in PURPOSES:
        for row_id in await _ids(database, table):
            try:
                rotated = await _rotate_one(database, masters, table, row_id, clock())
            except (KeyUnreadable, IntegrityError):
                # A constraint breaks only where one API key was stored twice while a master key
                # was missing from the list; the second one stays as it was.
                report.unreadable += 1
            else:
                report.rotated += rotated
                report.current += not rotated
    return report


async def verify(database: Database, masters: MasterKeys) -> VerifyReport:
    """Decrypt every row, without keeping anything."""
    report = VerifyReport()
    for table in PURPOSES:
        for row_id in await _ids(database, table):
            async with database.read() as session:
                row = await session.get(table, row_id)
            if row is None:
                continue
            try:
                unseal(row, masters)
            except KeyUnreadable:
                report.unreadable += 1
            else:
                report.readable += 1
    return report


async def kids_in_use(database: Database) -> set[str]:
    """Give the public ids of the master keys that rows were encrypted with."""
    kids: set[str] = set()
    async with database.read() as session:
        for table in PURPOSES:
            kids.update(await session.scalars(select(table.kid).distinct()))
    return kids


async def _ids(database: Database, table: type[SealedRow]) -> list[int]:
    async with database.read() as session:
        return list(await session.scalars(select(table.id).order_by(table.id)))


async def _rotate_one(
    database: Database,
    masters: MasterKeys,
    table: type[SealedRow],
    row_id: int,
    now: datetime,
) -> bool:
    async with database.write() as session:
        row = await session.get(table, row_id)
        if row is None or row.kid == masters.newest.kid:
            return False
        return await _replace_token(session, masters, row, now)


async def _replace_token(
    session: AsyncSession, masters: MasterKeys, row: SealedRow, now: datetime
) -> bool:
    fields = unseal(row, masters)
    sealed = masters.seal(place_of(row), fields)
    values = {
        "kid": sealed.kid,
        "token": sealed.token,
        "row_version": row.row_version + 1,
        "rotated_at": now,
    }
    if isinstance(row, ApiKeyRow):
        values["fingerprint"] = masters.newest.fingerprint(fields["api_key"])
    table = type(row)
    # On a database with several writers, somebody else may have been faster: then it is theirs.
    unchanged = (table.id == row.id) & (table.row_version == row.row_version)
    result = await session.execute(
        update(table).where(unchanged).values(values).returning(table.id)
    )
    return result.first() is not None

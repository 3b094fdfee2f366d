"""The people who write to the bot."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.audit import Action, AuditEntry, record
from storage.clock import Clock, utc_now
from storage.columns import is_id
from storage.database import Database
from storage.errors import UnknownUser
from storage.models import ApiKeyRow, UserRow

# `seen_at` is exact to this much; finer would cost a commit for every message.
SEEN_PRECISION = timedelta(minutes=5)


class Access(StrEnum):
    """What an admin decided about a user."""

    PENDING = "pending"
    APPROVED = "approved"
    BANNED = "banned"


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who wrote to the bot."""

    id: int  # Telegram's
    first_name: str
    username: str | None
    language_code: str | None  # as Telegram reports it
    language: str | None  # as the user chose it
    access: Access
    active: bool  # false: the user blocked the bot
    quote_asset: str
    created_at: datetime  # UTC
    seen_at: datetime  # UTC, exact to five minutes


@dataclass(frozen=True, slots=True)
class UserCounts:
    """How many users there are, and of which kind."""

    total: int
    approved: int
    pending: int
    banned: int
    with_key: int
    active: int


class Users:
    """Find, remember and judge users."""

    def __init__(self, database: Database, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._clock = clock

    async def seen(
        self,
        user_id: int,
        first_name: str,
        username: str | None,
        language_code: str | None,
        default_access: Access,
    ) -> User:
        """Note that somebody wrote, and give them as they are now.

        New people get `default_access`; whoever writes is active again.
        """
        now = self._clock()
        told = {
            "first_name": _storable(first_name),
            "username": None if username is None else _storable(username),
            "language_code": None if language_code is None else _storable(language_code),
            "active": True,
        }
        async with self._database.read() as session:
            row = await session.get(UserRow, user_id)
        if row is not None and now - row.seen_at < SEEN_PRECISION and _same(row, told):
            return _user(row)
        async with self._database.write() as session:
            row = await session.get(UserRow, user_id)
            if row is None:
                row = UserRow(id=user_id, access=default_access, created_at=now, quote_asset="USDT")
                session.add(row)
            _assign(row, {**told, "seen_at": now})
        return _user(row)

    async def get(self, user_id: int) -> User | None:
        """Give the user with this id, if there is one."""
        if not is_id(user_id):
            return None
        async with self._database.read() as session:
            row = await session.get(UserRow, user_id)
        return None if row is None else _user(row)

    async def set_access(
        self, user_id: int, access: Access, *, actor_id: int | None = None
    ) -> User:
        """Approve or ban somebody, and note who did. Fails with `UnknownUser`."""
        async with self._database.write() as session:
            row = await _existing(session, user_id)
            row.access = access
            entry = AuditEntry(
                self._clock(), Action.ACCESS_CHANGED, user_id, actor_id, detail=access.value
            )
            await record(session, entry)
        return _user(row)

    async def mark_inactive(self, user_id: int) -> None:
        """Note that the user blocked the bot; nothing is sent to them until they write again.

        Somebody unknown, or erased meanwhile, is no fault.
        """
        await self._set_active(user_id, active=False)

    async def mark_active(self, user_id: int) -> None:
        """Note that the user can be written to again; somebody unknown is no fault."""
        await self._set_active(user_id, active=True)

    async def set_language(self, user_id: int, language: str | None) -> User:
        """Note the language the user chose; nothing follows Telegram. Fails with `UnknownUser`."""
        async with self._database.write() as session:
            row = await _existing(session, user_id)
            row.language = language
        return _user(row)

    async def page(self, offset: int, limit: int) -> list[User]:
        """Give some of the users, in the order in which they first wrote."""
        query = select(UserRow).order_by(UserRow.created_at, UserRow.id).offset(offset).limit(limit)
        async with self._database.read() as session:
            return [_user(row) for row in await session.scalars(query)]

    async def counts(self) -> UserCounts:
        """Count the users, at one moment."""
        with_key = select(func.count(ApiKeyRow.user_id.distinct())).scalar_subquery()
        query = select(
            func.count().label("total"),
            func.count().filter(UserRow.access == Access.APPROVED).label("approved"),
            func.count().filter(UserRow.access == Access.PENDING).label("pending"),
            func.count().filter(UserRow.access == Access.BANNED).label("banned"),
            with_key.label("with_key"),
            func.count().filter(UserRow.active).label("active"),
        ).select_from(UserRow)
        async with self._database.read() as session:
            counted = (await session.execute(query)).one()
        return UserCounts(**counted._asdict())

    async def _set_active(self, user_id: int, *, active: bool) -> None:
        if not is_id(user_id):
            return
        async with self._database.write() as session:
            change = update(UserRow).where(UserRow.id == user_id)
            await session.execute(change.values(active=active))


async def _existing(session: AsyncSession, user_id: int) -> UserRow:
    row = await session.get(UserRow, user_id) if is_id(user_id) else None
    if row is None:
        raise UnknownUser(user_id)
    return row


def _same(row: UserRow, values: dict[str, Any]) -> bool:
    return all(getattr(row, name) == value for name, value in values.items())


def _assign(row: UserRow, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)


def _storable(text: str) -> str:
    """Replace what no database takes: halves of surrogate pairs, and NUL."""
    return text.encode("utf-8", "replace").decode().replace("\0", "\N{REPLACEMENT CHARACTER}")


def _user(row: UserRow) -> User:
    return User(
        id=row.id,
        first_name=row.first_name,
        username=row.username,
        language_code=row.language_code,
        language=row.language,
        access=Access(row.access),
        active=row.active,
        quote_asset=row.quote_asset,
        created_at=row.created_at,
        seen_at=row.seen_at,
    )

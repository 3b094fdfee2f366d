"""What may be known about a stored API key without decrypting it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from binance.credentials import KeyType
from storage.columns import is_id
from storage.errors import DuplicateKey, LabelInvalid, TooManyKeys, UnknownKey, UnknownUser
from storage.models import ApiKeyRow, UserRow

KEY_LIMIT = 5  # a user
LABEL_LENGTH = 32

Rights: TypeAlias = Mapping[str, bool | int | str | None]


@dataclass(frozen=True, slots=True)
class StoredKey:
    """A stored API key, without the key."""

    id: int
    user_id: int
    label: str
    key_type: KeyType
    masked: str  # "…k9Q2"
    in_use: bool
    environment: str
    rights: dict[str, bool | int | str | None]  # what Binance said at `checked_at`
    ip_restricted: bool | None  # nothing where Binance did not say
    created_at: datetime  # UTC
    checked_at: datetime | None  # UTC
    last_error: str | None
    last_error_at: datetime | None  # UTC


def stored_key(row: ApiKeyRow) -> StoredKey:
    """Give what may be known about the key of this row."""
    restricted = row.rights.get("ip_restrict")
    return StoredKey(
        id=row.id,
        user_id=row.user_id,
        label=row.label,
        key_type=KeyType(row.key_type),
        masked=f"…{row.last_four}",
        in_use=row.in_use,
        environment=row.environment,
        rights=dict(row.rights),
        ip_restricted=restricted if isinstance(restricted, bool) else None,
        created_at=row.created_at,
        checked_at=row.checked_at,
        last_error=row.last_error,
        last_error_at=row.last_error_at,
    )


async def key_of(session: AsyncSession, user_id: int, key_id: int) -> ApiKeyRow:
    """Give the user's own key with this id. Fails with `UnknownKey`, also for somebody else's."""
    row = await session.get(ApiKeyRow, key_id) if is_id(key_id) else None
    if row is None or row.user_id != user_id:
        raise UnknownKey(user_id, key_id)
    return row


async def key_in_use(session: AsyncSession, user_id: int) -> ApiKeyRow | None:
    """Give the key the user's commands use, if there is one."""
    query = select(ApiKeyRow).where(ApiKeyRow.user_id == user_id, ApiKeyRow.in_use)
    row: ApiKeyRow | None = await session.scalar(query)
    return row


async def require_room(session: AsyncSession, user_id: int) -> None:
    """Fail with `UnknownUser`, or with `TooManyKeys` when the user may not have one more."""
    if not is_id(user_id) or await session.get(UserRow, user_id) is None:
        raise UnknownUser(user_id)
    count = select(func.count()).select_from(ApiKeyRow).where(ApiKeyRow.user_id == user_id)
    if (await session.scalar(count) or 0) >= KEY_LIMIT:
        raise TooManyKeys(user_id, KEY_LIMIT)


async def refuse_duplicate(
    session: AsyncSession, user_id: int, fingerprints: tuple[str, ...]
) -> None:
    """Fail with `DuplicateKey` when anybody's stored key has one of the fingerprints."""
    query = select(ApiKeyRow.user_id).where(ApiKeyRow.fingerprint.in_(fingerprints))
    owner = await session.scalar(query)
    if owner is not None:
        raise DuplicateKey(user_id, own=owner == user_id)


async def free_label(session: AsyncSession, user_id: int, wished: str) -> str:
    """Give the wished label, with a number behind it when the user has such a key already."""
    query = select(ApiKeyRow.label).where(ApiKeyRow.user_id == user_id)
    taken = {label.casefold() for label in await session.scalars(query)}
    label, number = wished, 1
    while label.casefold() in taken:
        number += 1
        label = f"{wished[: LABEL_LENGTH - 3]} {number}"
    return label


def checked_label(user_id: int, label: str) -> str:
    """Give the label without the space around it. Fails with `LabelInvalid`."""
    stripped = label.strip()
    if not 0 < len(stripped) <= LABEL_LENGTH or not stripped.isprintable():
        raise LabelInvalid(user_id, LABEL_LENGTH)
    return stripped

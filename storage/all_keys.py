"""The stored keys of everybody: which to follow, which to look at again, which fail."""

from datetime import datetime

from sqlalchemy import Select, select

from storage.database import Database
from storage.models import ApiKeyRow, UserRow
from storage.stored_key import StoredKey, stored_key
from storage.users import Access


class AllKeys:
    """Finds keys whosever they are; what is in them stays encrypted."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def failing(self, limit: int = 5) -> list[StoredKey]:
        """Give the keys whose last check failed, the latest failure first."""
        query = select(ApiKeyRow).where(ApiKeyRow.last_error.is_not(None))
        async with self._database.read() as session:
            newest_first = query.order_by(ApiKeyRow.last_error_at.desc()).limit(limit)
            return [stored_key(row) for row in await session.scalars(newest_first)]

    async def of_environment(self, environment: str) -> list[StoredKey]:
        """Give the stored keys of an environment, of everybody who was let in."""
        query = _of_environment(environment).order_by(ApiKeyRow.id)
        async with self._database.read() as session:
            return [stored_key(row) for row in await session.scalars(query)]

    async def unchecked_since(
        self, moment: datetime, environment: str, limit: int = 100
    ) -> list[StoredKey]:
        """Give those that Binance was not asked about since then, the longest ago first."""
        query = _of_environment(environment).where(ApiKeyRow.checked_at < moment)
        async with self._database.read() as session:
            oldest_first = query.order_by(ApiKeyRow.checked_at).limit(limit)
            return [stored_key(row) for row in await session.scalars(oldest_first)]


def _of_environment(environment: str) -> Select[ApiKeyRow]:
    """Give the keys of an environment, of everybody who was let in."""
    let_in = select(UserRow.id).where(UserRow.access == Access.APPROVED)
    ours = ApiKeyRow.environment == environment
    return select(ApiKeyRow).where(ours, ApiKeyRow.user_id.in_(let_in))

"""Up to when each account was followed: where the bot goes on after a restart."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from storage.database import Database
from storage.models import ApiKeyRow, WatchRow


@dataclass(frozen=True, slots=True)
class Watch:
    """One account of a stored key on one market."""

    key_id: int
    user_id: int
    market: str  # "spot", "margin", "futures", "coin_futures"
    until: datetime  # UTC; what happened before is known
    symbols: tuple[str, ...]  # with open orders at that moment


class Watches:
    """Remembers the last moment of each account."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, key_id: int) -> dict[str, Watch]:
        """Give what is known of a key's accounts, by market."""
        async with self._database.read() as session:
            rows = await session.scalars(select(WatchRow).where(WatchRow.key_id == key_id))
            return {
                row.market: Watch(row.key_id, row.user_id, row.market, row.until, (*row.symbols,))
                for row in rows
            }

    async def keep(self, watches: Iterable[Watch]) -> None:
        """Remember these instead of what was known; those of deleted keys are dropped."""
        wanted = {(watch.key_id, watch.market): watch for watch in watches}
        async with self._database.write() as session:
            ids = {key_id for key_id, _ in wanted}
            kept = set(await session.scalars(select(ApiKeyRow.id).where(ApiKeyRow.id.in_(ids))))
            for watch in wanted.values():
                if watch.key_id in kept:
                    await session.merge(
                        WatchRow(
                            key_id=watch.key_id,
                            market=watch.market,
                            user_id=watch.user_id,
                            until=watch.until,
                            symbols=list(watch.symbols),
                        )
                    )

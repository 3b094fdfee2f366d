"""What was known of each account when it was last followed: the bot goes on from there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import delete, insert, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from storage.database import Database
from storage.models import ApiKeyRow, WatchRow
from storage.parts import parts_of


@dataclass(frozen=True, slots=True)
class Watch:
    """One account of a stored key on one market."""

    key_id: int
    user_id: int
    market: str  # "spot", "margin", "futures", "coin_futures"
    until: datetime  # UTC; fills before it were told
    symbols: frozenset[str]  # that the account trades
    totals: Mapping[str, Decimal]  # what it held of each asset


class Watches:
    """Remembers the last moment of each account."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, key_id: int, market: str) -> Watch | None:
        """Give what is known of an account, if anything."""
        async with self._database.read() as session:
            row = await session.get(WatchRow, (key_id, market))
        if row is None:
            return None
        totals = {asset: Decimal(total) for asset, total in row.totals.items()}
        symbols = frozenset(row.symbols)
        return Watch(row.key_id, row.user_id, row.market, row.until, symbols, totals)

    async def keep(self, watches: Iterable[Watch]) -> None:
        """Remember these instead of what was known; those of deleted keys are dropped."""
        latest = {(watch.key_id, watch.market): watch for watch in watches}
        for part in parts_of(list(latest.values())):
            async with self._database.write() as session:
                await _replace(session, part)


async def _replace(session: AsyncSession, watches: Sequence[Watch]) -> None:
    ids = {watch.key_id for watch in watches}
    kept = set(await session.scalars(select(ApiKeyRow.id).where(ApiKeyRow.id.in_(ids))))
    accounts = tuple_(WatchRow.key_id, WatchRow.market)
    known = accounts.in_([(watch.key_id, watch.market) for watch in watches])
    await session.execute(delete(WatchRow).where(known))
    values = [_values(watch) for watch in watches if watch.key_id in kept]
    if values:
        await session.execute(insert(WatchRow), values)


def _values(watch: Watch) -> dict[str, Any]:
    return {
        "key_id": watch.key_id,
        "market": watch.market,
        "user_id": watch.user_id,
        "until": watch.until,
        "symbols": sorted(watch.symbols),
        "totals": {asset: format(total, "f") for asset, total in watch.totals.items()},
    }

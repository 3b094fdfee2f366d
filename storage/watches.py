"""What was known of each account when it was last followed: the bot goes on from there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import select

from storage.database import Database
from storage.models import ApiKeyRow, WatchRow


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
        wanted = {(watch.key_id, watch.market): watch for watch in watches}
        async with self._database.write() as session:
            ids = {key_id for key_id, _ in wanted}
            kept = set(await session.scalars(select(ApiKeyRow.id).where(ApiKeyRow.id.in_(ids))))
            for watch in wanted.values():
                if watch.key_id in kept:
                    await session.merge(_row(watch))


def _row(watch: Watch) -> WatchRow:
    return WatchRow(
        key_id=watch.key_id,
        market=watch.market,
        user_id=watch.user_id,
        until=watch.until,
        symbols=sorted(watch.symbols),
        totals={asset: format(total, "f") for asset, total in watch.totals.items()},
    )

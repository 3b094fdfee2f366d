"""What was filled in people's accounts, and what of it they have been told.

A fill is written down before it is told and marked afterwards: whatever happens in between, it is
told once, or, after a crash in just that moment, again with a word about it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import delete, insert, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.clock import Clock, utc_now
from storage.database import Database
from storage.models import ApiKeyRow, FillRow, UserRow
from storage.parts import parts_of
from storage.users import Access

KEPT = timedelta(days=90)  # Binance's own lists of orders reach back as far
_AT_A_TIME: Final = 5_000  # fills that are read in one go


@dataclass(frozen=True, slots=True)
class Fill:
    """One execution in one account. Prices in the quote asset."""

    key_id: int  # of the stored key whose account it is
    user_id: int
    market: str  # "spot", "margin", "futures", "coin_futures"
    symbol: str
    trade_id: int  # unique in its market and symbol
    order_id: int
    client_order_id: str  # tells who placed the order
    side: str  # "BUY" or "SELL"
    quantity: Decimal
    price: Decimal
    quote_quantity: Decimal | None  # None where the contract has none
    fee: Decimal
    fee_asset: str
    realized_profit: Decimal | None  # of futures
    ends_order: bool | None  # nothing of the order was left after it; None: not known
    at: datetime  # UTC

    @property
    def identity(self) -> tuple[int, str, str, int]:
        """What no other fill shares: key, market, symbol, trade id."""
        return (self.key_id, self.market, self.symbol, self.trade_id)

    @property
    def execution(self) -> tuple[int, str, str, int, int]:
        """What it is to its user, who may have several keys of one account.

        The order belongs to it: who trades with themselves has two fills of one trade.
        """
        return (self.user_id, self.market, self.symbol, self.trade_id, self.order_id)


_IDENTITY = tuple_(FillRow.key_id, FillRow.market, FillRow.symbol, FillRow.trade_id)
_NAMES = tuple(field.name for field in fields(Fill))


class Fills:
    """Every fill once, however often it is heard of."""

    def __init__(self, database: Database, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._clock = clock

    async def note(self, fills: Iterable[Fill]) -> list[Fill]:
        """Write down fills; give those not known before, in their order.

        One heard by several keys of its user is known by the first. Fills of a key that was deleted
        meanwhile are dropped.
        """
        new: list[Fill] = []
        for part in parts_of(list(fills)):
            new += await self._note(part)
        return new

    async def told(self, fills: Sequence[Fill]) -> None:
        """Mark fills as told."""
        for part in parts_of(fills):
            ours = _IDENTITY.in_([fill.identity for fill in part])
            async with self._database.write() as session:
                await session.execute(update(FillRow).where(ours).values(told_at=self._clock()))

    async def waiting_users(self) -> list[int]:
        """Give the users with something untold, of those that may be written to."""
        reachable = select(UserRow.id).where(UserRow.active, UserRow.access == Access.APPROVED)
        query = select(FillRow.user_id).where(
            FillRow.told_at.is_(None), FillRow.user_id.in_(reachable)
        )
        async with self._database.read() as session:
            return list(await session.scalars(query.distinct().order_by(FillRow.user_id)))

    async def untold(self, user_id: int) -> list[Fill]:
        """Give what was written down and not marked as told, the oldest first, up to 5,000."""
        query = select(FillRow).where(FillRow.user_id == user_id, FillRow.told_at.is_(None))
        oldest_first = query.order_by(FillRow.at, FillRow.trade_id).limit(_AT_A_TIME)
        async with self._database.read() as session:
            return [_fill(row) for row in await session.scalars(oldest_first)]

    async def of_order(self, fill: Fill) -> list[Fill]:
        """Give all fills of the order this one belongs to, told or not, the oldest first."""
        query = select(FillRow).where(
            FillRow.key_id == fill.key_id,
            FillRow.market == fill.market,
            FillRow.symbol == fill.symbol,
            FillRow.order_id == fill.order_id,
        )
        async with self._database.read() as session:
            rows = await session.scalars(query.order_by(FillRow.at, FillRow.trade_id))
            return [_fill(row) for row in rows]

    async def tidy(self) -> None:
        """Delete what is old, told or not: nobody waits for it any more."""
        old = FillRow.at < self._clock() - KEPT
        async with self._database.write() as session:
            await session.execute(delete(FillRow).where(old))

    async def _note(self, fills: Sequence[Fill]) -> list[Fill]:
        async with self._database.write() as session:
            keys = await _keys_of(session, {fill.user_id for fill in fills})
            heard = [fill for fill in fills if fill.key_id in keys[fill.user_id]]
            alike = {
                replace(fill, key_id=key_id).identity
                for fill in heard
                for key_id in keys[fill.user_id]
            }
            rows = await session.scalars(select(FillRow).where(_IDENTITY.in_(alike)))
            known = {name for row in rows for name in _names(_fill(row))}
            new = []
            for fill in heard:
                if known.isdisjoint(_names(fill)):
                    new.append(fill)
                    known |= _names(fill)
            if new:
                await session.execute(insert(FillRow), [_values(fill) for fill in new])
        return new


async def _keys_of(session: AsyncSession, users: Collection[int]) -> Mapping[int, set[int]]:
    """Give the ids of the keys of users."""
    query = select(ApiKeyRow.user_id, ApiKeyRow.id).where(ApiKeyRow.user_id.in_(users))
    keys: dict[int, set[int]] = {user_id: set() for user_id in users}
    for user_id, key_id in await session.execute(query):
        keys[user_id].add(key_id)
    return keys


def _names(fill: Fill) -> set[tuple[int | str, ...]]:
    return {fill.identity, fill.execution}


def _values(fill: Fill) -> dict[str, Any]:
    return {name: getattr(fill, name) for name in _NAMES}


def _fill(row: FillRow) -> Fill:
    return Fill(**{name: getattr(row, name) for name in _NAMES})

"""What is known of an account, and how REST is asked for the fills its stream has missed.

A wallet (spot, margin) has no list of trades over all symbols. So its balances are kept, and after
a gap they are compared: where none has changed nothing was filled. Else the symbols to look at are
those whose both assets changed, and those with one such asset that the account is known to trade
or has open orders on. What is bought and sold again within one gap, at no gain or loss in an asset
and on a symbol nobody knew of, is not found.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Protocol

from binance.models.user_events import (
    BalanceUpdate,
    ExecutionReport,
    ExecutionType,
    ExternalLockUpdate,
    OutboundAccountPosition,
)
from binance.models.user_events_reading import UserEvent
from binance.websocket.user_data_events import Fill

Orders = frozenset[tuple[str, int]]
_ZERO = Decimal(0)
_MOST_ORDERS = 512  # orders whose filled part is remembered


@dataclass(frozen=True, slots=True)
class Missed:
    """What REST told: trades since a moment, told before or not, and orders open now."""

    fills: list[Fill]
    open_orders: Orders | None = None


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What was known of an account: whoever follows it later goes on from here."""

    at: datetime  # UTC; fills before it were told
    symbols: frozenset[str]  # that it trades
    totals: Mapping[str, Decimal]  # what a wallet held of each asset; empty for futures


class Books(Protocol):
    """What is known of one account."""

    def recall(self, knowledge: Knowledge) -> None:
        """Go on from what was known before."""

    def knowledge(self, at: datetime) -> Knowledge:
        """Give what is known; the fills before `at` were told."""

    def note(self, event: UserEvent) -> bool:
        """Take an event over; True when it shows that one before it was missed."""

    def gap(self) -> None:
        """Keep what is known: from here on events may be missing."""

    async def begin(self) -> None:
        """Read what later is compared with. Fails as any read does."""

    async def missed(self, since: datetime) -> Missed:
        """Ask for everything since a moment. Fails as any read does."""


class NoBooks:
    """What is known of an account that is not followed any more: nothing."""

    def recall(self, knowledge: Knowledge) -> None:
        """Forget it."""

    def knowledge(self, at: datetime) -> Knowledge:
        """Know nothing."""
        return Knowledge(at, frozenset(), {})

    def note(self, event: UserEvent) -> bool:  # noqa: ARG002 -- as `Books` has it
        """Forget it."""
        return False

    def gap(self) -> None:
        """Keep nothing."""

    async def begin(self) -> None:
        """Read nothing."""

    async def missed(self, since: datetime) -> Missed:  # noqa: ARG002 -- as `Books` has it
        """Ask nobody."""
        return Missed([])


class WalletReader(Protocol):
    """How a wallet is asked by REST."""

    async def totals(self) -> Mapping[str, Decimal]:
        """Give what it holds of each asset, free and locked together."""

    async def trades(self, symbol: str, since: datetime) -> list[Fill]:
        """Give its trades on a symbol since a moment, oldest first."""

    async def open_orders(self) -> Orders:
        """Give its open orders."""

    async def touched(self, assets: Collection[str], known: Collection[str]) -> set[str]:
        """Give the symbols both of whose assets are among these; of known ones, one asset will do.

        Symbols that are known here but not to Binance are given too.
        """


class WalletBooks:
    """The balances of a spot or margin account, and the symbols it trades."""

    def __init__(self, reader: WalletReader, symbols: Iterable[str] = ()) -> None:
        self._reader = reader
        self._symbols = set(symbols)
        self._totals: dict[str, Decimal] = {}
        self._complete = False  # whether every asset is in it
        self._before: dict[str, Decimal] | None = None  # the totals before what may be missing
        self._newer: dict[str, Decimal] = {}  # told while REST was asked
        self._news = False  # something was told that explains a change of balances
        self._executed: dict[int, Decimal] = {}  # filled part by order id

    def recall(self, knowledge: Knowledge) -> None:
        """Go on from what was known before."""
        self._symbols |= knowledge.symbols
        self._take_over(knowledge.totals)

    def knowledge(self, at: datetime) -> Knowledge:
        """Give what is known; while something may be missing, the balances from before that."""
        totals = self._totals if self._before is None else self._before
        return Knowledge(at, frozenset(self._symbols), dict(totals))

    def note(self, event: UserEvent) -> bool:
        """Take an event over; True when it shows that one before it was missed."""
        if isinstance(event, ExecutionReport):
            return self._note_report(event)
        if isinstance(event, OutboundAccountPosition):
            return self._note_position(event)
        if isinstance(event, BalanceUpdate):
            self._news = True
            if event.asset in self._totals:
                total = self._totals[event.asset] + event.delta
                self._newer[event.asset] = self._totals[event.asset] = total
        elif isinstance(event, ExternalLockUpdate):
            self._news = True
        return False

    def gap(self) -> None:
        """Keep the balances as they are: from here on events may be missing."""
        if self._before is None and self._complete:
            self._before = dict(self._totals)

    async def begin(self) -> None:
        """Read the balances, to compare with later. Fails as any read does."""
        self._newer = {}
        self._take_over(await self._reader.totals())

    async def missed(self, since: datetime) -> Missed:
        """Compare balances, and ask for trades where they have changed. Fails as any read does."""
        self.gap()
        before, self._before = self._before, None
        self._newer = {}
        try:
            totals = await self._reader.totals()
            missed = await self._changes(since, before, totals)
        except BaseException:
            self._before = before
            raise
        self._take_over(totals)
        return missed

    async def _changes(
        self, since: datetime, before: dict[str, Decimal] | None, totals: Mapping[str, Decimal]
    ) -> Missed:
        """Ask for trades unless nothing changed since `before`; None: nobody knows what was."""
        changed: set[str] = set()
        if before is not None:
            changed = {
                one
                for one in before.keys() | totals.keys()
                if before.get(one, _ZERO) != totals.get(one, _ZERO)
            }
            if not changed:
                return Missed([])
        orders = await self._reader.open_orders()
        symbols = self._symbols | {symbol for symbol, _ in orders}
        if changed:
            symbols = await self._reader.touched(changed, symbols)
        fills = [
            fill for symbol in sorted(symbols) for fill in await self._reader.trades(symbol, since)
        ]
        self._symbols |= {fill.symbol for fill in fills}
        return Missed(fills, orders)

    def _take_over(self, totals: Mapping[str, Decimal]) -> None:
        self._totals = {**totals, **self._newer}
        self._complete = True

    def _note_report(self, event: ExecutionReport) -> bool:
        self._symbols.add(event.symbol)
        if event.execution_type is not ExecutionType.TRADE:
            return False
        self._news = True
        known = self._executed.pop(event.order_id, None)
        if len(self._executed) >= _MOST_ORDERS:
            del self._executed[next(iter(self._executed))]
        self._executed[event.order_id] = max(event.executed_qty, known or _ZERO)
        return known is not None and event.executed_qty - event.last_qty > known

    def _note_position(self, event: OutboundAccountPosition) -> bool:
        totals = {one.asset: one.free + one.locked for one in event.balances}
        news, self._news = self._news, False
        unexplained = not news and any(
            self._totals.get(asset, total) != total for asset, total in totals.items()
        )
        if unexplained:
            self.gap()
        self._totals |= totals
        self._newer |= totals
        return unexplained

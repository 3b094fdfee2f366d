"""What is known of an account, and how REST is asked for the fills its stream has missed.

A wallet (spot, margin) has no list of trades over all symbols. So its balances are kept, changed by
every fill and deposit that is told, and compared: where each is as told nothing was missed. Else
the symbols to look at are those whose both assets differ, and those with one such asset that the
account is known to trade or has open orders on. What is bought and sold again within one gap, at no
gain or loss in an asset and on a symbol nobody knew of, is not found.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Protocol

from binance.enums import Side
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
_BASE, _QUOTE, _ASSET = 0, 1, 2  # of a symbol the assets by their place, or an asset itself

Part = tuple[str, int]


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

    def knowledge(self, at: datetime, *, current: bool) -> Knowledge:
        """Give what is known; fills before `at` were told: until now if `current`."""

    def note(self, event: UserEvent) -> bool:
        """Take an event over; True when it shows that one before it was missed."""

    def count(self, fill: Fill) -> None:
        """Take over a fill that is told."""

    async def begin(self) -> None:
        """Read what later is compared with. Fails as any read does."""

    async def missed(self, since: datetime) -> Missed:
        """Ask for everything since a moment. Fails as any read does."""


class NoBooks:
    """What is known of an account that is not followed any more: nothing."""

    def recall(self, knowledge: Knowledge) -> None:
        """Forget it."""

    def knowledge(self, at: datetime, *, current: bool) -> Knowledge:  # noqa: ARG002 -- as above
        """Know nothing."""
        return Knowledge(at, frozenset(), {})

    def note(self, event: UserEvent) -> bool:  # noqa: ARG002 -- as `Books` has it
        """Forget it."""
        return False

    def count(self, fill: Fill) -> None:
        """Forget it."""

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

    async def assets(self, symbol: str) -> tuple[str, str] | None:
        """Give base and quote asset of a symbol; None when Binance has no such symbol."""

    async def touched(self, assets: Collection[str], known: Collection[str]) -> set[str]:
        """Give the symbols both of whose assets are among these; of known ones, one asset will do.

        Symbols that are known here but not to Binance are given too.
        """


class WalletBooks:
    """What a spot or margin account held when REST was asked last, and what was told since."""

    def __init__(self, reader: WalletReader, symbols: Iterable[str] = ()) -> None:
        self._reader = reader
        self._symbols = set(symbols)
        self._verified: Mapping[str, Decimal] | None = None  # totals REST gave last
        self._told: defaultdict[Part, Decimal] = defaultdict(Decimal)  # changes told since
        self._shown: dict[str, Decimal] = {}  # totals REST or events gave last
        self._newer: dict[str, Decimal] = {}  # those that came while REST was asked
        self._news = False  # something was told that explains a change of them
        self._executed: dict[int, Decimal] = {}  # filled part by order id

    def recall(self, knowledge: Knowledge) -> None:
        """Go on from what was known before."""
        self._symbols |= knowledge.symbols
        self._newer.clear()
        self._verify(knowledge.totals)

    def knowledge(self, at: datetime, *, current: bool) -> Knowledge:
        """Give what is known; fills before `at` were told: until now if `current`."""
        totals = self._shown if current else self._verified or {}
        return Knowledge(at, frozenset(self._symbols), dict(totals))

    def note(self, event: UserEvent) -> bool:
        """Take an event over; True when it shows that one before it was missed."""
        if isinstance(event, ExecutionReport):
            return self._note_report(event)
        if isinstance(event, OutboundAccountPosition):
            return self._note_position(event)
        if isinstance(event, BalanceUpdate):
            self._told[event.asset, _ASSET] += event.delta
            if event.asset in self._shown:
                self._show({event.asset: self._shown[event.asset] + event.delta})
        self._news = self._news or isinstance(event, BalanceUpdate | ExternalLockUpdate)
        return False

    def count(self, fill: Fill) -> None:
        """Take over a fill that is told."""
        sign = 1 if fill.side is Side.BUY else -1
        self._told[fill.symbol, _BASE] += sign * fill.qty
        self._told[fill.symbol, _QUOTE] -= sign * (fill.quote_qty or _ZERO)
        if fill.commission_asset is not None:
            self._told[fill.commission_asset, _ASSET] -= fill.commission

    async def begin(self) -> None:
        """Read the balances, to compare with later. Fails as any read does."""
        self._newer.clear()
        self._verify(await self._reader.totals())
        self._told.clear()

    async def missed(self, since: datetime) -> Missed:
        """Compare balances, and ask for trades where one is not as told. Fails as reads do."""
        before = dict(self._told)
        self._newer.clear()
        totals = await self._reader.totals()
        after = dict(self._told)
        included = before
        differing = await self._differing(totals, before)
        if differing and after != before and not await self._differing(totals, after):
            differing, included = set(), after
        missed = Missed([]) if differing == set() else await self._ask(differing or set(), since)
        self._verify(totals)
        for part, amount in included.items():
            self._told[part] -= amount
        return missed

    async def _ask(self, differing: set[str], since: datetime) -> Missed:
        """Ask for trades; without a difference to go by on every symbol that is known."""
        orders = await self._reader.open_orders()
        symbols = self._symbols | {symbol for symbol, _ in orders}
        if differing:
            symbols = await self._reader.touched(differing, symbols)
        fills = [
            fill for symbol in sorted(symbols) for fill in await self._reader.trades(symbol, since)
        ]
        self._symbols |= {fill.symbol for fill in fills}
        return Missed(fills, orders)

    async def _differing(
        self, totals: Mapping[str, Decimal], told: Mapping[Part, Decimal]
    ) -> set[str] | None:
        """Give the assets that are not as told; None where nobody knows what was before."""
        if self._verified is None:
            return None
        expected = defaultdict(Decimal, self._verified)
        for (name, part), amount in told.items():
            if part == _ASSET:
                expected[name] += amount
            elif amount and (pair := await self._reader.assets(name)) is not None:
                expected[pair[part]] += amount
        return {
            one
            for one in expected.keys() | totals.keys()
            if expected.get(one, _ZERO) != totals.get(one, _ZERO)
        }

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
            self._shown.get(asset, total) != total for asset, total in totals.items()
        )
        self._show(totals)
        return unexplained

    def _show(self, totals: Mapping[str, Decimal]) -> None:
        self._shown.update(totals)
        self._newer.update(totals)

    def _verify(self, totals: Mapping[str, Decimal]) -> None:
        self._verified = dict(totals)
        self._shown = {**totals, **self._newer}

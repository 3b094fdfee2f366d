"""Futures accounts as they are asked by REST, to find what their stream has missed.

The commissions of an account name every symbol it traded; those of its positions and those it is
known to trade are looked at besides, as some trades cost nothing.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Protocol

from binance.futures_enums import IncomeType
from binance.models.futures_orders import ContractTrade
from binance.models.user_events_futures import OrderTradeUpdate, TradeLite
from binance.models.user_events_reading import Product, UserEvent
from binance.private.coin_futures import CoinFuturesAccount
from binance.private.futures import FuturesAccount
from binance.websocket.user_data_books import Knowledge, Missed, Orders
from binance.websocket.user_data_events import Fill

_PAGE = 1_000  # trades, or incomes
_FULL_EVENT = timedelta(seconds=5)  # after the short one of a trade the full one is there
_MOST_ORDERS = 512  # orders whose filled part is remembered
_ZERO = Decimal(0)


class ContractReader(Protocol):
    """How a futures account is asked by REST."""

    async def symbols(self, since: datetime) -> set[str]:
        """Give the symbols traded since a moment, and those of positions."""

    async def trades(self, symbol: str, since: datetime) -> list[Fill]:
        """Give trades on a symbol since a moment, oldest first."""

    async def open_orders(self) -> Orders:
        """Give the open orders."""


class ContractBooks:
    """The symbols a futures account trades."""

    def __init__(self, reader: ContractReader) -> None:
        self._reader = reader
        self._symbols: set[str] = set()
        self._executed: dict[int, Decimal] = {}  # filled part by order id
        self._announced: dict[tuple[str, int], datetime] = {}  # trades told in short

    def recall(self, knowledge: Knowledge) -> None:
        """Go on from what was known before."""
        self._symbols |= knowledge.symbols

    def knowledge(self, at: datetime, *, current: bool) -> Knowledge:  # noqa: ARG002 -- as `Books`
        """Give what is known; the fills before `at` were told."""
        return Knowledge(at, frozenset(self._symbols), {})

    def note(self, event: UserEvent) -> bool:
        """Take an event over; True when it shows that one before it was missed."""
        if isinstance(event, TradeLite):
            self._symbols.add(event.symbol)
            self._announced[event.symbol, event.trade_id] = event.event_time
        if not isinstance(event, OrderTradeUpdate):
            return False
        order = event.order
        self._symbols.add(order.symbol)
        self._announced.pop((order.symbol, order.trade_id), None)
        late = [one for one, at in self._announced.items() if event.event_time - at > _FULL_EVENT]
        for one in late:
            del self._announced[one]
        known = self._executed.pop(order.order_id, None)
        if len(self._executed) >= _MOST_ORDERS:
            del self._executed[next(iter(self._executed))]
        self._executed[order.order_id] = max(order.executed_qty, known or _ZERO)
        return bool(late) or (known is not None and order.executed_qty - order.last_qty > known)

    def count(self, fill: Fill) -> None:
        """Nothing has to be kept: REST knows what was traded."""

    async def begin(self) -> None:
        """Nothing has to be read."""

    async def missed(self, since: datetime) -> Missed:
        """Ask for everything since a moment. Fails as any read does."""
        symbols = self._symbols | await self._reader.symbols(since)
        fills = [
            fill for symbol in sorted(symbols) for fill in await self._reader.trades(symbol, since)
        ]
        self._symbols |= {fill.symbol for fill in fills}
        return Missed(fills, await self._reader.open_orders() if fills else None)


class AccountReader:
    """Asks the account of either futures exchange."""

    def __init__(self, account: FuturesAccount | CoinFuturesAccount, product: Product) -> None:
        self._account = account
        self._product = product

    async def symbols(self, since: datetime) -> set[str]:
        """Give the symbols traded since a moment, and those of positions.

        USDⓈ-M tells of those with open orders besides; COIN-M of every contract there is.
        """
        fees = await self._account.income(
            income_type=IncomeType.COMMISSION, start_time=since, limit=_PAGE
        )
        told, all_told = await self._account.positions(), self._product is Product.COIN_FUTURES
        held = {one.symbol for one in told if one.position_amt or not all_told}
        return {one.symbol for one in fees if one.symbol} | held

    async def trades(self, symbol: str, since: datetime) -> list[Fill]:
        """Give trades on a symbol since a moment, oldest first."""
        found = await self._account.my_trades(symbol, start_time=since, limit=_PAGE)
        trades = list(found)
        while len(found) == _PAGE:
            found = await self._account.my_trades(symbol, from_id=found[-1].id + 1, limit=_PAGE)
            trades += found
        return _fills(self._product, trades)

    async def open_orders(self) -> Orders:
        """Give the open orders."""
        orders = await self._account.open_orders()
        return frozenset((one.symbol, one.order_id) for one in orders)


def _fills(product: Product, trades: Iterable[ContractTrade]) -> list[Fill]:
    return [
        Fill(
            product=product,
            symbol=one.symbol,
            trade_id=one.id,
            order_id=one.order_id,
            side=one.side,
            price=one.price,
            qty=one.qty,
            quote_qty=one.quote_qty,
            commission=one.commission,
            commission_asset=one.commission_asset,
            is_maker=one.maker,
            time=one.time,
            realized_profit=one.realized_pnl,
            recovered=True,
        )
        for one in trades
    ]

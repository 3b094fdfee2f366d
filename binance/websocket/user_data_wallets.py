"""Spot and margin accounts as they are asked by REST, to find what a stream has missed."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from itertools import combinations
from math import inf
from typing import TypeVar

from binance.models.account import MyTrade
from binance.models.margin_orders import MarginTrade
from binance.models.user_events_reading import Product
from binance.private.margin import Margin
from binance.private.spot import SpotAccount
from binance.public.spot import SpotMarket
from binance.request.timing import Timing
from binance.websocket.user_data_books import Orders
from binance.websocket.user_data_events import Fill, fill_of_trade

_PAGE = 1_000  # trades
_FRESH = 600.0  # seconds for which a pair that is not there is not looked for again

_Trade = TypeVar("_Trade", MyTrade, MarginTrade)


class Pairs:
    """Which symbol two assets make; asked of Binance once, and again for pairs it has not."""

    def __init__(self, market: SpotMarket, timing: Timing) -> None:
        self._market = market
        self._timing = timing
        self._line = asyncio.Lock()
        self._read_at = -inf  # monotonic seconds
        self._assets: dict[str, tuple[str, str]] = {}  # by symbol
        self._symbols: dict[tuple[str, str], str] = {}  # by its assets in alphabetical order

    async def assets(self, symbol: str) -> tuple[str, str] | None:
        """Give base and quote asset of a symbol; None when Binance has no such symbol."""
        async with self._line:
            if symbol not in self._assets:
                await self._read()
        return self._assets.get(symbol)

    async def touched(self, assets: Collection[str], known: Collection[str]) -> set[str]:
        """Give the symbols both of whose assets are among these; of known ones, one asset will do.

        Symbols that are known here but not to Binance are given too. Fails as any read does.
        """
        pairs = set(combinations(sorted(assets), 2))
        async with self._line:
            if pairs - self._symbols.keys() or set(known) - self._assets.keys():
                await self._read()
        both = {self._symbols[pair] for pair in pairs if pair in self._symbols}
        return both | {one for one in known if not set(assets).isdisjoint(self._of(one, assets))}

    def _of(self, symbol: str, assets: Collection[str]) -> Iterable[str]:
        return self._assets.get(symbol, tuple(assets))

    async def _read(self) -> None:
        """Read every symbol, unless that was done a moment ago."""
        if self._timing.monotonic() < self._read_at + _FRESH:
            return
        info = await self._market.exchange_info()
        self._assets = {one.symbol: (one.base_asset, one.quote_asset) for one in info.symbols}
        self._symbols = {(min(pair), max(pair)): symbol for symbol, pair in self._assets.items()}


class SpotReader:
    """Asks a spot account."""

    def __init__(self, account: SpotAccount, pairs: Pairs) -> None:
        self._account = account
        self.touched = pairs.touched
        self.assets = pairs.assets

    async def totals(self) -> Mapping[str, Decimal]:
        """Give what it holds of each asset, free and locked together."""
        account = await self._account.account(omit_zero_balances=True)
        return {one.asset: one.total for one in account.balances}

    async def trades(self, symbol: str, since: datetime) -> list[Fill]:
        """Give its trades on a symbol since a moment, oldest first."""

        async def page(from_id: int | None) -> list[MyTrade]:
            """Read a page."""
            if from_id is None:
                return await self._account.my_trades(symbol, start_time=since, limit=_PAGE)
            return await self._account.my_trades(symbol, from_id=from_id, limit=_PAGE)

        return [fill_of_trade(Product.SPOT, one) for one in await _pages(page)]

    async def open_orders(self) -> Orders:
        """Give its open orders."""
        orders = await self._account.open_orders()
        return frozenset((one.symbol, one.order_id) for one in orders)


class MarginReader:
    """Asks a margin account: the cross one, or with a symbol an isolated one."""

    def __init__(self, account: Margin, pairs: Pairs, symbol: str | None) -> None:
        self._account = account
        self._symbol = symbol
        self._isolated = True if symbol is not None else None
        self.touched = pairs.touched
        self.assets = pairs.assets

    async def totals(self) -> Mapping[str, Decimal]:
        """Give what it holds of each asset, free and locked together."""
        if self._symbol is None:
            cross = await self._account.account()
            return {one.asset: one.free + one.locked for one in cross.user_assets}
        isolated = await self._account.isolated_account([self._symbol])
        sides = (side for one in isolated.assets for side in (one.base_asset, one.quote_asset))
        return {one.asset: one.free + one.locked for one in sides}

    async def trades(self, symbol: str, since: datetime) -> list[Fill]:
        """Give its trades on a symbol since a moment, oldest first."""

        async def page(from_id: int | None) -> list[MarginTrade]:
            """Read a page."""
            start = since if from_id is None else None
            return await self._account.my_trades(
                symbol, start_time=start, from_id=from_id, limit=_PAGE, is_isolated=self._isolated
            )

        return [fill_of_trade(Product.MARGIN, one) for one in await _pages(page)]

    async def open_orders(self) -> Orders:
        """Give its open orders."""
        orders = await self._account.open_orders(self._symbol, is_isolated=self._isolated)
        return frozenset((one.symbol, one.order_id) for one in orders)


async def _pages(page: Callable[[int | None], Awaitable[list[_Trade]]]) -> list[_Trade]:
    """Read pages from the first on: `page` gives it for None, later ones from an id."""
    found = await page(None)
    trades = list(found)
    while len(found) == _PAGE:
        found = await page(found[-1].id + 1)
        trades += found
    return trades

"""Following accounts in tests: a listener that keeps all it is told."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from decimal import Decimal
from typing import Any

from binance.client import BinanceAccount, BinanceClient
from binance.credentials import Credentials, KeyType
from binance.models.user_events_reading import Product
from binance.websocket.user_data import (
    AccountEvent,
    AccountState,
    Fill,
    FollowedAccount,
    Gap,
    Status,
    Stopped,
)
from sandbox.exchange import Exchange


class Listener:
    """Whoever follows an account; `events` is all it was told so far."""

    def __init__(self, binance: BinanceClient, credentials: Credentials, caller: int) -> None:
        self.credentials = credentials
        self.events: list[AccountEvent] = []
        self.account: FollowedAccount | None = None
        self._binance = binance
        self._caller = caller

    @classmethod
    @asynccontextmanager
    async def follow(
        cls, binance: BinanceClient, credentials: Credentials, product: Product, **more: Any
    ) -> "AsyncIterator[Listener]":
        """Follow an account and keep what is told."""
        caller = more.pop("caller", id(credentials))
        listener = cls(binance, credentials, caller)
        async with binance.user_data.follow(credentials, product, caller=caller, **more) as account:
            listener.account = account
            reading = asyncio.create_task(listener._read(account))
            try:
                yield listener
            finally:
                reading.cancel()
                await asyncio.gather(reading, return_exceptions=True)

    @property
    def state(self) -> AccountState:
        """How the account stands."""
        accounts = self._binance.user_data.state().accounts
        return next(one for one in accounts if one.caller == self._caller)

    @property
    def is_live(self) -> bool:
        """True while events come and nothing is missing."""
        return self.state.status is Status.LIVE

    @property
    def stopped(self) -> Stopped | None:
        """Why nothing more comes, None while something does."""
        return next((one for one in self.events if isinstance(one, Stopped)), None)

    @property
    def gaps(self) -> int:
        """How often events may have been missed."""
        return sum(isinstance(one, Gap) for one in self.events)

    @property
    def fills(self) -> list[Fill]:
        """The fills told."""
        return [one for one in self.events if isinstance(one, Fill)]

    def told(self) -> Counter[tuple[str, int]]:
        """Count how often each trade was told."""
        return Counter((fill.symbol, fill.trade_id) for fill in self.fills)

    async def _read(self, account: FollowedAccount) -> None:
        async for event in account:
            self.events.append(event)


def trading_key(exchange: Exchange, name: str) -> Credentials:
    """Give a new key of an account that may trade everything."""
    issued = exchange.create_key(
        name, enable_spot_and_margin_trading=True, enable_futures=True, enable_margin=True
    )
    assert issued.secret is not None
    return Credentials(issued.api_key, issued.secret, KeyType.HMAC)


async def buy(account: BinanceAccount, symbol: str = "BTCUSDT", side: str = "BUY") -> None:
    """Fill a small order at once."""
    await account.call(
        "spot.post_order", symbol=symbol, side=side, type="MARKET", quantity=Decimal("0.01")
    )


def made(exchange: Exchange, name: str = "trader", since: int = 0) -> Counter[tuple[str, int]]:
    """Count the trades an account really made on spot, from the number `since` on."""
    fills = exchange.accounts[name].fills[since:]
    return Counter((fill.symbol, fill.id) for fill in fills)

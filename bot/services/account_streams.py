"""Follows the accounts of all stored keys: from the start, after /setkey, until /delkey."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

import structlog

from binance.client import BinanceClient
from binance.constants import Environment
from binance.exceptions import HostMissing, KeyRejected, SignatureRejected
from binance.websocket.user_data import AccountEvent, FollowedAccount, Knowledge, Product, Stopped
from binance.websocket.user_data import Fill as Trade
from bot.services.key_report import FUTURES, dangerous_rights
from storage.all_keys import AllKeys
from storage.apikey_manager import ApiKeyManager
from storage.errors import StorageError
from storage.fills import Fill
from storage.stored_key import StoredKey
from storage.users import Access, Users
from storage.watches import Watch, Watches

KEEP_EVERY: Final = 60.0  # seconds
_REFUSED: Final = (KeyRejected, SignatureRejected)

log = structlog.get_logger(__name__)


class Account(NamedTuple):
    """A market of a stored key."""

    user_id: int
    key_id: int
    product: Product


@dataclass(slots=True, repr=False)
class AccountStreams:
    """One task for each market of each stored key; what is refused ends alone.

    `hear` takes what was filled, `settle` returns when all of that is safe; `refused` is told of a
    key that Binance does not accept.
    """

    client: BinanceClient
    keys: ApiKeyManager
    all_keys: AllKeys
    users: Users
    watches: Watches
    environment: Environment
    hear: Callable[[Iterable[Fill]], None]
    settle: Callable[[], Awaitable[None]]
    refused: Callable[[StoredKey], Awaitable[None]]
    start: Callable[[str, Coroutine[Any, Any, None]], asyncio.Task[None]]
    _tasks: dict[Account, asyncio.Task[None]] = field(default_factory=dict)
    _followed: dict[Account, FollowedAccount] = field(default_factory=dict)
    _begun: bool = False

    async def begin(self) -> None:
        """Follow every stored key; before, changes mean nothing."""
        self._begun = True
        self._follow(await self.all_keys.of_environment(self.environment))

    def changed(self, user_id: int) -> None:
        """Take note that a user's keys, or what the user may do, have changed; returns at once."""
        if self._begun:
            self.start("account changes", self.refresh(user_id))

    async def refresh(self, user_id: int) -> None:
        """Follow the keys a user has now, and no others."""
        user = await self.users.get(user_id)
        let_in = user is not None and user.access is Access.APPROVED
        stored = await self.keys.keys_of(user_id) if let_in else []
        kept = {key.id for key in stored if not dangerous_rights(key.rights)}
        gone = [one for one in self._tasks if one.user_id == user_id and one.key_id not in kept]
        for account in gone:
            task = self._tasks.pop(account)
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        self._follow(stored)

    async def run(self) -> None:
        """Keep what is known of the accounts every minute, until cancelled."""
        while True:
            await asyncio.sleep(KEEP_EVERY)
            await self.keep()

    async def keep(self) -> None:
        """Keep what is known of the accounts: after a restart they are gone on with from here."""
        known = [(one, account.knowledge()) for one, account in self._followed.items()]
        watches = [_watch(one, knowledge) for one, knowledge in known if knowledge is not None]
        try:
            await self.settle()
            await self.watches.keep(watches)
        except StorageError:
            log.exception("what is known of accounts cannot be kept")

    def _follow(self, stored: Iterable[StoredKey]) -> None:
        for key in stored:
            if key.environment != self.environment or dangerous_rights(key.rights):
                continue
            for product in _products(key):
                account = Account(key.user_id, key.id, product)
                task = self._tasks.get(account)
                if task is None or task.done():
                    self._tasks[account] = self.start("account", self._listen(key, product))

    async def _listen(self, key: StoredKey, product: Product) -> None:
        """Hear what is filled in one account until it is left or refused."""
        account = Account(key.user_id, key.id, product)
        try:
            credentials = await self.keys.credentials_of(key.user_id, key.id)
            known = _knowledge(await self.watches.of(key.id, product.value))
            following = self.client.user_data.follow(
                credentials, product, caller=key.user_id, known=known
            )
            async with following as events:
                del credentials  # the follower forgets them when it ends
                self._followed[account] = events
                async for event in events:
                    await self._take(key, event)
        except (HostMissing, StorageError) as error:
            reason = type(error).__name__
            log.warning("account is not followed", key=key.id, market=product.value, reason=reason)
        finally:
            self._followed.pop(account, None)

    async def _take(self, key: StoredKey, event: AccountEvent) -> None:
        if isinstance(event, Trade):
            self.hear([_fill(key, event)])
        elif isinstance(event, Stopped):
            log.info("account stopped", key=key.id, reason=event.reason)
            if isinstance(event.error, _REFUSED):
                await self.refused(key)


def _products(key: StoredKey) -> tuple[Product, ...]:
    """Give the markets a key may see; futures want a right of their own."""
    if key.rights.get(FUTURES):
        return (Product.SPOT, Product.FUTURES, Product.COIN_FUTURES)
    return (Product.SPOT,)


def _watch(account: Account, known: Knowledge) -> Watch:
    market = account.product.value
    return Watch(account.key_id, account.user_id, market, known.at, known.symbols, known.totals)


def _knowledge(watch: Watch | None) -> Knowledge | None:
    return None if watch is None else Knowledge(watch.until, watch.symbols, watch.totals)


def _fill(key: StoredKey, trade: Trade) -> Fill:
    return Fill(
        key_id=key.id,
        user_id=key.user_id,
        market=trade.product.value,
        symbol=trade.symbol,
        trade_id=trade.trade_id,
        order_id=trade.order_id,
        client_order_id=trade.client_order_id[:64],
        side=trade.side.value,
        quantity=trade.qty,
        price=trade.price,
        quote_quantity=trade.quote_qty,
        fee=trade.commission,
        fee_asset=trade.commission_asset or "",
        realized_profit=trade.realized_profit,
        ends_order=None,
        at=trade.time,
    )

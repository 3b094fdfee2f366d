"""Follows the accounts of all stored keys: from the start, after /setkey, until /delkey."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

import structlog

from binance.client import BinanceClient
from binance.constants import Environment
from binance.credentials import Credentials
from binance.exceptions import (
    ApiError,
    BinanceError,
    HostMissing,
    KeyRejected,
    SignatureRejected,
)
from binance.websocket.user_data import Fill as Trade
from binance.websocket.user_data import FollowedAccount, Knowledge, Product, Stopped
from bot.services.key_report import FUTURES, dangerous_rights
from storage.all_keys import AllKeys
from storage.apikey_manager import ApiKeyManager
from storage.errors import DatabaseError, StorageError
from storage.fills import Fill
from storage.stored_key import StoredKey
from storage.users import Access, Users
from storage.watches import Watch, Watches

KEEP_EVERY: Final = 60.0  # seconds
AGAIN_AFTER: Final = 600.0  # seconds after a key was refused though nothing is wrong with it
BAD_REQUEST: Final = 400
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
    refused: Callable[[StoredKey], Coroutine[Any, Any, None]]
    start: Callable[[str, Coroutine[Any, Any, None]], asyncio.Task[None]]
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    _tasks: dict[Account, asyncio.Task[None]] = field(default_factory=dict)
    _followed: dict[Account, FollowedAccount] = field(default_factory=dict)
    _begun: bool = False
    _one_at_a_time: asyncio.Lock = field(default_factory=asyncio.Lock)  # the latest word counts

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
        async with self._one_at_a_time:
            user = await self.users.get(user_id)
            let_in = user is not None and user.access is Access.APPROVED
            stored = await self.keys.keys_of(user_id) if let_in else []
            kept = {account for account, _ in self._accounts(stored)}
            theirs = [one for one in self._tasks if one.user_id == user_id]
            gone = [self._tasks.pop(one) for one in theirs if one not in kept]
            for task in gone:
                task.cancel()
            self._follow(stored)
        await asyncio.gather(*gone, return_exceptions=True)

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
        """Begin what is not under way; a key that was refused waits for a clean examination."""
        for account, key in self._accounts(stored):
            task = self._tasks.get(account)
            if task is None or (task.done() and key.last_error is None):
                self._tasks[account] = self.start("account", self._listen(key, account))

    def _accounts(self, stored: Iterable[StoredKey]) -> Iterator[tuple[Account, StoredKey]]:
        for key in stored:
            if key.environment == self.environment and not dangerous_rights(key.rights):
                for product in _products(key):
                    yield Account(key.user_id, key.id, product), key

    async def _listen(self, key: StoredKey, account: Account) -> None:
        """Hear what is filled in one account until it is left, or its key is refused for good."""
        while True:
            try:
                return await self._until_refused(key, account)
            except DatabaseError as error:
                self._complain(account, error)
                await self.sleep(AGAIN_AFTER)
            except (HostMissing, StorageError) as error:
                return self._complain(account, error)

    def _complain(self, account: Account, error: Exception) -> None:
        reason, market = type(error).__name__, account.product.value
        log.warning("account is not followed", key=account.key_id, market=market, reason=reason)

    async def _until_refused(self, key: StoredKey, account: Account) -> None:
        while await self._was_refused(account):
            log.info("account stopped", key=key.id, market=account.product.value)
            # A finding may end this task; the user hears of it all the same.
            await asyncio.shield(self.start("key examination", self.refused(key)))
            key = await self.keys.key_of(key.user_id, key.id)
            if key.last_error is not None:
                return
            await self.sleep(AGAIN_AFTER)

    async def _was_refused(self, account: Account) -> bool:
        """Hear what is filled in one account to the end; tell whether its key was refused."""
        user_id, key_id, product = account
        credentials = await self.keys.credentials_of(user_id, key_id)
        if product is Product.MARGIN and not await self._has_margin(user_id, credentials):
            return False
        known = _knowledge(await self.watches.of(key_id, product.value))
        following = self.client.user_data.follow(credentials, product, caller=user_id, known=known)
        async with following as events:
            del credentials  # the follower forgets them when it ends
            self._followed[account] = events
            try:
                async for event in events:
                    if isinstance(event, Trade):
                        self.hear([_fill(account, event)])
                    elif isinstance(event, Stopped):
                        return isinstance(event.error, _REFUSED)
            finally:
                if self._followed.get(account) is events:
                    del self._followed[account]
        return False

    async def _has_margin(self, user_id: int, credentials: Credentials) -> bool:
        """Tell whether there is a cross margin account; one opened later waits for the next start.

        A refused key is left to whoever follows the account.
        """
        account = self.client.on_behalf_of(user_id).account(credentials)
        while True:
            try:
                await account.margin.account()
            except _REFUSED:
                return True
            except BinanceError as error:
                refused = isinstance(error, ApiError) and error.status == BAD_REQUEST
                if refused or isinstance(error, HostMissing):
                    return False
                await self.sleep(KEEP_EVERY)
            else:
                return True


def _products(key: StoredKey) -> tuple[Product, ...]:
    """Give the markets a key may see; futures want a right of their own."""
    if key.rights.get(FUTURES):
        return (Product.SPOT, Product.MARGIN, Product.FUTURES, Product.COIN_FUTURES)
    return (Product.SPOT, Product.MARGIN)


def _watch(account: Account, known: Knowledge) -> Watch:
    market = account.product.value
    return Watch(account.key_id, account.user_id, market, known.at, known.symbols, known.totals)


def _knowledge(watch: Watch | None) -> Knowledge | None:
    return None if watch is None else Knowledge(watch.until, watch.symbols, watch.totals)


def _fill(account: Account, trade: Trade) -> Fill:
    return Fill(
        key_id=account.key_id,
        user_id=account.user_id,
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
        ends_order=trade.ends_order,
        at=trade.time,
    )

"""What happens to users' accounts, as it happens: every fill exactly once.

    async with binance.user_data.follow(credentials, caller=user_id) as events:
        async for event in events:
            match event:
                case Fill(): ...             # a trade: once, also when REST had to find it
                case ExecutionReport(): ...  # and Binance's other events, typed
                case Gap(): ...              # events may be missing from here on …
                case Reconciled(): ...       # … until here: all fills of that time were told
                case Stopped(): ...          # the last one: the key was refused (`error` says how)

`follow` returns at once and connects in the background; leaving the block forgets the key. An
account that fails stops alone. `product` is spot by default; margin (with `symbol` an isolated
account), futures and coin_futures are followed the same way, each by a block of its own.

Spot and margin share connections to the WebSocket API, up to 1,000 accounts each; futures share
connections by listen keys. A connection is replaced before it is a day old, or when the server
says that it shuts down, without a gap. After any other end accounts are subscribed anew and
compared with REST: at 20 of weight for each of spot (a few more where something was filled), so a
thousand accounts take four minutes of the budget; those that traded come first. What is dropped
without a trace is found by events that do not fit together, and at the latest by the next audit.

`events.knowledge()` can be kept and given to a later `follow` as `known`: after a restart what was
filled meanwhile, up to seven days of it, is told first.

`state()` is a snapshot for /status.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property, partial

from binance.credentials import Credentials
from binance.exceptions import HostMissing
from binance.models.user_events_reading import Product
from binance.private.coin_futures import CoinFuturesAccount
from binance.private.futures import FuturesAccount
from binance.private.margin import Margin
from binance.private.spot import SpotAccount
from binance.public.spot import SpotMarket
from binance.request.pipeline import Pipeline
from binance.request.request import Api
from binance.websocket.dialler import Dialler
from binance.websocket.rules import SocketRules
from binance.websocket.user_data_accounts import AccountsConnection, Elsewhere
from binance.websocket.user_data_books import Books, Knowledge, WalletBooks
from binance.websocket.user_data_checks import Checks
from binance.websocket.user_data_connection import (
    MOST_ACCOUNTS,
    USER_DATA_RULES,
    UserDataConnection,
)
from binance.websocket.user_data_contracts import (
    AccountReader,
    ContractBooks,
)
from binance.websocket.user_data_events import (
    AccountEvent,
    Fill,
    Gap,
    Reconciled,
    Stopped,
)
from binance.websocket.user_data_follower import Follower, Status
from binance.websocket.user_data_keys import KEEP_ALIVE, KEY_RULES, MOST_KEYS, KeyConnection
from binance.websocket.user_data_pool import Pool
from binance.websocket.user_data_state import AccountState, UserDataState, state_of
from binance.websocket.user_data_tickets import BySignature, ByToken, Ticket
from binance.websocket.user_data_wallets import MarginReader, Pairs, SpotReader
from binance.websocket.ws_api import WsApiHub

__all__ = [
    "AccountEvent",
    "AccountState",
    "Fill",
    "FollowedAccount",
    "Gap",
    "Knowledge",
    "Product",
    "Reconciled",
    "Status",
    "Stopped",
    "UserData",
    "UserDataOptions",
    "UserDataState",
]


@dataclass(frozen=True, slots=True)
class UserDataOptions:
    """How accounts are followed."""

    audit: float = 3_600.0  # seconds after which an account is compared with REST; 0: never
    keep_alive: float = KEEP_ALIVE  # seconds between extensions of a listen key
    token_life: timedelta | None = None  # of a listen token; None: a day
    rules: SocketRules = USER_DATA_RULES  # of spot and margin
    key_rules: SocketRules = KEY_RULES  # of futures


_DEFAULT = UserDataOptions()
_FURTHEST_BACK = timedelta(days=7)  # futures tell no trades that are older at a time


class FollowedAccount:
    """The events of an account: `async for event in account`."""

    def __init__(self, follower: Follower, now: Callable[[], datetime]) -> None:
        self._follower = follower
        self._now = now

    def __aiter__(self) -> AsyncIterator[AccountEvent]:
        """Give the events until `Stopped`, that too."""
        return self._follower.events()

    def knowledge(self) -> Knowledge | None:
        """Give what can be kept, to go on after a restart.

        None before anything is known, and while an event waits to be read: ask again later.
        """
        return self._follower.knowledge(self._now())


class UserData:
    """All followed accounts of the process."""

    def __init__(
        self,
        dialler: Dialler,
        hub: WsApiHub,
        pipeline: Pipeline,
        stream_urls: Mapping[Product, str],
        options: UserDataOptions = _DEFAULT,
    ) -> None:
        self.options = options
        self._stream_urls = stream_urls
        self._dialler = dialler
        self._hub = hub
        self._pipeline = pipeline
        self._followers: set[Follower] = set()
        self._checks = Checks(pipeline.timing, self._now)
        self._pools: dict[Product, Pool] = {}
        self._auditor: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def follow(
        self,
        credentials: Credentials,
        product: Product = Product.SPOT,
        *,
        caller: int = 0,
        symbol: str | None = None,
        known: Knowledge | None = None,
    ) -> AsyncIterator["FollowedAccount"]:
        """Follow an account; its REST calls count for `caller`. Fails with `HostMissing`.

        Everything else that goes wrong is told as an event. `symbol` names an isolated margin
        account. `known` is what an earlier follower knew: what was filled since is told first.
        """
        books = self._books(product, caller, credentials, symbol)
        follower = Follower(product, caller, credentials, books, self._now(), symbol)
        if known is not None:
            at = max(known.at, follower.began - _FURTHEST_BACK)
            follower.recall(replace(known, at=at))
        del credentials, books  # they are the follower's, who forgets them
        pool = self._pool(product)
        pool.add(follower)
        self._followers.add(follower)
        self._audit()
        try:
            yield FollowedAccount(follower, self._now)
        finally:
            follower.leave()
            self._checks.forget(follower)
            self._followers.discard(follower)
            await pool.remove(follower)

    def state(self) -> UserDataState:
        """Give a snapshot of connections and accounts."""
        return state_of(self._followers, list(self._pools.values()), self._now())

    async def close(self) -> None:
        """Close every connection; followers hear that."""
        if self._auditor is not None:
            self._auditor.cancel()
            await asyncio.gather(self._auditor, return_exceptions=True)
        for follower in list(self._followers):
            follower.stop("the client was closed by its owner")
        await self._checks.close()
        await asyncio.gather(*(pool.close() for pool in self._pools.values()))

    def _now(self) -> datetime:
        """Give the server's time."""
        return datetime.fromtimestamp(self._pipeline.timestamp(Api.SPOT) / 1000, UTC)

    @cached_property
    def _pairs(self) -> Pairs:
        return Pairs(SpotMarket(self._pipeline, 0, None), self._pipeline.timing)

    def _books(
        self, product: Product, caller: int, credentials: Credentials, symbol: str | None
    ) -> Books:
        pipeline = self._pipeline
        if product is Product.MARGIN:
            margin = Margin(pipeline, caller, credentials)
            known = () if symbol is None else (symbol,)
            return WalletBooks(MarginReader(margin, self._pairs, symbol), known)
        if product in {Product.FUTURES, Product.COIN_FUTURES}:
            kind = FuturesAccount if product is Product.FUTURES else CoinFuturesAccount
            return ContractBooks(AccountReader(kind(pipeline, caller, credentials), product))
        return WalletBooks(SpotReader(SpotAccount(pipeline, caller, credentials), self._pairs))

    def _pool(self, product: Product) -> Pool:
        pool = self._pools.get(product)
        if pool is None:
            by_key = product in {Product.FUTURES, Product.COIN_FUTURES}
            make = partial(self._by_key if by_key else self._by_socket, product)
            pool = self._pools[product] = Pool(make, MOST_KEYS if by_key else MOST_ACCOUNTS)
        return pool

    def _by_socket(self, product: Product, elsewhere: Elsewhere) -> AccountsConnection:
        """Make a connection for spot or margin. Fails with `HostMissing`."""
        ticket: Ticket = BySignature()
        if product is Product.MARGIN:
            ticket = ByToken(self._pipeline, self.options.token_life)
        return UserDataConnection(
            self._dialler,
            self._hub,
            self._pipeline,
            ticket,
            self._checks,
            elsewhere,
            self.options.rules,
        )

    def _by_key(self, product: Product, elsewhere: Elsewhere) -> AccountsConnection:
        """Make a connection for futures. Fails with `HostMissing`."""
        address = self._stream_urls.get(product)
        if not address:
            raise HostMissing(f"user data of {product}")

        async def url() -> str:
            return address

        return KeyConnection(
            self._dialler,
            url,
            self._pipeline,
            Api.FUTURES if product is Product.FUTURES else Api.COIN_FUTURES,
            self._checks,
            elsewhere,
            self.options.key_rules,
            self.options.keep_alive,
        )

    def _audit(self) -> None:
        if self._auditor is None and self.options.audit:
            self._auditor = asyncio.create_task(self._audit_all())

    async def _audit_all(self) -> None:
        """Look at each account once in a while, evenly spread."""
        while True:
            await self._pipeline.timing.sleep(self.options.audit)
            for follower in list(self._followers):
                if follower.is_followed and follower.is_compared:
                    self._checks.audit(follower)

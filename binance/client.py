"""The way in: one client for the process, one account per user and command.

async with BinanceClient.open(ClientOptions(HOSTS[Environment.MAINNET])) as binance:
    ticker = await binance.on_behalf_of(user_id).spot.ticker_24h("BTCUSDT")
    balances = await binance.account(credentials).spot.account()
    positions = await binance.account(credentials).call("simple_earn.flexible_position")
"""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from prometheus_client import CollectorRegistry

from binance.ban_memory import BanMemory, Forgetful
from binance.catalogue import Catalogue, CataloguedCalls
from binance.constants import Hosts
from binance.credentials import Credentials
from binance.events import Listener, nobody
from binance.gather import Call, Progress, gather
from binance.private.cash import Cash
from binance.private.coin_futures import CoinFuturesAccount
from binance.private.convert import Convert
from binance.private.earn import Earn
from binance.private.futures import FuturesAccount
from binance.private.margin import Margin
from binance.private.mining import Mining
from binance.private.spot import SpotAccount
from binance.private.staking import Staking
from binance.private.sub_account import SubAccounts
from binance.private.user_stream import UserStream
from binance.private.wallet import Wallet
from binance.public.coin_futures import CoinFuturesMarket
from binance.public.coin_index import CoinIndex
from binance.public.futures import FuturesMarket
from binance.public.index import Index
from binance.public.spot import SpotMarket
from binance.public.system import System
from binance.request.connections import ConnectionOptions
from binance.request.health import Health
from binance.request.pipeline import Outside, Pipeline, PipelineOptions
from binance.request.request import Api
from binance.request.sharing import Sharing
from binance.request.timing import Timing
from binance.websocket.manager import StreamManager
from binance.websocket.options import StreamOptions
from binance.websocket.order_books import Books
from binance.websocket.sockets import Sockets
from binance.websocket.user_data import UserData, UserDataOptions
from binance.websocket.ws_api import WsApi

_T = TypeVar("_T")
_REAL_TIME = Timing()
_STREAMS = StreamOptions()
_USER_DATA = UserDataOptions()
_GUARDING = Catalogue()  # allows nothing that must be named


@dataclass(frozen=True, slots=True)
class ClientOptions:
    """How the client reaches Binance."""

    hosts: Hosts
    credentials: Credentials | None = None  # the bot's own, for endpoints that only want a key
    timeout: float = 10.0  # seconds a call may take in all, waiting and retries included
    recv_window: int = 5_000  # milliseconds
    weight_share: float = 0.8  # part of the address' budget the bot allows itself
    pool_size: int = 100  # calls on their way at a time
    keepalive_seconds: float = 10.0  # a socket idle for longer is not used again
    session_max_age: float = 60.0  # seconds without a call after which all is opened anew
    force_close: bool = False  # a new socket for each call
    allowed_calls: frozenset[str] = frozenset()  # guarded endpoints of the catalogue, by name
    streams: StreamOptions = _STREAMS  # how market streams are kept
    user_data: UserDataOptions = _USER_DATA  # how accounts are followed


class BinanceClient:
    """Public endpoints, and the way to the private ones."""

    def __init__(
        self,
        pipeline: Pipeline,
        credentials: Credentials | None,
        caller: int,
        catalogue: Catalogue = _GUARDING,
        sockets: Sockets | None = None,
    ) -> None:
        self.catalogue = catalogue
        self._pipeline = pipeline
        self._credentials = credentials
        self._caller = caller
        self._sockets = sockets or Sockets(pipeline)
        self.spot = SpotMarket(pipeline, caller, credentials)
        self.futures = FuturesMarket(pipeline, caller, credentials)
        self.coin_futures = CoinFuturesMarket(pipeline, caller, credentials)
        self.index = Index(pipeline, caller, credentials)
        self.coin_index = CoinIndex(pipeline, caller, credentials)
        self.system = System(pipeline, caller, credentials)

    @classmethod
    @asynccontextmanager
    async def open(
        cls,
        options: ClientOptions,
        timing: Timing = _REAL_TIME,
        *,
        bans: BanMemory | None = None,
        listener: Listener = nobody,
        sharing: Sharing | None = None,
    ) -> "AsyncIterator[BinanceClient]":
        """Own the connections. `bans` outlives the process, `listener` hears what happens.

        `sharing` joins other processes of this address in one budget; it is closed with the client.

        At the end, calls on their way may finish; later ones fail with `ClientClosed`.
        Fails with `UnknownEndpoint` when `allowed_calls` has a name the catalogue has not.
        """
        catalogue = Catalogue(options.allowed_calls)
        outside = Outside(bans or Forgetful(), listener, sharing)
        pipeline = Pipeline(_pipeline_options(options), timing, outside)
        sockets = Sockets(pipeline, options.hosts, options.streams, options.user_data)
        try:
            await pipeline.open()
            yield cls(pipeline, options.credentials, 0, catalogue, sockets)
        finally:
            await sockets.close()
            await pipeline.close()

    def on_behalf_of(self, caller: int) -> "BinanceClient":
        """Give the same client, its calls counted for this user."""
        return BinanceClient(
            self._pipeline, self._credentials, caller, self.catalogue, self._sockets
        )

    def account(self, credentials: Credentials) -> "BinanceAccount":
        """Give the account these credentials open; keep it no longer than the command."""
        return BinanceAccount(
            self._pipeline, credentials, self._caller, self.catalogue, self._sockets
        )

    @property
    def books(self) -> Books:
        """Order books kept up to date by streams, shared by all who follow them."""
        return self._sockets.books

    @property
    def user_data(self) -> UserData:
        """Accounts followed as things happen to them: `binance.websocket.user_data` has more."""
        return self._sockets.user_data

    @property
    def ws_api(self) -> WsApi:
        """Methods of the WebSocket APIs that belong to no account, by name."""
        return WsApi(self._sockets.ws_api, self._caller, None)

    async def call(self, endpoint: str, /, **parameters: Any) -> Any:
        """Call any endpoint that belongs to no account, by its name in the catalogue.

        Gives plain JSON values. Fails with `CallRefused` or `MissingCredentials` before anything
        is sent, and then as any call does.
        """
        return await CataloguedCalls(
            self._pipeline, self._caller, self._credentials, self.catalogue, has_account=False
        ).call(endpoint, parameters)

    async def gather(
        self, calls: Iterable[Call[_T]], *, at_once: int = 64, progress: Progress | None = None
    ) -> list[_T | BaseException]:
        """Make calls of this client and its accounts side by side: `binance.gather` has the words.

        Gives results in order, failures among them; `progress` hears how many have ended.
        """
        return await gather(calls, at_once=at_once, progress=progress)

    async def synchronise_clock(self) -> None:
        """Measure how far Binance's spot clock is off. Fails as any read does."""
        await self._pipeline.synchronise(Api.SPOT)

    async def synchronise_clocks(self) -> None:
        """Measure the clocks of spot and of both futures. Fails as any read does."""
        for api in (Api.SPOT, Api.FUTURES, Api.COIN_FUTURES):
            await self._pipeline.synchronise(api)

    async def learn_limits(self) -> None:
        """Read Binance's limits instead of trusting the ones known here. Fails as any read does."""
        await self._pipeline.learn_limits()

    @property
    def streams(self) -> StreamManager:
        """Market streams: `streams.subscribe("btcusdt@aggTrade")`, shared by everybody."""
        return self._sockets.streams

    def health(self) -> Health:
        """Give a snapshot of latency, budgets, circuits and counts."""
        return self._pipeline.health()

    @property
    def registry(self) -> CollectorRegistry:
        """The Prometheus metrics of this client."""
        return self._pipeline.meter.registry


class BinanceAccount:
    """One user's account."""

    def __init__(
        self,
        pipeline: Pipeline,
        credentials: Credentials,
        caller: int,
        catalogue: Catalogue = _GUARDING,
        sockets: Sockets | None = None,
    ) -> None:
        self._sockets = sockets or Sockets(pipeline)
        self._caller = caller
        self._credentials = credentials
        self._calls = CataloguedCalls(pipeline, caller, credentials, catalogue, has_account=True)
        self.spot = SpotAccount(pipeline, caller, credentials)
        self.wallet = Wallet(pipeline, caller, credentials)
        self.earn = Earn(pipeline, caller, credentials)
        self.staking = Staking(pipeline, caller, credentials)
        self.convert = Convert(pipeline, caller, credentials)
        self.cash = Cash(pipeline, caller, credentials)
        self.margin = Margin(pipeline, caller, credentials)
        self.futures = FuturesAccount(pipeline, caller, credentials)
        self.coin_futures = CoinFuturesAccount(pipeline, caller, credentials)
        self.user_stream = UserStream(pipeline, caller, credentials)
        self.mining = Mining(pipeline, caller, credentials)
        self.sub_account = SubAccounts(pipeline, caller, credentials)

    @property
    def ws_api(self) -> WsApi:
        """Every method of the WebSocket APIs by name, in the name of this account."""
        return WsApi(self._sockets.ws_api, self._caller, self._credentials)

    async def call(self, endpoint: str, /, **parameters: Any) -> Any:
        """Call any endpoint by its name in the catalogue: "simple_earn.flexible_position".

        Gives plain JSON values. Fails with `CallRefused` or `HostMissing` before anything is
        sent, and then as any call does.
        """
        return await self._calls.call(endpoint, parameters)


def _pipeline_options(options: ClientOptions) -> PipelineOptions:
    hosts = options.hosts
    return PipelineOptions(
        bases={api: base and base.rstrip("/") for api, base in _bases(hosts).items()},
        timeout=options.timeout,
        recv_window=options.recv_window,
        weight_share=options.weight_share,
        slots=options.pool_size,
        connections=ConnectionOptions(
            keepalive=options.keepalive_seconds,
            max_age=options.session_max_age,
            close_grace=options.timeout,
            force_close=options.force_close,
        ),
    )


def _bases(hosts: Hosts) -> dict[Api, str | None]:
    return {
        Api.SPOT: hosts.spot,
        Api.SAPI: hosts.spot if hosts.has_sapi else None,
        Api.FUTURES: hosts.futures,
        Api.COIN_FUTURES: hosts.coin_futures,
        Api.OPTIONS: hosts.options,
        Api.PORTFOLIO_MARGIN: hosts.portfolio_margin,
        Api.ALPHA: hosts.alpha,
    }

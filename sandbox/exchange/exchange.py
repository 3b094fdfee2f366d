"""The exchange as a whole: builds every part, opens the servers, closes them."""

import asyncio
import time
from collections.abc import Callable, Sequence
from decimal import Decimal

from aiohttp import web

from sandbox.exchange import (
    cash,
    contract_routes,
    convert,
    earn_routes,
    futures_market,
    futures_routes,
    margin_orders,
    margin_routes,
    mining,
    rest_account,
    rest_changes,
    rest_lists,
    rest_market,
    rest_orders,
    rest_tickers,
    rest_windows,
    sapi,
    sapi_listing,
    staking_routes,
    sub_account_routes,
    user_stream_keys,
    wallet_routes,
)
from sandbox.exchange.accounts import Account
from sandbox.exchange.all_sockets import AllSockets
from sandbox.exchange.app import App
from sandbox.exchange.contract_trading import ContractTrading
from sandbox.exchange.earn_past import give_earn_past
from sandbox.exchange.faults import Faults
from sandbox.exchange.gateway import Gateway
from sandbox.exchange.keys import ApiKey, IssuedKey, KeyRegistry, Rights, read_public_key
from sandbox.exchange.ledger import Ledger, SeenRequest
from sandbox.exchange.limits import Limits, OrderCounts
from sandbox.exchange.margin_book import open_margin
from sandbox.exchange.market import STEP_SECONDS, Market
from sandbox.exchange.matching import Engine
from sandbox.exchange.order_lists import Lists
from sandbox.exchange.past import give_past
from sandbox.exchange.people import open_accounts
from sandbox.exchange.routes import Route
from sandbox.exchange.sockets import Connections
from sandbox.exchange.staking_past import give_staking_past
from sandbox.exchange.timekeeper import Timekeeper
from sandbox.exchange.user_events import balance_update
from sandbox.exchange.venue import Venue
from sandbox.exchange.wallet_past import give_wallet_past
from sandbox.exchange.wire import places

REST: dict[str, tuple[Route, ...]] = {
    "spot": (
        *rest_market.ROUTES,
        *rest_tickers.ROUTES,
        *rest_windows.ROUTES,
        *rest_account.ROUTES,
        *rest_orders.ROUTES,
        *rest_changes.ROUTES,
        *rest_lists.ROUTES,
        *sapi.ROUTES,
        *sapi_listing.ROUTES,
        *wallet_routes.ROUTES,
        *earn_routes.ROUTES,
        *staking_routes.ROUTES,
        *convert.ROUTES,
        *margin_orders.ROUTES,
        *margin_routes.ROUTES,
        *user_stream_keys.ROUTES,
        *mining.ROUTES,
        *cash.ROUTES,
        *sub_account_routes.ROUTES,
    ),
    "futures": (
        *futures_market.ROUTES,
        *futures_routes.ROUTES,
        *contract_routes.ROUTES,
        *user_stream_keys.FUTURES_ROUTES,
    ),
    "coin_futures": (
        *futures_routes.COIN_ROUTES,
        *contract_routes.COIN_ROUTES,
        *user_stream_keys.COIN_ROUTES,
    ),
}


LOOPBACK = "127.0.0.1"
ANYWHERE = ("0.0.0.0", "")  # listening everywhere; callers on this machine use loopback


class Exchange:
    """A pretend Binance on free ports of `host`.

    `seed` decides the market and the keys; `moving` lets prices move by themselves; `clock` gives
    seconds since 1970 to everything that depends on time. The URLs are known after `start`.
    """

    def __init__(
        self,
        host: str = "127.0.0.1",
        seed: int = 7,
        moving: bool = True,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._host = host
        self._moving = moving
        self._runners: list[web.AppRunner] = []
        self._urls: dict[str, str] = {}
        self.venue = _build(host, seed, clock)
        self.app = App(self.venue)
        self.sockets = AllSockets(self.venue, moving=moving)
        self._connections = Connections()
        self._mover: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Open every server on a free port, and let prices move if they shall."""
        for name, routes in REST.items():
            gateway = Gateway(self.venue, name, routes, self._connections)
            await self._open(name, gateway.application())
        for name, application in self.sockets.applications().items():
            await self._open(name, application)
        if self._moving:
            self._mover = asyncio.create_task(self._move())

    async def stop(self) -> None:
        """Close every server and socket."""
        if self._mover is not None:
            self._mover.cancel()
            await asyncio.gather(self._mover, return_exceptions=True)
        self._connections.ending.set()
        await self.sockets.close()
        while self._runners:
            await self._runners.pop().cleanup()

    @property
    def spot_url(self) -> str:
        """Give the base of `/api` and `/sapi`."""
        return self._urls["spot"]

    @property
    def futures_url(self) -> str:
        """Give the base of `/fapi`."""
        return self._urls["futures"]

    @property
    def coin_futures_url(self) -> str:
        """Give the base of `/dapi`."""
        return self._urls["coin_futures"]

    @property
    def spot_stream_url(self) -> str:
        """Give the base of the spot streams, `/ws` and `/stream`."""
        return _websocket(self._urls["spot_stream"])

    @property
    def spot_ws_api_url(self) -> str:
        """Give the whole URL of the spot WebSocket API."""
        return _websocket(self._urls["spot_ws_api"]) + "/ws-api/v3"

    @property
    def futures_ws_api_url(self) -> str:
        """Give the whole URL of the WebSocket API of USDⓈ-M."""
        return _websocket(self._urls["futures_ws_api"]) + "/ws-fapi/v1"

    @property
    def coin_futures_ws_api_url(self) -> str:
        """Give the whole URL of the WebSocket API of COIN-M."""
        return _websocket(self._urls["coin_futures_ws_api"]) + "/ws-dapi/v1"

    @property
    def futures_stream_url(self) -> str:
        """Give the base of the USDⓈ-M streams: `/public`, `/market`, `/private`."""
        return _websocket(self._urls["futures_stream"])

    @property
    def coin_futures_stream_url(self) -> str:
        """Give the base of the COIN-M streams, `/ws` and `/stream`."""
        return _websocket(self._urls["coin_futures_stream"])

    @property
    def accounts(self) -> dict[str, Account]:
        """Give the customers by name: `trader` and `guest`."""
        return self.venue.accounts

    @property
    def faults(self) -> Faults:
        """Give the faults in force, to inject and clear."""
        return self.venue.faults

    @property
    def requests(self) -> list[SeenRequest]:
        """Give every request seen so far, oldest first."""
        return self.venue.ledger.requests

    def create_key(
        self,
        account: str,
        *,
        public_key: str | None = None,
        ip_restrict: Sequence[str] = (),
        **rights: bool,
    ) -> IssuedKey:
        """Issue a key as "API management" does.

        With a PEM `public_key` it is an Ed25519 or RSA key without a secret, otherwise HMAC.
        `rights` are the names of `Rights`; reading is on, the rest off. `ip_restrict` lists the
        addresses it may be used from; empty means from anywhere.
        Fails with `KeyError` (account), `ValueError` (public key) and `TypeError` (right).
        """
        keys = self.venue.keys
        return keys.issue(
            ApiKey(
                api_key=keys.characters(),
                account=self.accounts[account].name,
                rights=Rights(**rights),
                created_ms=self.venue.time.ms(),
                allowed_ips=tuple(ip_restrict),
                public_key=None if public_key is None else read_public_key(public_key),
            )
        )

    def revoke_key(self, api_key: str) -> None:
        """Delete a key; from now on it is answered with -2015."""
        self.venue.keys.revoke(api_key)
        self.sockets.api.key_revoked(api_key)

    def set_price(self, symbol: str, price: Decimal | str) -> None:
        """Move the last price of a spot symbol (and its perpetual); orders it crosses fill.

        Fails with `Refusal` (-1121) for an unknown symbol.
        """
        self.venue.market.set_price(symbol, Decimal(price))

    def deposit(self, account: str, asset: str, amount: Decimal | str) -> None:
        """Credit an account (debit with a negative amount) and send `balanceUpdate`."""
        self.accounts[account].deposit(asset, Decimal(amount))
        event = balance_update(asset, places(Decimal(amount)), self.venue.time.ms())
        self.sockets.api.tell_owner(account, event)

    async def _move(self) -> None:
        while True:
            await asyncio.sleep(STEP_SECONDS)
            self.venue.market.move()
            self.sockets.pulse()

    async def _open(self, name: str, application: web.Application) -> None:
        runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        self._runners.append(runner)
        await web.TCPSite(runner, self._host, 0).start()
        host = LOOPBACK if self._host in ANYWHERE else self._host
        self._urls[name] = f"http://{host}:{runner.addresses[0][1]}"


def _build(host: str, seed: int, clock: Callable[[], float]) -> Venue:
    timekeeper = Timekeeper(clock)
    keys = KeyRegistry(seed)
    accounts = open_accounts(keys, timekeeper.ms(), tuple(dict.fromkeys((LOOPBACK, host))))
    market = Market(seed, timekeeper)
    ledger, order_counts = Ledger(), OrderCounts()
    margin = open_margin(accounts, timekeeper.ms())
    pockets = {**accounts, **{one.account.name: one.account for one in margin.values()}}
    engine = Engine(market, pockets, timekeeper, (ledger, order_counts))
    venue = Venue(
        seed=seed,
        time=timekeeper,
        keys=keys,
        accounts=accounts,
        faults=Faults(),
        ledger=ledger,
        limits=Limits(),
        order_counts=order_counts,
        market=market,
        engine=engine,
        lists=Lists(market, engine),
        margin=margin,
        contracts=ContractTrading(market, accounts, timekeeper, ledger),
    )
    give_past(venue, accounts["trader"])
    give_wallet_past(accounts["trader"], timekeeper.ms())
    give_earn_past(accounts["trader"], timekeeper.ms())
    give_staking_past(accounts["trader"], timekeeper.ms())
    ledger.clear()
    order_counts.forget()
    return venue


def _websocket(url: str) -> str:
    return url.replace("http://", "ws://", 1)

"""Accounts of the pretend exchange, followed on a clock the test moves."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest

from binance.client import BinanceAccount, BinanceClient, ClientOptions
from binance.credentials import Credentials
from binance.models.user_events_reading import Product
from binance.websocket.user_data import UserDataOptions
from sandbox.exchange import Exchange
from tests.binance.pretend import hosts_of
from tests.binance.websocket.stepped_time import SteppedTime
from tests.binance.websocket_user.listening import Listener, trading_key

OpenBinance = Callable[..., AbstractAsyncContextManager[BinanceClient]]
Follow = Callable[..., AbstractAsyncContextManager[Listener]]


@pytest.fixture
def now() -> SteppedTime:
    """Give the clock of client and exchange."""
    return SteppedTime()


@pytest.fixture
async def exchange(now: SteppedTime) -> AsyncIterator[Exchange]:
    """Open the pretend exchange with prices that stand still."""
    pretend = Exchange(moving=False, clock=now.timing.wall)
    await pretend.start()
    try:
        yield pretend
    finally:
        await pretend.stop()


@pytest.fixture
def open_binance(exchange: Exchange, now: SteppedTime) -> OpenBinance:
    """Open a client that follows accounts with other options than the usual ones."""

    def open_with(**options: object) -> AbstractAsyncContextManager[BinanceClient]:
        kept = UserDataOptions(**options)  # type: ignore[arg-type] # whatever the test names
        return BinanceClient.open(ClientOptions(hosts_of(exchange), user_data=kept), now.timing)

    return open_with


@pytest.fixture
async def binance(open_binance: OpenBinance) -> AsyncIterator[BinanceClient]:
    """Open a client with the usual options."""
    async with open_binance() as client:
        yield client


@pytest.fixture
def credentials(exchange: Exchange) -> Credentials:
    """Give a key of the trader that may trade everything."""
    return trading_key(exchange, "trader")


@pytest.fixture
def account(binance: BinanceClient, credentials: Credentials) -> BinanceAccount:
    """Give the trader's account."""
    return binance.account(credentials)


@pytest.fixture
def follow(binance: BinanceClient, exchange: Exchange, now: SteppedTime) -> Follow:
    """Follow an account with a key of its own and wait until it is live."""

    @asynccontextmanager
    async def following(
        name: str = "trader", product: Product = Product.SPOT, **more: str
    ) -> AsyncIterator[Listener]:
        key = trading_key(exchange, name)
        async with Listener.follow(binance, key, product, **more) as listener:
            await now.until(lambda: listener.is_live)
            yield listener

    return following

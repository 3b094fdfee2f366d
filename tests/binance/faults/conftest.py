"""An exchange and a client that share a clock of their own: no test here waits."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from binance.client import BinanceAccount, BinanceClient, ClientOptions
from sandbox.exchange import Exchange
from tests.binance.pretend import hosts_of, key_of
from tests.campaigns.trading import Trading
from tests.campaigns.virtual_time import POOL_CLOCK, now, timing

TIMEOUT = 10.0  # seconds a call may take in all


@pytest.fixture(autouse=True)
async def sockets_on_the_same_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let aiohttp's pool, which looks at the machine's clock, age by the loop's."""
    monkeypatch.setattr(POOL_CLOCK, asyncio.get_running_loop().time)


@pytest.fixture
async def exchange() -> AsyncIterator[Exchange]:
    """Open the pretend exchange on the clock of the test's loop."""
    pretend = Exchange(moving=False, clock=now)
    await pretend.start()
    try:
        yield pretend
    finally:
        await pretend.stop()


@pytest.fixture
async def binance(exchange: Exchange) -> AsyncIterator[BinanceClient]:
    """Open a client as the bot uses it, on the same clock."""
    options = ClientOptions(hosts_of(exchange), timeout=TIMEOUT)
    async with BinanceClient.open(options, timing()) as client:
        yield client


@pytest.fixture
def account(binance: BinanceClient, exchange: Exchange) -> BinanceAccount:
    """Give the trader's account."""
    return binance.account(key_of(exchange))


@pytest.fixture
def trading(binance: BinanceClient, exchange: Exchange) -> Trading:
    """Give the trader's orders."""
    return Trading.of(binance, key_of(exchange))

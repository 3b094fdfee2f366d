"""Clients over real sockets: of a scripted server, and of the sandbox's exchange."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager

import pytest

from binance.client import BinanceAccount, BinanceClient, ClientOptions
from binance.constants import Hosts
from binance.credentials import Credentials, KeyType
from binance.request.timing import Timing
from sandbox.exchange import Exchange
from tests.binance.manual_time import ManualTime
from tests.binance.pretend import hosts_of, key_of
from tests.binance.scripted_server import ScriptedServer

OpenClient = Callable[..., AbstractAsyncContextManager[BinanceClient]]


@pytest.fixture
async def server() -> AsyncIterator[ScriptedServer]:
    """Serve what the test scripts."""
    async with ScriptedServer() as scripted:
        yield scripted


@pytest.fixture
def now() -> ManualTime:
    """Give the clocks of the client under test."""
    return ManualTime()


@pytest.fixture
def credentials() -> Credentials:
    """Give a user's key."""
    return Credentials("k" * 60 + "key1", "planted-secret", KeyType.HMAC)


@pytest.fixture
def open_client(server: ScriptedServer, now: ManualTime) -> OpenClient:
    """Open a client with other options than the usual ones."""

    def open_with(**options: object) -> AbstractAsyncContextManager[BinanceClient]:
        hosts = Hosts(server.url, server.url, server.url, "", "", "", "")
        return BinanceClient.open(
            ClientOptions(hosts, **options),  # type: ignore[arg-type] # whatever the test names
            now.timing,
        )

    return open_with


@pytest.fixture
async def client(open_client: OpenClient) -> AsyncIterator[BinanceClient]:
    """Open a client with the usual options."""
    async with open_client() as opened:
        yield opened


@pytest.fixture
async def exchange() -> AsyncIterator[Exchange]:
    """Open the pretend exchange with prices that stand still."""
    pretend = Exchange(moving=False)
    await pretend.start()
    try:
        yield pretend
    finally:
        await pretend.stop()


@pytest.fixture
async def binance(exchange: Exchange) -> AsyncIterator[BinanceClient]:
    """Open a client of the pretend exchange, on the real clocks but without pauses."""
    async with BinanceClient.open(
        ClientOptions(hosts_of(exchange)), Timing(sleep=lambda _: asyncio.sleep(0))
    ) as client:
        yield client


@pytest.fixture
def account(binance: BinanceClient, exchange: Exchange) -> BinanceAccount:
    """Give the trader's account."""
    return binance.account(key_of(exchange))

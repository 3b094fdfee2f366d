"""A client over real sockets against a scripted server, on clocks the test moves."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager

import pytest

from binance.client import BinanceClient, ClientOptions
from binance.constants import Hosts
from binance.credentials import Credentials, KeyType
from tests.binance.manual_time import ManualTime
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

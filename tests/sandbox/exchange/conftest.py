"""Fixtures for the pretend exchange alone: a still market, a clock set by hand, real sockets."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sandbox.exchange import Exchange
from tests.sandbox.exchange.caller import Caller, HandClock
from tests.sandbox.exchange.contract_caller import Contractor
from tests.sandbox.exchange.ws_caller import Api


@pytest.fixture
def clock() -> HandClock:
    """Give a clock that stands at 2026-11-20 10:00:05 UTC until it is moved."""
    return HandClock()


@pytest.fixture
async def exchange(clock: HandClock) -> AsyncIterator[Exchange]:
    """Give a running exchange whose prices move only when told."""
    running = Exchange(moving=False, clock=clock)
    await running.start()
    yield running
    await running.stop()


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    """Give an HTTP session without any cleverness."""
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
        yield session


@pytest.fixture
def trader(exchange: Exchange, http: aiohttp.ClientSession) -> Caller:
    """Give a caller with the trader's key."""
    account = exchange.accounts["trader"]
    return Caller(exchange, http, account.api_key, account.secret)


@pytest.fixture
def guest(exchange: Exchange, http: aiohttp.ClientSession) -> Caller:
    """Give a caller with the guest's key."""
    account = exchange.accounts["guest"]
    return Caller(exchange, http, account.api_key, account.secret)


@pytest.fixture
async def api(
    exchange: Exchange, http: aiohttp.ClientSession, clock: HandClock
) -> AsyncIterator[Api]:
    """Give a connection that may send as fast as it likes."""
    exchange.sockets.rules.messages_per_second = 1000
    timeout = aiohttp.ClientWSTimeout(ws_receive=5)
    async with http.ws_connect(exchange.spot_ws_api_url, timeout=timeout) as socket:
        yield Api(socket, clock)


@pytest.fixture
def private() -> Ed25519PrivateKey:
    """Give a private key."""
    return Ed25519PrivateKey.generate()


@pytest.fixture
def contractor(exchange: Exchange, http: aiohttp.ClientSession) -> Contractor:
    """Give the trader with a key that may trade contracts."""
    return Contractor.of(exchange, http)

"""Fixtures for the pretend exchange alone: a still market, a clock set by hand, real sockets."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from sandbox.exchange import Exchange
from tests.sandbox.exchange.caller import Caller, HandClock


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

"""Streams of the pretend exchange on a clock the test moves."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack

import pytest

from binance.client import BinanceClient, ClientOptions
from binance.websocket.manager import StreamManager
from binance.websocket.options import StreamOptions
from sandbox.exchange import Exchange
from tests.binance.pretend import hosts_of
from tests.binance.websocket.stepped_time import SteppedTime

OpenStreams = Callable[..., AbstractAsyncContextManager[BinanceClient]]


@pytest.fixture
def now() -> SteppedTime:
    """Give the clock of the client under test."""
    return SteppedTime()


@pytest.fixture
def open_binance(exchange: Exchange, now: SteppedTime) -> OpenStreams:
    """Open a client whose streams have other options than the usual ones.

    The exchange's seconds are real ones and much shorter than the test's: it counts no messages.
    """
    rules = exchange.sockets.rules
    rules.messages_per_second = rules.futures_messages_per_second = 1_000_000

    def open_with(**options: object) -> AbstractAsyncContextManager[BinanceClient]:
        kept = StreamOptions(**options)  # type: ignore[arg-type] # whatever the test names
        return BinanceClient.open(ClientOptions(hosts_of(exchange), streams=kept), now.timing)

    return open_with


@pytest.fixture
async def binance(open_binance: OpenStreams) -> AsyncIterator[BinanceClient]:
    """Open a client with the usual options."""
    async with AsyncExitStack() as stack:
        yield await stack.enter_async_context(open_binance())


@pytest.fixture
def streams(binance: BinanceClient) -> StreamManager:
    """Give its streams."""
    return binance.streams

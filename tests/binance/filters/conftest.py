"""An exchange whose minute does not end while facts are gathered, and its limits out of the way."""

import asyncio
import time
from collections.abc import AsyncIterator

import pytest

from binance.client import BinanceClient, ClientOptions
from binance.request.request import Api
from binance.request.timing import Timing
from sandbox.exchange import Exchange
from tests.binance.pretend import hosts_of

START_OF_A_DAY = 1_795_132_800.0  # 2026-11-20 00:00 UTC


@pytest.fixture
async def exchange() -> AsyncIterator[Exchange]:
    """Open the pretend exchange at the start of a day, with prices that stand still."""
    began = time.time()
    pretend = Exchange(moving=False, clock=lambda: START_OF_A_DAY + time.time() - began)
    pretend.venue.limits.weights |= {"spot": 1_000_000, "futures": 1_000_000}
    pretend.venue.order_counts.limits = {10: 100_000, 86_400: 1_000_000}
    await pretend.start()
    try:
        yield pretend
    finally:
        await pretend.stop()


@pytest.fixture
async def binance(exchange: Exchange) -> AsyncIterator[BinanceClient]:
    """Open a client that goes by the exchange's clock."""
    options = ClientOptions(hosts_of(exchange))
    async with BinanceClient.open(options, Timing(sleep=lambda _: asyncio.sleep(0))) as client:
        await client.synchronise_clock()
        await client._pipeline.synchronise(Api.FUTURES)
        yield client

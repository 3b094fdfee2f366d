"""Whoever leaves an account asks nothing more about it, in whatever moment."""

import asyncio

from binance.client import BinanceClient
from binance.models.user_events_reading import Product
from sandbox.exchange import Exchange
from tests.binance.websocket.stepped_time import SteppedTime
from tests.binance.websocket_user.listening import Listener, trading_key


async def test_what_is_being_asked_is_given_up(
    binance: BinanceClient, exchange: Exchange, now: SteppedTime
) -> None:
    """A question that waits for its turn, or for an answer, does not outlive its account."""
    key = trading_key(exchange, "trader")
    exchange.faults.inject("/api/v3/account", "silence", times=None)
    checks = binance.user_data._checks
    async with Listener.follow(binance, key, Product.SPOT):
        await now.until(lambda: any(one.path == "/api/v3/account" for one in exchange.requests))
        (asking,) = checks._running.values()
        asked = not asking.done()

    await asyncio.wait([asking], timeout=10)
    assert asked
    assert asking.cancelled()
    assert not checks._running

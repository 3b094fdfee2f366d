"""A client, the sandbox's exchange, and a clock that jumps."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from decimal import Decimal

from binance.client import BinanceClient, ClientOptions
from binance.models.market import Depth
from binance.websocket.markets import Market
from sandbox.exchange import Exchange
from tests.binance.pretend import hosts_of
from tests.campaigns.virtual_time import now, timing, virtually

MARKETS = {
    Market.SPOT: "BTCUSDT",
    Market.FUTURES: "BTCUSDT",
    Market.COIN_FUTURES: "BTCUSD_PERP",
}


@dataclass(frozen=True, slots=True)
class World:
    """Both sides."""

    exchange: Exchange
    client: BinanceClient

    def move(self, *prices: int) -> None:
        """Let the price of bitcoin take these values."""
        for price in prices:
            self.exchange.set_price("BTCUSDT", Decimal(price))

    async def truth(self, market: Market) -> Depth:
        """Ask the exchange for its whole book, past every cache."""
        snapshots = self.client._sockets.books._sources[market]
        answer = await snapshots.fetch(MARKETS[market], 1_000)
        return Depth(last_update_id=answer.last_update_id, bids=answer.bids, asks=answer.asks)


async def passing(seconds: float) -> None:
    """Let so much time pass on the clock that jumps."""
    await asyncio.sleep(seconds)


def live(test: Callable[[World], Awaitable[None]]) -> None:
    """Run a test against a fresh exchange."""

    async def run() -> None:
        async with _world() as world:
            await test(world)

    virtually(run)


@asynccontextmanager
async def _world() -> AsyncIterator[World]:
    exchange = Exchange(moving=False, clock=now)
    await exchange.start()
    try:
        async with BinanceClient.open(ClientOptions(hosts_of(exchange)), timing()) as client:
            yield World(exchange, client)
    finally:
        await exchange.stop()

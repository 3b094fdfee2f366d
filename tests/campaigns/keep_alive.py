"""Keep-alive: a server that closes idle sockets at any moment, and nobody notices.

Every client has sockets of its own and waits a random time between its calls, so that many of
them ride on a socket the server is about to close, or closes as the request arrives.
"""

import asyncio
import itertools
import random
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Protocol

import aiohttp

from binance.client import BinanceClient, ClientOptions
from binance.exceptions import BinanceError
from sandbox.exchange import Exchange
from tests.binance.pretend import hosts_of, key_of
from tests.campaigns.finding import Finding, Report
from tests.campaigns.plain_client import PlainClient
from tests.campaigns.trading import Trading


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how hard; times in seconds."""

    seconds: float
    clients: int
    gaps: tuple[float, float]  # between the calls of a client; short ones are more frequent
    idle: tuple[float, float]  # after which the server closes a socket
    race: float  # share of requests on idle sockets that meet the closing


FULL = Plan(seconds=2_100, clients=50, gaps=(0.5, 90), idle=(1, 75), race=0.2)
SAMPLE = Plan(seconds=30, clients=50, gaps=(0.5, 8), idle=(1, 4), race=0.4)


class Caller(Protocol):
    """One client: its calls raise what a user would see."""

    async def buy(self, order_id: str) -> object:
        """Place an order."""
        ...

    async def cancel(self, order_id: str) -> object:
        """Cancel it."""
        ...

    async def look(self) -> object:
        """Read the open orders."""
        ...

    @property
    def repetitions(self) -> int:
        """How many further requests its reads took, as it counts them."""
        ...


@dataclass
class Tally:
    """What happened, on both sides of the sockets."""

    calls: Counter[str] = field(default_factory=Counter)  # by method
    errors: Counter[str] = field(default_factory=Counter)  # by method and error
    counted: Counter[str] = field(default_factory=Counter)  # requests by method, says the client
    served: Counter[str] = field(default_factory=Counter)  # requests by method, says the server
    dropped: int = 0  # requests that met the closing of their socket
    twice: int = 0  # orders made more than once

    def findings(self) -> tuple[Finding, ...]:
        """Give the verdict."""
        orders, cancels = self.calls["POST"], self.calls["DELETE"]
        hidden = {method: self.served[method] - self.counted[method] for method in self.served}
        return (
            Finding("No call ends in an error", self.calls.total(), self.errors.total()),
            Finding("No order is made twice", orders, self.twice),
            Finding("No order POST is sent twice", orders, max(hidden.get("POST", 0), 0)),
            Finding("No DELETE is sent uncounted", cancels, max(hidden.get("DELETE", 0), 0)),
            Finding(
                "No request is sent uncounted",
                self.served.total(),
                sum(max(surplus, 0) for surplus in hidden.values()),
            ),
        )


Open = Callable[[Exchange], AbstractAsyncContextManager[Caller]]


async def campaign(plan: Plan) -> Report:
    """Run the layer and the control side by side, each against a server of its own."""
    ours, plain = await asyncio.gather(run(plan, guarded), run(plan, unguarded))
    least, most = plan.idle
    return Report(
        title="Keep-alive",
        story=(
            f"{plan.clients} clients, each with sockets of its own, read, place and cancel orders "
            f"for {plan.seconds / 60:g} minutes, with {plan.gaps[0]:g} to {plan.gaps[1]:g} seconds "
            f"between their calls. The server closes every idle socket after {least:g} to "
            f"{most:g} seconds at random, with FIN or RST, and {plan.race:.0%} of the requests on "
            f"sockets idle for {least:g} second or more arrive in the very moment of the closing. "
            "The control is plain aiohttp with its own keep-alive."
        ),
        findings=ours.findings(),
        controls=plain.findings()[:1] + plain.findings()[3:],
        measures={
            "requests that met the closing": f"{ours.dropped}, control {plain.dropped}",
            "errors of the control": _listed(plain.errors),
        },
    )


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {number}" for name, number in counts.most_common()) or "none"


async def run(plan: Plan, opening: Open, seed: int = 7) -> Tally:
    """Let the clients call for as long as planned."""
    exchange = Exchange(moving=False)
    await exchange.start()
    exchange.deposit("trader", "USDT", "1000000000")
    exchange.venue.order_counts.limits[10] = 10_000
    least, most = plan.idle
    exchange.faults.inject("*", "impatient", times=None, least=least, most=most, race=plan.race)
    tally = Tally()
    try:
        async with AsyncExitStack() as stack:
            callers = [
                await stack.enter_async_context(opening(exchange)) for _ in range(plan.clients)
            ]
            await asyncio.gather(
                *(
                    _live(plan, caller, tally, seed * 1_000 + number)
                    for number, caller in enumerate(callers)
                )
            )
            tally.counted = tally.calls.copy()
            tally.counted["GET"] += sum(caller.repetitions for caller in callers)
    finally:
        await exchange.stop()
    _read_ledger(exchange, tally)
    return tally


@asynccontextmanager
async def guarded(exchange: Exchange) -> AsyncIterator[Caller]:
    """Open the request layer as the bot uses it."""
    async with BinanceClient.open(ClientOptions(hosts_of(exchange))) as client:
        yield _Guarded(client, exchange)


@asynccontextmanager
async def unguarded(exchange: Exchange) -> AsyncIterator[Caller]:
    """Open plain aiohttp as it comes: the control."""
    async with aiohttp.ClientSession() as session:
        yield PlainClient(session, exchange.spot_url, key_of(exchange))


class _Guarded:
    def __init__(self, client: BinanceClient, exchange: Exchange) -> None:
        credentials = key_of(exchange)
        self._client = client
        self._account = client.account(credentials)
        self._trading = Trading.of(client, credentials)

    async def buy(self, order_id: str) -> object:
        return await self._trading.buy(order_id)

    async def cancel(self, order_id: str) -> object:
        return await self._trading.cancel("BTCUSDT", order_id)

    async def look(self) -> object:
        return await self._account.spot.open_orders("BTCUSDT")

    @property
    def repetitions(self) -> int:
        return self._client.health().retries


async def _live(plan: Plan, caller: Caller, tally: Tally, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 -- repeatable, not secret
    loop = asyncio.get_running_loop()
    end = loop.time() + plan.seconds
    least, most = plan.gaps
    order: str | None = None
    for number in itertools.count():
        gap = least * (most / least) ** chance.random()
        if loop.time() + gap >= end:
            return
        await asyncio.sleep(gap)
        if chance.random() < 0.3:
            await _call(tally, "GET", caller.look())
        elif order is None:
            order = f"{seed}-{number}"
            await _call(tally, "POST", caller.buy(order))
        else:
            await _call(tally, "DELETE", caller.cancel(order))
            order = None


async def _call(tally: Tally, method: str, answer: Awaitable[object]) -> None:
    tally.calls[method] += 1
    try:
        await answer
    except (BinanceError, aiohttp.ClientError, TimeoutError) as error:
        tally.errors[f"{method} {type(error).__name__}"] += 1


def _read_ledger(exchange: Exchange, tally: Tally) -> None:
    ledger = exchange.venue.ledger
    tally.served = Counter(seen.method for seen in ledger.requests)
    tally.dropped = sum(seen.status is None for seen in ledger.requests)
    tally.twice = sum(made > 1 for made in ledger.executions.values())

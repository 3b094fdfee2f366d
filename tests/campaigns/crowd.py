"""A thousand users share one address with a stranger, and every fifth of them will not behave.

An honest user makes one call in every turn; a hostile one asks again a second after each answer,
whatever it was.
"""

import asyncio
import random
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from binance.client import BinanceAccount, BinanceClient, ClientOptions
from binance.credentials import Credentials
from binance.exceptions import BinanceError, LimitReached
from sandbox.exchange import Exchange
from tests.binance.pretend import hosts_of
from tests.campaigns.people import keys_for
from tests.campaigns.virtual_time import MIDNIGHT, now, timing

SHARE = 0.8  # part of the limit the bot allows itself
TIMEOUT = 10.0  # seconds
LATENCY = 0.05  # seconds Binance takes for an answer


@dataclass(frozen=True, slots=True)
class Plan:
    """Who shares the address; times in seconds."""

    honest: int
    hostile: int
    turn: float  # in which an honest user makes one call
    turns: int
    limit: int = 6_000  # weight a minute
    foreign: int = 1_500  # of it used by somebody else


@dataclass(frozen=True, slots=True)
class Charge:
    """A request as the exchange counted it."""

    at: float  # seconds since midnight
    key: str
    weight: int
    status: int | None


@dataclass
class Crowd:
    """What the exchange counted and what the users were told."""

    plan: Plan
    honest: set[str]  # their keys
    charges: list[Charge] = field(default_factory=list)
    honest_waits: list[float] = field(default_factory=list)  # seconds
    refusals: list[float] = field(default_factory=list)  # in how many seconds to come back
    failed: int = 0  # calls that failed for another reason than a limit

    def over_budget(self) -> int:
        """Count the requests beyond the budget, or beyond the limit together with the stranger."""
        used: Counter[int] = Counter()
        over = 0
        for charge in self.charges:
            minute = int(charge.at // 60)
            used[minute] += charge.weight
            over += (
                used[minute] > self.plan.limit * SHARE
                or used[minute] + self.plan.foreign * (charge.at % 60) / 60 > self.plan.limit
                or charge.status in {418, 429}
            )
        return over

    def fairness(self, turns: int) -> list[float]:
        """Give Jain's index of the honest users' weight for every so many turns: 1 is alike."""
        shares: defaultdict[int, Counter[str]] = defaultdict(Counter)
        span = self.plan.turn * turns
        for charge in self.charges:
            if charge.key in self.honest and charge.status == 200:
                shares[int(charge.at // span)][charge.key] += charge.weight
        spans = self.plan.turns // turns
        return [_jain(shares[number], len(self.honest)) for number in range(spans)]


def _jain(shares: Counter[str], users: int) -> float:
    """Give the index of users of whom some may have got nothing."""
    squares = sum(share**2 for share in shares.values())
    return shares.total() ** 2 / (users * squares) if squares else 0.0


async def gather_crowd(plan: Plan) -> Crowd:
    """Let them all call for as many turns as planned."""
    exchange = Exchange(moving=False, clock=now)
    await exchange.start()
    exchange.venue.limits.weights["spot"] = plan.limit
    exchange.venue.limits.foreign_per_minute = plan.foreign
    exchange.faults.inject("*", "delay", times=None, seconds=LATENCY)
    keys = keys_for(exchange, plan.honest + plan.hostile)
    crowd = Crowd(plan, {key.api_key for key in keys[: plan.honest]})
    options = ClientOptions(hosts_of(exchange), timeout=TIMEOUT, weight_share=SHARE)
    try:
        async with BinanceClient.open(options, timing()) as client:
            await client.spot.exchange_info("BTCUSDT")
            people = [_Person(client, number, key, crowd) for number, key in enumerate(keys)]
            await asyncio.gather(
                *(person.behave() for person in people[: plan.honest]),
                *(person.misbehave() for person in people[plan.honest :]),
            )
    finally:
        await exchange.stop()
    crowd.charges = [
        Charge(seen.at - MIDNIGHT, seen.caller_key or "", seen.weight, seen.status)
        for seen in exchange.requests
    ]
    return crowd


class _Person:
    def __init__(self, client: BinanceClient, number: int, key: Credentials, crowd: Crowd) -> None:
        self._account: BinanceAccount = client.on_behalf_of(number + 1).account(key)
        self._chance = random.Random(number)  # noqa: S311 -- repeatable, not secret
        self._crowd = crowd
        self._end = MIDNIGHT + crowd.plan.turn * crowd.plan.turns

    async def behave(self) -> None:
        turn = self._crowd.plan.turn
        # Not in the last seconds of a turn: a call that waits is served in the turn it was made in.
        moment = MIDNIGHT + self._chance.uniform(0, turn - TIMEOUT - 1)
        while moment < self._end:
            await asyncio.sleep(moment - now())
            began = now()
            await self._call()
            self._crowd.honest_waits.append(now() - began)
            moment += turn

    async def misbehave(self) -> None:
        await asyncio.sleep(self._chance.random())
        while now() < self._end - TIMEOUT - 1:
            await self._call()
            await asyncio.sleep(1)

    async def _call(self) -> None:
        try:
            await self._account.spot.open_orders("BNBBTC")
        except LimitReached as refusal:
            self._crowd.refusals.append(refusal.retry_after)
        except BinanceError:
            self._crowd.failed += 1

"""Streams: days of broken sockets, and every trade and every fill reaches its reader once."""

import asyncio
import random
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from typing import Any
from unittest.mock import patch

from binance.client import BinanceClient, ClientOptions
from binance.websocket.connect_budget import ConnectBudget
from binance.websocket.dialler import Dialler
from binance.websocket.options import StreamOptions
from binance.websocket.rules import SocketRules
from binance.websocket.stream import Stream
from binance.websocket.topic import Topic
from binance.websocket.user_data import UserDataOptions
from binance.websocket.user_data_checks import Checks
from binance.websocket.user_data_follower import Follower
from sandbox.exchange import Exchange
from tests.binance.pretend import hosts_of
from tests.campaigns.finding import Finding, Report
from tests.campaigns.stream_people import Market, Users
from tests.campaigns.stream_tally import Tally
from tests.campaigns.stream_weather import HEARTBEAT, Weather
from tests.campaigns.virtual_time import now, timing, virtually

_AUDIT = 600  # seconds
RATES = {"drop": 0.01, "duplicate": 0.005, "reorder": 0.005, "garbage": 0.001, "delay": 0.001}


@dataclass(frozen=True, slots=True)
class Plan:
    """How many days, how long each (in seconds), and who takes part."""

    days: int
    day: float
    spot: int  # symbols with trades
    futures: int
    streams: int  # in all
    users: int
    outage: float = 600.0
    every: int = 2  # seconds between two trades of a symbol
    fills: int = 60  # seconds between two fills of a user
    backfill: bool = True
    revoked: int = 3


FULL = Plan(days=30, day=1_440.0, spot=30, futures=10, streams=2_000, users=20)
SAMPLE = Plan(
    days=1, day=600.0, spot=4, futures=2, streams=60, users=3, outage=60.0, fills=20, revoked=1
)


def campaign(plan: Plan) -> Report:
    """Live through the days; then a day without each of the guards."""
    tally = virtually(lambda: live_through(plan))
    short = replace(plan, days=1, revoked=0)
    with (
        patch.object(Checks, "_once", _ask_nobody),
        patch.object(ConnectBudget, "wait", lambda *_, **__: 0.0),
        patch.object(Dialler, "_failed", lambda *_: None),
    ):
        careless = virtually(lambda: live_through(replace(short, backfill=False, outage=60.0)))
    with (
        patch.object(Topic, "is_repeated", lambda *_: False),
        patch.object(Follower, "_tell_fill", _tell_again),
    ):
        trusting = virtually(lambda: live_through(short))
    return Report(
        title="Streams",
        story=_story(plan),
        findings=_findings(tally),
        controls=(
            Finding("No back-fill: every trade comes", careless.trades, careless.trades_missing),
            Finding(
                "No comparison with REST: every fill is told",
                careless.users.made.total(),
                careless.users.missing(),
            ),
            Finding("No budget: at most 200 attempts in five minutes", *careless.attempts),
            Finding("Ids not looked at: no trade twice", trusting.trades, trusting.trades_doubled),
        ),
        measures=_measures(tally),
    )


def _findings(tally: Tally) -> tuple[Finding, ...]:
    users = tally.users
    return (
        Finding(
            "Every trade reaches its reader, once",
            tally.trades,
            tally.trades_missing + tally.trades_doubled,
        ),
        Finding(
            "Every fill of a user is told, once",
            users.made.total(),
            users.missing() + users.doubled(),
        ),
        Finding(
            "99 of 100 are back within 5 s, 36 s where they fell silent, 10 s after the outage",
            len(tally.weather.breaks),
            max(len(tally.weather.late()) - len(tally.weather.breaks) // 100, 0),
        ),
        Finding("At most five messages a second on a socket", *tally.commands),
        Finding("At most 200 attempts to connect in five minutes", *tally.attempts),
        Finding(
            "A deleted key ends its account alone, which is told",
            len(users.names),
            len(users.stopped ^ users.revoked),
        ),
    )


def _measures(tally: Tally) -> dict[str, str]:
    weather, record = tally.weather, tally.weather.exchange.sockets.record
    met = weather.exchange.sockets.faults.met
    kinds = sorted({one.kind for one in weather.breaks})
    slowest = (f"{kind} {max(weather.recoveries(kind), default=0):.1f}" for kind in kinds)
    return {
        "events sent": f"{met.total():,}: "
        + ", ".join(f"{k} {n:,}" for k, n in sorted(met.items())),
        "sockets opened": f"{len(record.lives):,}, {len(record.refused):,} attempts refused",
        "most attempts in five minutes": str(record.busiest_minutes()),
        "seconds until sockets were back, at most": ", ".join(slowest),
        "fills found by REST": f"{tally.users.recovered:,}",
    }


def _story(plan: Plan) -> str:
    return (
        f"{plan.streams:,} streams and {plan.users} accounts are followed for {plan.days} days of "
        f"{plan.day / 60:g} minutes each, on a clock that jumps. {plan.spot + plan.futures} "
        f"symbols trade every {plan.every} seconds, users every {plan.fills}. Of all events "
        f"{RATES['drop']:.0%} are dropped, {RATES['duplicate']:.1%} repeated and as many swapped, "
        f"{RATES['garbage']:.1%} cut in half, {RATES['delay']:.1%} delayed. Every day sockets are "
        "reset, closed, told of a shutdown, left half-open, fed the same old news and refused; "
        f"once everything is down for {plan.outage / 60:g} minutes, and {plan.revoked} users "
        "delete their keys. The controls: no back-fill, no comparison with REST, no budget of "
        "attempts, ids not looked at."
    )


async def live_through(plan: Plan) -> Tally:
    """Follow everything to the end of the last day."""
    exchange = Exchange(moving=False, clock=now)
    exchange.sockets.rules.life_seconds = plan.day
    exchange.venue.order_counts.limits.update({10: 10**6, 86_400: 10**9})
    await exchange.start()
    rules = SocketRules(
        integer_ids=True,
        heartbeat=HEARTBEAT,
        renew_after=plan.day * 23.5 / 24,
        renew_spread=plan.day / 144,
    )
    options = ClientOptions(hosts_of(exchange), streams=StreamOptions(rules=rules))
    try:
        async with BinanceClient.open(options, timing()) as client, AsyncExitStack() as stack:
            client._sockets._user_data_options = UserDataOptions(
                audit=float(_AUDIT), rules=replace(rules, messages_per_second=None)
            )
            return await _Days(plan, exchange, client).go(stack)
    finally:
        await exchange.stop()


class _Days:
    """Time passing: trades, fills, and weather."""

    def __init__(self, plan: Plan, exchange: Exchange, client: BinanceClient) -> None:
        self._plan = plan
        self._client = client
        self._market = Market(exchange, plan.spot, plan.futures)
        self._users = Users(exchange, client)
        self._weather = Weather(exchange, plan.day / 10, plan.outage, RATES, self._delete_key)
        self._to_delete = 0
        self._turn = 0

    async def go(self, stack: AsyncExitStack) -> Tally:
        """Live through all days."""
        readers = await self._subscribe(stack)
        await self._users.join(self._plan.users)
        for _ in range(2 * self._plan.every):  # everybody has heard something
            await self._pass_a_second()
        self._weather.begin()
        weather = asyncio.create_task(self._change())
        while not weather.done():
            await self._pass_a_second()
        await weather
        self._weather.end()
        for _ in range(_AUDIT + 60):  # until every account was compared once more
            await self._pass_a_second()
        await asyncio.sleep(60)
        for reader in readers:
            reader.cancel()
        await asyncio.gather(*readers, return_exceptions=True)
        await self._users.leave()
        return Tally(self._market, self._users, self._weather)

    async def _subscribe(self, stack: AsyncExitStack) -> list[asyncio.Task[None]]:
        """Subscribe to every stream, those with trades on as many sockets as possible."""
        plan, busy = self._plan, self._market.streams
        quiet = self._market.others(plan.streams - len(busy))
        first, room = plan.spot // 2, 1_024 - plan.spot // 2
        groups: list[list[Stream[Any]]] = [
            [*busy[:first], *quiet[:room]],
            [*busy[first : plan.spot], *quiet[room:]],
            [*busy[plan.spot :]],
        ]
        subscribe = self._client.streams.subscribe
        subscriptions = [
            await stack.enter_async_context(subscribe(*group, backfill=plan.backfill))
            for group in groups
        ]
        return [asyncio.create_task(self._market.listen(one)) for one in subscriptions]

    async def _pass_a_second(self) -> None:
        self._turn += 1
        self._market.trade(self._turn, self._plan.every)
        names = self._users.names
        for number in range(self._turn % self._plan.fills, len(names), self._plan.fills):
            if names[number] not in self._users.revoked:
                self._users.buy(names[number])
        await asyncio.sleep(1)

    async def _change(self) -> None:
        chance = random.Random(5)  # noqa: S311 -- repeatable, not secret
        plan, loop = self._plan, asyncio.get_running_loop()
        for day in range(plan.days):
            kinds = list(self._weather.kinds)
            chance.shuffle(kinds)
            if day == plan.days // 2:
                kinds.append(self._weather.black_out)
            self._to_delete = int(day < plan.revoked)
            for kind in kinds:
                began = loop.time()
                await kind()
                await asyncio.sleep(max(self._weather.slot - (loop.time() - began), 40))
            await asyncio.sleep(self._weather.slot)

    def _delete_key(self) -> None:
        if self._to_delete:
            self._to_delete = 0
            self._users.revoke(self._users.names[len(self._users.revoked)])


async def _ask_nobody(_checks: Checks, follower: Follower) -> None:
    """Stand in for the comparison with REST: there is none."""
    follower.release()


def _tell_again(follower: Follower, fill: Any) -> bool:
    follower.tell(fill)
    return True

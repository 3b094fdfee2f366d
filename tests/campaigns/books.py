"""Order books: whatever a network does to them, none is ever wrong without saying so."""

import asyncio
import random
from collections import Counter
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from statistics import median
from unittest.mock import patch

from binance.client import BinanceClient, ClientOptions
from binance.websocket.order_book import OrderBook, OutOfSync
from binance.websocket.order_book_budget import SnapshotBudget, _Place, rung
from binance.websocket.order_book_live import LiveBook
from sandbox.exchange import Exchange
from tests.binance.pretend import hosts_of
from tests.campaigns.finding import Finding, Report
from tests.campaigns.touched_market import TouchedMarket, markets_of
from tests.campaigns.virtual_time import now, timing, virtually

TURN = 0.1  # seconds between two changes of a book
LIMITS = {"spot": 6_000, "futures": 2_400}
DEPTHS = ("/api/v3/depth", "/fapi/v1/depth")


@dataclass(frozen=True, slots=True)
class Plan:
    """How many books, how long, and how often they are looked at."""

    spot: int
    futures: int
    turns: int
    checkpoints: int
    storms: int  # times every socket is cut off
    levels: int = 1_000  # compared
    wanted: int = 1_000  # asked for
    drop: float = 0.000_15
    duplicate: float = 0.005
    reorder: float = 0.005
    delay: float = 0.000_15
    garbage: float = 0.000_05

    @property
    def books(self) -> int:
        """All of them."""
        return self.spot + self.futures


FULL = Plan(spot=30, futures=20, turns=20_000, checkpoints=10_000, storms=12)
SAMPLE = Plan(
    spot=4, futures=2, turns=300, checkpoints=300, storms=2, levels=150, drop=0.003, delay=0.003
)


@dataclass
class Tally:
    """What was found."""

    seen: int = 0  # checkpoints at which the book let itself be read
    refused: int = 0
    wrong: int = 0
    levels: int = 0  # compared, on both sides
    spells: list[tuple[float, float]] = field(default_factory=list)  # out of sync: from, for long
    storms: list[float] = field(default_factory=list)  # moments
    lost: int = 0  # books that never came back
    weights: Counter[tuple[str, int]] = field(default_factory=Counter)  # by exchange and minute
    fates: Counter[str] = field(default_factory=Counter)
    snapshots: int = 0

    def recoveries(self) -> list[float]:
        """Give for each storm how long half of the books took."""
        return [
            median(lasted for began, lasted in self.spells if storm <= began < storm + 1)
            for storm in self.storms
        ]

    def greedy(self) -> int:
        """Count the minutes in which snapshots cost more than a tenth of an exchange's weight."""
        return sum(weight > LIMITS[host] / 10 for (host, _), weight in self.weights.items())


def campaign(plan: Plan) -> Report:
    """Follow the books through everything; then without the rules, and without the budget."""
    tally = virtually(lambda: live_through(plan))
    short = replace(plan, turns=max(plan.turns // 20, 150), storms=2)
    with (
        patch.object(OrderBook, "_follows", lambda *_: True),
        patch.object(OrderBook, "_is_chain", lambda *_, **__: True),
    ):
        trusting = virtually(lambda: live_through(short))
    with (
        patch.object(SnapshotBudget, "_wait", lambda *_, **__: 0.0),
        patch.object(SnapshotBudget, "_affordable", _all_that_is_wanted),
    ):
        greedy = virtually(lambda: live_through(replace(short, wanted=5_000)))
    return Report(
        title="Order books",
        story=_story(plan),
        findings=_findings(plan, tally),
        controls=(
            Finding(
                "Changes applied as they come: no book is wrong silently",
                trusting.seen,
                trusting.wrong,
            ),
            Finding(
                "No budget: snapshots cost at most a tenth of the weight",
                len(greedy.weights),
                greedy.greedy(),
            ),
        ),
        measures=_measures(tally),
    )


def _findings(plan: Plan, tally: Tally) -> tuple[Finding, ...]:
    recoveries = tally.recoveries()
    return (
        Finding(
            "A book that lets itself be read equals the exchange's at its update id",
            tally.seen,
            tally.wrong,
        ),
        Finding("A book out of sync is mended", len(tally.spells) + tally.lost, tally.lost),
        Finding(
            f"After a cut of all {plan.books} half are back within 3 s",
            len(recoveries),
            sum(lasted > 3 for lasted in recoveries),
        ),
        Finding(
            "Snapshots cost at most a tenth of the weight of a minute",
            len(tally.weights),
            tally.greedy(),
        ),
    )


def _measures(tally: Tally) -> dict[str, str]:
    spells = sorted(lasted for _, lasted in tally.spells)
    faults = (f"{kind} {count:,}" for kind, count in sorted(tally.fates.items()) if kind != "sent")
    return {
        "changes sent": f"{tally.fates.total():,}, of them {', '.join(faults)}",
        "checkpoints at which a book refused": f"{tally.refused:,}",
        "levels compared at a checkpoint": f"{tally.levels / max(tally.seen, 1):,.0f}",
        "times out of sync": (
            f"{len(spells):,}; half back within {median(spells):.1f} s, 99 of 100 within "
            f"{spells[len(spells) * 99 // 100]:.1f} s"
        ),
        "until half were back after a cut": (
            f"{min(tally.recoveries()):.1f} to {max(tally.recoveries()):.1f} s"
        ),
        "snapshots": f"{tally.snapshots:,}",
        "most weight in a minute": ", ".join(
            f"{host} {max(weight for (of, _), weight in tally.weights.items() if of == host)}"
            for host in sorted({host for host, _ in tally.weights})
        ),
    }


def _story(plan: Plan) -> str:
    return (
        f"{plan.spot} books of spot and {plan.futures} of futures are followed through "
        f"{plan.books * plan.turns:,} changes over real sockets, on a clock that jumps. Changes "
        "are dropped, repeated, swapped, delayed by two seconds and cut in half; snapshots are "
        f"25 to 30 seconds old, or refused with 429; {plan.storms} times every socket is cut off. "
        "At random moments what a book shows is held against the exchange's own history of it, "
        "as deep as the book reaches then. The controls: books without the rules of update ids, "
        "and snapshots without a budget."
    )


async def live_through(plan: Plan) -> Tally:
    """Follow the books of a plan to the end."""
    exchange = Exchange(moving=False, clock=now)
    await exchange.start()
    tally = Tally()
    try:
        markets = markets_of(exchange, plan.spot, plan.futures, plan.levels + plan.levels // 5)
        exchange.sockets.rules.faults.set(
            drop=plan.drop,
            duplicate=plan.duplicate,
            reorder=plan.reorder,
            delay=plan.delay,
            garbage=plan.garbage,
        )
        options = ClientOptions(hosts_of(exchange))
        async with BinanceClient.open(options, timing()) as client, AsyncExitStack() as stack:
            books = [
                await stack.enter_async_context(
                    client.books.follow(one.name, one.market, plan.wanted)
                )
                for one in markets
            ]
            await _Walk(plan, exchange, list(zip(markets, books, strict=True)), tally).go()
            tally.snapshots = sum(book.snapshots for book in books)
    finally:
        await exchange.stop()
    for seen in exchange.requests:
        if seen.path in DEPTHS:
            tally.weights[seen.host, int(seen.at // 60)] += seen.weight
    tally.fates = exchange.sockets.rules.faults.met
    return tally


class _Walk:
    """Time passing: changes, checkpoints, and what befalls sockets and snapshots."""

    def __init__(
        self,
        plan: Plan,
        exchange: Exchange,
        pairs: list[tuple[TouchedMarket, LiveBook]],
        tally: Tally,
    ) -> None:
        self._plan = plan
        self._exchange = exchange
        self._pairs = pairs
        self._tally = tally
        self._chance = random.Random(11)  # noqa: S311 -- repeatable, not secret
        self._out: dict[LiveBook, float] = {}

    async def go(self) -> None:
        """Let the books move, and look at them."""
        plan = self._plan
        await asyncio.gather(*(book.synced() for _, book in self._pairs))
        every = plan.turns // (plan.storms + 1)
        for turn in range(plan.turns):
            if turn % every == every - 1 and len(self._tally.storms) < plan.storms:
                self._exchange.sockets.drop(hard=True)
                self._tally.storms.append(now())
            self._disturb_snapshots(turn)
            for market, _ in self._pairs:
                market.move()
            await asyncio.sleep(TURN)
            self._watch()
            due = plan.checkpoints * (turn + 1) // plan.turns
            while self._tally.seen + self._tally.refused < due:
                self._look(*self._chance.choice(self._pairs))
        await self._wait_for_all()

    def _disturb_snapshots(self, turn: int) -> None:
        """Let some snapshots be 25 to 30 seconds old for a while, and some be refused."""
        if turn % 100:
            return
        for market, _ in self._pairs:
            stale = self._chance.random() < 0.05
            market.book.lag = self._chance.randint(250, 300) if stale else 0
        if self._chance.random() < 0.1:
            path = self._chance.choice(DEPTHS)
            self._exchange.faults.inject(path, "too_many", retry_after=2)

    def _watch(self) -> None:
        """Note since when books are out of sync, and for how long they were."""
        moment = now()
        for _, book in self._pairs:
            if book.is_in_sync:
                began = self._out.pop(book, None)
                if began is not None:
                    self._tally.spells.append((began, moment - began))
            else:
                self._out.setdefault(book, moment)

    def _look(self, market: TouchedMarket, book: LiveBook) -> None:
        try:
            seen = book.depth(self._plan.levels)
        except OutOfSync:
            self._tally.refused += 1
            return
        self._tally.seen += 1
        self._tally.levels += len(seen.bids) + len(seen.asks)
        self._tally.wrong += market.differs(seen, self._plan.levels)

    async def _wait_for_all(self) -> None:
        """Give the last ones a minute."""
        for market, _ in self._pairs:
            market.book.lag = 0
        for _ in range(600):
            if not self._out:
                return
            for market, _ in self._pairs:
                market.move()
            await asyncio.sleep(TURN)
            self._watch()
        self._tally.lost = len(self._out)


def _all_that_is_wanted(_budget: SnapshotBudget, place: _Place, _urgent: int) -> tuple[int, int]:
    return rung(place.ladder, place.levels)

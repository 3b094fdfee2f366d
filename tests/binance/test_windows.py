"""The windows of the ledger: no minute of the exchange sees more than its limit."""

import asyncio
from collections import Counter
from collections.abc import Callable
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from binance.events import nobody
from binance.request import pools
from binance.request.ledger import Ledger
from binance.request.request import Request
from binance.request.shared_window import SharedWindow
from binance.request.waiting_line import Place, WaitingLine
from tests.binance.crowd import DEADLINE, KLINES, WEIGHT, Crowd, pause
from tests.campaigns.virtual_time import now, virtually

ARRIVALS = st.lists(
    st.tuples(
        st.floats(0, 150),  # when, seconds
        st.integers(1, 8),  # whose
        st.sampled_from([1, 2, 5, 20, 80, 250]),  # weight
    ),
    max_size=120,
)


@settings(max_examples=40, deadline=None)
@given(arrivals=ARRIVALS, skew=st.floats(-0.4, 0.4), limit=st.sampled_from([300, 600, 1_200]))
def test_no_minute_of_the_exchange_sees_more_than_the_limit(
    arrivals: list[tuple[float, int, int]], skew: float, limit: int
) -> None:
    """Whatever is asked for, and though the clocks disagree: every window keeps to the limit."""

    async def run() -> Crowd:
        crowd = Crowd(skew=skew)
        crowd.ledger.learn(pools.SPOT, limit)

        async def arrive(moment: float, caller: int, weight: int) -> None:
            await pause(moment)
            await crowd.ask(caller, weight)

        await asyncio.gather(*(arrive(*one) for one in arrivals))
        await crowd.limiter.close()
        return crowd

    crowd = virtually(run)

    assert max(crowd.by_minute.values(), default=0) <= limit
    assert sum(crowd.served.values()) + len(crowd.refused) == len(arrivals)
    assert all(waited <= DEADLINE + 0.01 and told > 0 for waited, told in crowd.refused)


@given(
    waiting=st.lists(st.tuples(st.integers(1, 9), st.integers(1, 50)), max_size=30),
    used=st.dictionaries(st.integers(1, 9), st.integers(1, 60)),
    caller=st.integers(1, 9),
)
@settings(max_examples=60, deadline=None)
def test_what_goes_before_is_known(
    waiting: list[tuple[int, int]], used: dict[int, int], caller: int
) -> None:
    """The weight ahead is what each other caller gets until he has used as much."""

    async def run() -> tuple[float, float]:
        window = SharedWindow(pools.SPOT, 10_000, 1.0)
        window.roll(now())
        plan = Crowd().ledger.plan(Request(KLINES, "", 1, 1, None, 0.0))
        line = WaitingLine(window)
        for one, weight in used.items():
            window.spend(weight, Request(KLINES, "", weight, one, None, 0.0))
        for one, weight in waiting:
            line.add(Place(Request(KLINES, "", weight, one, None, 0.0), plan, one, inf))
        line._sum()
        own = sum(weight for one, weight in waiting if one == caller)
        until = used.get(caller, 0) + own + 2
        others: Counter[int] = Counter()
        for one, weight in waiting:
            others[one] += weight if one != caller else 0
        expected = own + sum(
            min(weight, max(until - used.get(one, 0), 0)) for one, weight in others.items()
        )
        return line.ahead(
            Place(Request(KLINES, "", 2, caller, None, 0.0), plan, caller, inf)
        ), expected

    found, expected = virtually(run)

    assert found == pytest.approx(expected)


def test_half_a_second_counts_on_both_sides() -> None:
    """What is sent around the boundary is in the new window's count as well."""
    clock = [59.8]
    wall: Callable[[], float] = lambda: clock[0]  # noqa: E731 -- a clock that is set
    ledger = Ledger(0.8, wall, nobody)
    request = Request(KLINES, "", 2, 7, None, 0.0)
    plan = ledger.plan(request)
    for moment in (30.0, 59.8, 60.2):
        clock[0] = moment
        assert ledger.take(request, plan)
        ledger.landed(request, plan)
    before = plan.weight.used
    clock[0] = 60.6
    uses = ledger.uses()
    assert ledger.take(request, plan)

    assert before == 6
    assert uses == {}  # the old window is over
    assert plan.weight.used == 2 * WEIGHT + 2


def test_clock_that_is_set_back() -> None:
    """A clock that goes back by hours does not keep a used-up window for as long."""
    clock = [7_230.0]
    ledger = Ledger(0.8, lambda: clock[0], nobody)
    request = Request(KLINES, "", 2, 7, None, 0.0)
    plan = ledger.plan(request)
    assert ledger.take(request, plan)
    plan.weight.used = 6_000
    refused = ledger.take(request, plan)
    clock[0] = 30.0

    assert not refused
    assert ledger.take(request, plan)

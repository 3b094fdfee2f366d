"""One budget for all: whoever used least goes first, and nobody takes what others wait for."""

import asyncio
from math import inf

import pytest

from binance.request import pools
from binance.request.request import Request, Response
from binance.request.shared_window import SharedWindow
from binance.request.waiting_line import Place, WaitingLine
from tests.binance.crowd import (
    DEADLINE,
    KLINES,
    LATENCY,
    TIME,
    WEIGHT,
    Crowd,
    jain,
    live,
    of_honest,
    pause,
)
from tests.campaigns.virtual_time import now, virtually


def test_honest_users_hardly_notice_an_attack() -> None:
    """With a fifth of all users storming, the others are all served, and within a moment."""
    crowd = live(honest=120, hostile=30)
    waits = sorted(crowd.waits)

    assert len(waits) == 120 * 18
    assert waits[len(waits) * 99 // 100] < 1.0
    assert jain(of_honest(crowd)) >= 0.95
    assert max(crowd.by_minute.values()) <= 4_800
    assert all(told > 0 for _, told in crowd.refused)


def test_control_without_ranks_the_honest_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """When everybody has the same rank, those who storm crowd the others out."""
    monkeypatch.setattr(SharedWindow, "rank", lambda *_: 1)
    monkeypatch.setattr(SharedWindow, "rationed", lambda *_: False)
    crowd = live(honest=120, hostile=30, minutes=2)
    waits = sorted(crowd.waits)

    assert len(waits) < 120 * 12 or waits[len(waits) * 99 // 100] > 1.0


def test_one_hostile_user_takes_at_most_his_share() -> None:
    """Among twenty who behave, one who storms gets what is free and his ration, no more."""
    crowd = live(honest=20, hostile=1)
    weight = crowd.served[1_000] * WEIGHT / 3  # in a minute

    assert weight <= 4_800 * (0.25 + 0.1)
    assert max(crowd.waits) < 0.5


def test_alone_one_user_may_use_it_all() -> None:
    """Nobody is rationed for the sake of people who are not there."""

    async def run() -> Crowd:
        crowd = Crowd()
        await pause(5)
        await asyncio.gather(*(crowd.storm(7, 50) for _ in range(10)))
        await crowd.limiter.close()
        return crowd

    crowd = virtually(run)

    assert crowd.served[7] * WEIGHT > 4_800 * 0.8


def test_quiet_bot_answers_without_delay() -> None:
    """A scan of four hundred calls, alone, waits for slots only."""

    async def run() -> list[float]:
        crowd = Crowd()
        await pause(5)
        await asyncio.gather(*(crowd.ask(7) for _ in range(400)))
        await crowd.limiter.close()
        return crowd.waits

    assert max(virtually(run)) <= 3 * LATENCY + 0.001


def test_slots_are_shared_too() -> None:
    """Whoever asks for little does not stand behind the thousand calls of somebody else."""

    async def run() -> float:
        crowd = Crowd(slots=5)
        crowd.ledger.learn(pools.SPOT, 10**9)
        many = [asyncio.create_task(crowd.ask(2_000)) for _ in range(900)]
        await pause(1)
        await crowd.ask(7)
        for one in many:
            one.cancel()
        await asyncio.gather(*many, return_exceptions=True)
        await crowd.limiter.close()
        return crowd.waits[0]

    assert virtually(run) <= 2 * LATENCY


def test_urgent_calls_use_the_reserve() -> None:
    """When the budget is gone, ordinary calls are told when to come back; the clock is read."""

    async def run() -> tuple[bool, Response, list[tuple[float, float]]]:
        crowd = Crowd()
        await pause(5)
        request = Request(KLINES, "", 4_800, 0, None, DEADLINE + 5)
        crowd.ledger.plan(request).weight.spend(4_800, request)
        served = await crowd.ask(7)
        urgent = Request(TIME, "", 1, 0, None, asyncio.get_running_loop().time() + DEADLINE)
        answer = await crowd.limiter(urgent)
        await crowd.limiter.close()
        return served, answer, crowd.refused

    served, answer, refused = virtually(run)

    assert not served
    assert answer.status == 200
    assert refused[0][0] == 0  # at once
    assert 50 < refused[0][1] < 70


def test_waiting_in_another_name() -> None:
    """A call that somebody of lower rank wants too waits in that one's name, and is theirs."""

    async def run() -> list[int]:
        window = SharedWindow(pools.SPOT, 100, 1.0)
        window.roll(now())
        heavy, light = (Request(KLINES, "", 2, caller, None, 99.0) for caller in (7, 8))
        window.spend(50, heavy)
        plan = Crowd().ledger.plan(heavy)
        line = WaitingLine(window)
        lent = Place(heavy, plan, 7, inf)
        line.add(lent)
        line.add(Place(light, plan, 8, inf))
        before = line.first().caller
        line.lend(lent, 9)
        line.lend(lent, 7)  # nobody is put back
        line.discard(line.first())
        return [before, line.first().caller, heavy.caller]

    assert virtually(run) == [8, 9, 9]

"""What an operator hears and reads of the layer: events once per occasion, gauges, labels."""

import pytest
from prometheus_client import generate_latest

from binance.client import BinanceClient
from binance.credentials import Credentials
from binance.events import (
    BudgetNearlyUsed,
    CircuitClosed,
    CircuitOpened,
    ClockDrifted,
    Event,
)
from binance.exceptions import BinanceError
from binance.request.clock import Clock
from binance.request.request import Api
from tests.binance.conftest import OpenClient
from tests.binance.manual_time import MIDNIGHT, ManualTime
from tests.binance.scripted_server import Answer, ScriptedServer

USED = "X-MBX-USED-WEIGHT-1M"


async def test_heard_once_when_the_budget_is_nearly_used(
    server: ScriptedServer, now: ManualTime, open_client: OpenClient
) -> None:
    """Passing four fifths of the budget is told once, and again after ten quieter minutes."""
    heard: list[Event] = []
    async with open_client() as client:
        client._pipeline._ledger._notify = heard.append
        for passed in (5, 65, 125, 185, 1_205):
            now.passed = passed
            server.otherwise = lambda _: Answer(headers={USED: "3900"})
            await client.spot.ping()
            await client.spot.ping()

    assert heard == [BudgetNearlyUsed("spot", 3_900, 4_800)] * 2


async def test_heard_when_a_circuit_opens_and_closes(
    server: ScriptedServer, now: ManualTime, open_client: OpenClient
) -> None:
    """One event when an upstream is left alone, one when it is back; none for each question."""
    heard: list[Event] = []
    server.otherwise = lambda _: Answer(status=502)
    async with open_client() as client:
        client._pipeline._breaker._notify = heard.append
        for _ in range(30):
            with pytest.raises(BinanceError):
                await client.spot.ping()
        for _ in range(3):
            now.passed += 13
            with pytest.raises(BinanceError):
                await client.spot.ping()
        server.otherwise = lambda _: Answer()
        now.passed += 13
        await client.spot.ping()

    assert heard == [CircuitOpened("api"), CircuitClosed("api")]


async def test_heard_when_the_clock_drifts(
    server: ScriptedServer, now: ManualTime, open_client: OpenClient
) -> None:
    """A second is too much; it is told once until the clock was right again."""
    heard: list[Event] = []
    async with open_client() as client:
        client._pipeline._clock._notify = heard.append
        for skew in (0.4, 1.5, 1.7, 0.1, -2.0):
            now.skew = skew
            theirs = int((MIDNIGHT + now.passed) * 1000)
            server.script(Answer(f'{{"serverTime": {theirs}}}'))
            await client.synchronise_clock()

    offsets = [one.offset.total_seconds() for one in heard if isinstance(one, ClockDrifted)]
    assert offsets == pytest.approx([-1.5, 2.0])


@pytest.mark.parametrize(("taken", "told"), [(4.0, 0), (0.0, 1)], ids=["slow", "quick"])
async def test_drift_is_more_than_the_question_took(
    now: ManualTime, taken: float, told: int
) -> None:
    """A slow answer is no proof: its time was read at a moment that nobody knows."""
    heard: list[Event] = []
    clock = Clock(now.timing, heard.append)

    async def two_seconds_behind(_api: Api) -> float:
        """Give the time on a clock that seems two seconds behind half-way through."""
        now.passed += taken
        return now.wall() - taken / 2 - 2.0

    await clock.synchronise(Api.SPOT, 0, two_seconds_behind)

    assert clock.reading(Api.SPOT).offset == pytest.approx(-2.0)
    assert len(heard) == told


async def test_setting_the_machines_clock_changes_nothing(
    client: BinanceClient, server: ScriptedServer, now: ManualTime, credentials: Credentials
) -> None:
    """Timestamps follow Binance's clock as it was measured, whatever happens to ours."""
    server.script(Answer(f'{{"serverTime": {int((MIDNIGHT + 2) * 1000)}}}'))
    await client.synchronise_clock()
    now.skew = 7_200
    server.otherwise = lambda _: Answer("[]")
    await client.account(credentials).spot.open_orders("A")
    sent = int(server.seen[-1].parameters["timestamp"])

    assert sent == pytest.approx((MIDNIGHT + 2) * 1000, abs=5)


async def test_gauges_for_prometheus(client: BinanceClient, server: ScriptedServer) -> None:
    """Budgets, circuits, the gate and the line can be read; nobody's name is in them."""
    server.script(Answer(headers={USED: "123"}))
    await client.on_behalf_of(987_654_321).spot.ping()
    value = client.registry.get_sample_value
    text = generate_latest(client.registry).decode()

    assert value("binance_used_weight", {"budget": "spot"}) == 123
    assert value("binance_weight_limit", {"budget": "spot"}) == 6_000
    assert value("binance_circuit_state", {"upstream": "api"}) == 0
    assert value("binance_stopped") == 0
    assert value("binance_waiting") == 0
    assert value("binance_clock_offset_seconds") is None
    assert "987654321" not in text


async def test_labels_are_bounded(client: BinanceClient, server: ScriptedServer) -> None:
    """A server that makes up statuses makes no new labels."""
    for status in (460, 461, 462):
        server.script(Answer(status=status))
        with pytest.raises(BinanceError):
            await client.spot.ping()
    value = client.registry.get_sample_value

    assert value("binance_requests_total", {"endpoint": "GET /api/v3/ping", "status": "other"}) == 3

"""CircuitBreaker: opens on faults of the upstream, probes with one read, never with a write."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binance.client import BinanceClient
from binance.credentials import Credentials
from binance.exceptions import (
    BinanceError,
    CircuitOpen,
    ConnectionLost,
    KeyRejected,
    LimitReached,
)
from binance.request.circuit_breaker import Circuit
from binance.request.request import Api
from tests.binance.manual_time import ManualTime
from tests.binance.orders import Orders
from tests.binance.scripted_server import Answer, ScriptedServer

FAULT = Answer(status=500)
LOST = ConnectionLost("GET /api/v3/ping")


async def fail(client: BinanceClient, server: ScriptedServer, times: int = 20) -> None:
    """Let calls fail until the circuit opens."""
    server.otherwise = lambda _: FAULT
    for _ in range(times):
        with pytest.raises(BinanceError):
            await client.spot.ping()


async def test_opens_and_says_when_to_come_again(
    client: BinanceClient, server: ScriptedServer
) -> None:
    """After enough faults nothing is sent, and the caller learns for how long."""
    await fail(client, server)
    sent = len(server.seen)
    with pytest.raises(CircuitOpen) as caught:
        await client.spot.ping()

    assert 3 < caught.value.retry_after <= 5
    assert client.health().breakers["api"] == "open"
    assert len(server.seen) == sent <= 22


async def test_other_upstreams_go_on(client: BinanceClient, server: ScriptedServer) -> None:
    """Futures are asked while spot fails."""
    await fail(client, server)
    server.otherwise = lambda _: Answer()
    await client.futures.ping()

    assert client.health().breakers["fapi"] == "closed"


async def test_closes_after_one_good_probe(
    client: BinanceClient, server: ScriptedServer, now: ManualTime
) -> None:
    """After the pause one read finds out; when it succeeds everything goes on."""
    await fail(client, server)
    server.otherwise = lambda _: Answer()
    now.passed += 5
    assert client.health().breakers["api"] == "half-open"
    await client.spot.ping()
    await client.spot.ping()

    assert client.health().breakers["api"] == "closed"


async def test_one_question_at_a_time(
    client: BinanceClient, server: ScriptedServer, now: ManualTime
) -> None:
    """Of many callers in half-open one asks with a ping, and goes on when it is answered."""
    await fail(client, server)
    sent = len(server.seen)
    gate = asyncio.Event()
    server.otherwise = lambda _: Answer("[]", gate=gate)
    now.passed += 5
    calls = [asyncio.create_task(client.spot.ticker_prices()) for _ in range(20)]
    await server.seen_at_least(sent + 1)
    server.otherwise = lambda _: Answer("[]")
    server.answers.clear()
    gate.set()
    await asyncio.gather(*calls, return_exceptions=True)

    assert [seen.path for seen in server.seen[sent:]][:1] == ["/api/v3/ping"]
    assert [seen.path for seen in server.seen[sent:]].count("/api/v3/ping") == 1


async def test_write_never_finds_out(
    client: BinanceClient, server: ScriptedServer, now: ManualTime, credentials: Credentials
) -> None:
    """A ping finds out whether Binance is back; an order is sent only when it is."""
    await fail(client, server)
    sent = len(server.seen)
    now.passed += 5
    orders = Orders.of(client, credentials)
    with pytest.raises(CircuitOpen):
        await orders.place("BTCUSDT")
    server.otherwise = lambda _: Answer()
    now.passed += 12
    await orders.place("BTCUSDT")
    paths = [seen.path for seen in server.seen[sent:]]

    assert paths == ["/api/v3/ping", "/api/v3/ping", "/api/v3/order"]


async def test_asker_may_leave(
    client: BinanceClient, server: ScriptedServer, now: ManualTime
) -> None:
    """When whoever asked is cancelled the answer still counts."""
    await fail(client, server)
    sent = len(server.seen)
    gate = asyncio.Event()
    server.otherwise = lambda _: Answer(gate=gate)
    now.passed += 5
    asker = asyncio.create_task(client.spot.ping())
    await server.seen_at_least(sent + 1)
    asker.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asker
    with pytest.raises(CircuitOpen):
        await client.spot.ping()
    gate.set()
    breaker = client._pipeline._breaker
    await asyncio.gather(*breaker._questions)

    assert client.health().breakers["api"] == "closed"


async def test_nobody_waits_for_the_silent(
    client: BinanceClient, server: ScriptedServer, now: ManualTime
) -> None:
    """Where nothing was answered at all, whoever asks is told at once to come again."""
    await fail(client, server)
    client._pipeline._breaker._guards[Api.SPOT][0].silent = True
    server.otherwise = lambda _: Answer(gate=asyncio.Event())
    now.passed += 5
    with pytest.raises(CircuitOpen) as caught:
        await client.spot.ping()

    assert caught.value.retry_after == 1


async def test_question_that_was_not_sent_makes_room(
    client: BinanceClient, server: ScriptedServer, now: ManualTime
) -> None:
    """A question that the gate held back says nothing; the next caller asks."""
    await fail(client, server)
    server.otherwise = lambda _: Answer()
    now.passed += 5
    client._pipeline._gate._shut(429, 60, Api.SPOT)
    with pytest.raises(LimitReached):
        await client.spot.ping()
    now.passed += 61
    await client.spot.ping()

    assert client.health().breakers["api"] == "closed"


async def test_refusals_do_not_count(
    client: BinanceClient, server: ScriptedServer, credentials: Credentials
) -> None:
    """One user's bad key never silences the bot for everybody."""
    server.otherwise = lambda _: Answer('{"code": -2015, "msg": "Invalid API-key"}', 401)
    for _ in range(100):
        with pytest.raises(KeyRejected):
            await client.account(credentials).spot.account()

    assert client.health().breakers["api"] == "closed"


def opened(at: float) -> Circuit:
    """Give a circuit that twenty faults have opened."""
    circuit = Circuit("api", lambda: 1.0)
    for _ in range(20):
        circuit.count(at, LOST)
    return circuit


def left(circuit: Circuit, now: float) -> float:
    """Give the seconds for which nothing is sent."""
    with pytest.raises(CircuitOpen) as caught:
        circuit.refuse(now)
    return caught.value.retry_after


def test_pause_grows_to_twelve_seconds() -> None:
    """In one outage each failed question doubles the pause, from 5 to 12 seconds."""
    now = 1000.0
    circuit = opened(now)
    pauses = []
    for _ in range(6):
        pauses.append(left(circuit, now))
        now += pauses[-1]
        circuit.refuse(now)
        circuit.probed(now, LOST)

    assert pauses == [5, 10, 12, 12, 12, 12]


def test_flapping_is_damped() -> None:
    """An upstream that comes back only to fail again is left alone for up to a minute."""
    now = 1000.0
    circuit = opened(now)
    pauses = []
    for _ in range(6):
        pauses.append(left(circuit, now))
        now += pauses[-1]
        circuit.probed(now)
        assert circuit.closed
        now += 5
        for _ in range(20):
            circuit.count(now, LOST)
    now += 60
    circuit.probed(now)
    now += 61
    for _ in range(20):
        circuit.count(now, LOST)

    assert pauses == [5, 10, 20, 40, 60, 60]
    assert left(circuit, now) == 5  # steady for a minute: a new outage


def test_pause_begins_with_the_question() -> None:
    """A question that waited nine seconds for nothing has spent that much of the pause."""
    circuit = opened(1000.0)
    circuit.probed(1005.0, LOST)

    assert left(circuit, 1014.0) == 1  # ten seconds from 1005


def test_few_calls_say_nothing() -> None:
    """Nineteen faults leave the circuit closed, and old faults are forgotten."""
    circuit = Circuit("api", lambda: 1.0)
    for _ in range(19):
        circuit.count(1000.0, LOST)
    circuit.count(1031.0, LOST)

    assert circuit.state(1031.0) == "closed"


def test_thirty_seconds_are_remembered() -> None:
    """Faults spread over 29 seconds open the circuit."""
    circuit = Circuit("api", lambda: 1.0)
    states = [circuit.count(1000.0 + 1.5 * number, LOST) for number in range(20)]

    assert states == [False] * 19 + [True]


@given(st.lists(st.booleans(), max_size=200))
def test_opens_exactly_at_half(outcomes: list[bool]) -> None:
    """Within a window the circuit opens with the first fault that makes half of 20 or more."""
    circuit = Circuit("api", lambda: 1.0)
    failures = 0
    expected = "closed"
    for number, failed in enumerate(outcomes, 1):
        circuit.count(1000.0, LOST if failed else None)
        failures += failed
        if failed and number >= 20 and failures * 2 >= number:
            expected = "open"
        assert circuit.state(1000.0) == expected
        if expected == "open":
            return


async def test_without_the_breaker_everything_is_sent(
    client: BinanceClient, server: ScriptedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Control: when no circuit opens, a failing upstream hears every call."""
    monkeypatch.setattr(Circuit, "count", lambda *_: False)
    await fail(client, server, times=40)

    assert len(server.seen) >= 40

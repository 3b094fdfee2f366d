"""CircuitBreaker: opens on faults of the upstream, probes with one read, never with a write."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binance.client import BinanceClient
from binance.credentials import Credentials
from binance.exceptions import BinanceError, CircuitOpen, KeyRejected, LimitReached
from binance.request.circuit_breaker import Circuit
from tests.binance.manual_time import ManualTime
from tests.binance.orders import Orders
from tests.binance.scripted_server import Answer, ScriptedServer

FAULT = Answer(status=500)


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


async def test_one_probe_at_a_time(
    client: BinanceClient, server: ScriptedServer, now: ManualTime
) -> None:
    """Of many callers in half-open one gets through."""
    await fail(client, server)
    sent = len(server.seen)
    gate = asyncio.Event()
    server.otherwise = lambda _: Answer(gate=gate)
    now.passed += 5
    calls = [asyncio.create_task(client.spot.ping()) for _ in range(20)]
    await server.seen_at_least(sent + 1)
    gate.set()
    outcomes = await asyncio.gather(*calls, return_exceptions=True)

    assert sum(isinstance(one, CircuitOpen) for one in outcomes) == 19
    assert len(server.seen) == sent + 1


async def test_write_never_probes(
    client: BinanceClient, server: ScriptedServer, now: ManualTime, credentials: Credentials
) -> None:
    """An order is not what finds out whether Binance is back."""
    await fail(client, server)
    sent = len(server.seen)
    now.passed += 5
    with pytest.raises(CircuitOpen):
        await Orders.of(client, credentials).place("BTCUSDT")

    assert len(server.seen) == sent


async def test_cancelled_probe_makes_room(
    client: BinanceClient, server: ScriptedServer, now: ManualTime
) -> None:
    """A probe that is cancelled does not keep the circuit shut."""
    await fail(client, server)
    sent = len(server.seen)
    server.otherwise = lambda _: Answer(gate=asyncio.Event())
    now.passed += 5
    probe = asyncio.create_task(client.spot.ping())
    await server.seen_at_least(sent + 1)
    probe.cancel()
    with pytest.raises(asyncio.CancelledError):
        await probe
    server.otherwise = lambda _: Answer()
    await client.spot.ping()

    assert client.health().breakers["api"] == "closed"


async def test_probe_that_was_not_sent_makes_room(
    client: BinanceClient, server: ScriptedServer, now: ManualTime
) -> None:
    """A probe that the limits held back says nothing; the next read probes."""
    await fail(client, server)
    server.otherwise = lambda _: Answer()
    now.passed += 5
    client._pipeline._ledger._stopped_until = now.wall() + 60
    with pytest.raises(LimitReached):
        await client.spot.ping()
    client._pipeline._ledger._stopped_until = 0.0
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


def test_pause_grows_to_twelve_seconds() -> None:
    """Each failed probe doubles the pause, from 5 to 12 seconds."""
    circuit = Circuit("api", lambda: 1.0)
    now = 1000.0
    for _ in range(20):
        circuit.count(now, failed=True, probe=False)
    pauses = []
    for _ in range(6):
        with pytest.raises(CircuitOpen) as caught:
            circuit.admit(now, read=True)
        pauses.append(caught.value.retry_after)
        now += pauses[-1]
        assert circuit.admit(now, read=True)
        circuit.count(now, failed=True, probe=True)

    assert pauses == [5, 10, 12, 12, 12, 12]


def test_pause_begins_with_the_question() -> None:
    """A probe that waited ten seconds for nothing has spent that much of the pause."""
    circuit = Circuit("api", lambda: 1.0)
    for _ in range(20):
        circuit.count(1000.0, failed=True, probe=False)
    assert circuit.admit(1005.0, read=True)
    circuit.count(1014.0, failed=True, probe=True)
    with pytest.raises(CircuitOpen) as caught:
        circuit.admit(1014.0, read=True)

    assert caught.value.retry_after == 1  # ten seconds from 1005


def test_few_calls_say_nothing() -> None:
    """Nineteen faults leave the circuit closed, and old faults are forgotten."""
    circuit = Circuit("api", lambda: 1.0)
    for _ in range(19):
        circuit.count(1000.0, failed=True, probe=False)
    circuit.count(1031.0, failed=True, probe=False)

    assert circuit.state(1031.0) == "closed"
    assert not circuit.admit(1031.0, read=False)


@given(st.lists(st.booleans(), max_size=200))
def test_opens_exactly_at_half(outcomes: list[bool]) -> None:
    """Within a window the circuit opens with the first fault that makes half of 20 or more."""
    circuit = Circuit("api", lambda: 1.0)
    failures = 0
    expected = "closed"
    for number, failed in enumerate(outcomes, 1):
        circuit.count(1000.0, failed=failed, probe=False)
        failures += failed
        if failed and number >= 20 and failures * 2 >= number:
            expected = "open"
        assert circuit.state(1000.0) == expected
        if expected == "open":
            return

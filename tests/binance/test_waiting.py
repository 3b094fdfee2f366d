"""Waiting for a slot or the budget ends as soon as it is in vain."""

import asyncio

import pytest

from binance.client import BinanceClient
from binance.exceptions import BinanceError, CircuitOpen
from binance.request.circuit_breaker import CircuitBreaker
from binance.request.rate_limiter import RateLimiter
from binance.request.request import Request, Response
from tests.binance.conftest import OpenClient
from tests.binance.crowd import DEADLINE, Crowd, pause
from tests.binance.scripted_server import Answer, ScriptedServer
from tests.campaigns.virtual_time import virtually

ENOUGH = 20  # failures that open a circuit


async def outage(open_client: OpenClient, server: ScriptedServer) -> list[BinanceError]:
    """Let many calls wait for one slot while everything fails; gives their errors."""
    server.otherwise = lambda _: Answer(status=500)

    async def ask(client: BinanceClient, number: int) -> BinanceError:
        with pytest.raises(BinanceError) as caught:
            await client.spot.ticker_price(f"S{number}")
        return caught.value

    async with open_client(pool_size=1) as client:
        return await asyncio.gather(*(ask(client, number) for number in range(2 * ENOUGH)))


async def test_who_waits_hears_of_an_open_circuit(
    open_client: OpenClient, server: ScriptedServer
) -> None:
    """Once the circuit opens nothing is sent that waited for a slot, and all are told."""
    errors = await outage(open_client, server)

    assert len(server.seen) == ENOUGH
    assert all(isinstance(error, CircuitOpen) and error.retry_after > 0 for error in errors)


async def test_who_wakes_up_asks_again(
    open_client: OpenClient, server: ScriptedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the notice each call finds out when its turn has come."""
    monkeypatch.setattr(RateLimiter, "check", lambda _: None)
    await outage(open_client, server)

    assert len(server.seen) == ENOUGH


async def test_control_without_a_second_look(
    open_client: OpenClient, server: ScriptedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without either, what waited is sent to an upstream that has been given up."""
    monkeypatch.setattr(CircuitBreaker, "_check", lambda *_: None)
    await outage(open_client, server)

    assert len(server.seen) > ENOUGH


class _Held(Crowd):
    """The only slot is free again shortly before the deadline of whoever waits for it."""

    sent = 0

    async def answer(self, request: Request) -> Response:
        """Take nearly all the time there is."""
        del request
        self.sent += 1
        await pause(DEADLINE - 0.2)
        return Response(200, {}, b"")


def _late() -> _Held:
    async def run() -> _Held:
        crowd = _Held(slots=1)
        await asyncio.gather(crowd.ask(1), crowd.ask(2))
        await crowd.limiter.close()
        return crowd

    return virtually(run)


def test_turn_too_late_for_an_answer() -> None:
    """When too little time for an answer is left the call is refused, not sent in vain."""
    crowd = _late()

    assert crowd.sent == 1
    assert [waited for waited, told in crowd.refused if told > 0] == [DEADLINE - 0.5]


def test_control_every_turn_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the reserve the call is sent when no answer can come in time."""
    monkeypatch.setattr("binance.request.request._ANSWER_SECONDS", 0.0)

    assert _late().sent == 2

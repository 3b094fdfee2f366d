"""429 and 418: everything stops until Binance wants to hear from this address again."""

import asyncio

import pytest

from binance.client import BinanceClient
from binance.credentials import Credentials
from binance.exceptions import (
    IpBanned,
    ParameterRejected,
    TooManyOrders,
    TooManyRequests,
)
from binance.request.request import Api
from tests.binance.manual_time import ManualTime
from tests.binance.orders import Orders
from tests.binance.scripted_server import Answer, ScriptedServer

TOO_MANY = '{"code": -1003, "msg": "Too many requests"}'


@pytest.mark.parametrize(
    ("status", "kind"), [(429, TooManyRequests), (418, IpBanned)], ids=["429", "418"]
)
async def test_stop(
    client: BinanceClient,
    server: ScriptedServer,
    now: ManualTime,
    credentials: Credentials,
    status: int,
    kind: type[TooManyRequests | IpBanned],
) -> None:
    """After 429 or 418 nothing goes out from this address until Retry-After is over."""
    server.script(Answer(TOO_MANY, status, {"Retry-After": "40"}))
    with pytest.raises(kind) as caught:
        await client.spot.ping()
    assert caught.value.retry_after == 40
    now.passed = 25

    for call in (
        client.spot.time(),
        client.futures.ping(),
        client.system.status(),
        client.account(credentials).spot.account(),
        Orders.of(client, credentials).place("BTCUSDT"),
    ):
        with pytest.raises(kind) as refused:
            await call
        assert refused.value.retry_after == pytest.approx(15)
    assert len(server.seen) == 1
    assert client.health().banned_until is not None

    now.passed = 61
    await client.spot.ping()
    probes = 1 if status == 418 else 0
    assert len(server.seen) == 2 + probes
    assert client.health().banned_until is None


@pytest.mark.parametrize(
    ("message", "kind", "seconds"),
    [
        ("Too much request weight used; please use WebSocket Streams.", TooManyRequests, 60),
        ("Way too much request weight used; IP banned until 1795133100000.", IpBanned, 300),
    ],
    ids=["weight", "ban"],
)
async def test_too_much_weight_with_another_status(
    client: BinanceClient,
    server: ScriptedServer,
    message: str,
    kind: type[TooManyRequests | IpBanned],
    seconds: float,
) -> None:
    """Code -1003 shuts the gate with HTTP 400 too, for the rest of the minute or of the ban."""
    server.script(Answer(f'{{"code": -1003, "msg": "{message}"}}', 400))
    for call in (client.spot.ping(), client.futures.ping()):
        with pytest.raises(kind) as caught:
            await call
        assert caught.value.retry_after == pytest.approx(seconds, abs=1)

    assert len(server.seen) == 1


async def test_other_refusals_stop_nobody(client: BinanceClient, server: ScriptedServer) -> None:
    """A refused parameter says nothing of this address, whatever its text."""
    server.script(Answer('{"code": -1100, "msg": "Illegal characters: \\"code\\": -10031"}', 400))
    with pytest.raises(ParameterRejected):
        await client.spot.ping()
    await client.spot.ping()

    assert len(server.seen) == 2


async def test_without_the_gate_calls_go_on(client: BinanceClient, server: ScriptedServer) -> None:
    """Control: when nobody shuts the gate, the call after a 429 is sent."""

    async def stay_open(*_: object) -> None:
        """Do nothing."""

    client._pipeline._gate.close = stay_open  # type: ignore[method-assign,assignment] # the control
    client._pipeline._ledger.refused = lambda _plan, pause: pause  # type: ignore[method-assign,assignment] # as above
    server.script(Answer(TOO_MANY, 429, {"Retry-After": "40"}))
    with pytest.raises(TooManyRequests):
        await client.spot.ping()
    await client.spot.ping()

    assert len(server.seen) == 2


async def test_call_on_a_new_socket_is_stopped_too(
    client: BinanceClient, server: ScriptedServer
) -> None:
    """A call let through before the 429 came is not sent when it had to connect meanwhile."""
    held = Answer(TOO_MANY, 429, {"Retry-After": "40"}, gate=asyncio.Event())
    server.script(held)
    first = asyncio.create_task(client.spot.ping())
    await server.arrived.wait()
    room = client._pipeline._limiter._room
    look = room.enter
    room.enter = lambda *_: True  # type: ignore[method-assign] # as if let through a moment ago
    room.leave = lambda: None  # type: ignore[method-assign] # as above
    client._pipeline._gate._shut(429, 40, Api.SPOT)
    with pytest.raises(TooManyRequests):
        await client.spot.ping()
    room.enter = look  # type: ignore[method-assign] # as above
    assert held.gate is not None
    held.gate.set()
    with pytest.raises(TooManyRequests):
        await first

    assert len(server.seen) == 1


@pytest.mark.parametrize(
    ("status", "headers", "body", "seconds"),
    [
        (429, {"Retry-After": "7"}, "", 7),
        (429, {}, "", 50),  # the rest of the minute
        (418, {}, "", 120),
        (418, {"Retry-After": "999999999999"}, "", 259_200),
        (418, {"Retry-After": "soon"}, "banned until 1795132870000.", 60),
        (429, {"Retry-After": "-5"}, "", 50),
        (429, {"Retry-After": "٣"}, "", 50),
    ],
)
async def test_how_long_to_wait(
    client: BinanceClient,
    server: ScriptedServer,
    now: ManualTime,
    status: int,
    headers: dict[str, str],
    body: str,
    seconds: float,
) -> None:
    """The header counts, then the text, then a cautious guess; never longer than three days."""
    now.passed = 10
    server.script(Answer(body, status, headers))
    with pytest.raises((TooManyRequests, IpBanned)) as caught:
        await client.spot.ping()

    assert caught.value.retry_after == pytest.approx(seconds)


@pytest.mark.parametrize(
    ("status", "kind"), [(429, TooManyRequests), (418, IpBanned)], ids=["429", "418"]
)
@pytest.mark.parametrize(
    ("counted", "seconds"), [("20", 12), ("6000", 50.5)], ids=["budget-left", "budget-used-up"]
)
async def test_first_answer_names_the_whole_pause(
    client: BinanceClient,
    server: ScriptedServer,
    now: ManualTime,
    status: int,
    kind: type[TooManyRequests | IpBanned],
    counted: str,
    seconds: float,
) -> None:
    """Every call tells of the same pause, for the same reason; the first one after it passes."""
    now.passed = 10
    headers = {"Retry-After": "12", "X-MBX-USED-WEIGHT-1M": counted}
    server.script(Answer(TOO_MANY, status, headers))
    with pytest.raises(kind) as first:
        await client.spot.ping()
    with pytest.raises(kind) as second:
        await client.spot.depth("BTCUSDT")

    assert first.value.retry_after == pytest.approx(seconds, abs=0.1)
    assert second.value.retry_after == pytest.approx(seconds, abs=0.1)
    now.passed += seconds + 0.5
    await client.spot.ping()


async def test_budget_that_outlasts_the_pause_is_part_of_it(
    client: BinanceClient, server: ScriptedServer, now: ManualTime
) -> None:
    """While Binance wants a pause that is the reason, also where the budget takes longer."""
    now.passed = 10
    server.script(Answer(TOO_MANY, 429, {"Retry-After": "12"}))
    with pytest.raises(TooManyRequests):
        await client.spot.ping()
    plan = client._pipeline._ledger._plans.copy().popitem()[1]
    plan.weight.used = plan.weight.limit
    with pytest.raises(TooManyRequests) as caught:
        await client.spot.ping()

    assert caught.value.retry_after > 40


async def test_too_many_orders_stop_one_account_only(
    client: BinanceClient, server: ScriptedServer, credentials: Credentials
) -> None:
    """-1015 is about one account's orders: the address goes on."""
    server.script(Answer('{"code": -1015, "msg": "Too many new orders"}', 429))
    with pytest.raises(TooManyOrders):
        await Orders.of(client, credentials).place("BTCUSDT")
    await client.spot.ping()

    assert len(server.seen) == 2

"""Retry: reads get further attempts, writes never; and the clock that goes with it."""

import asyncio

import pytest

from binance.client import BinanceClient
from binance.credentials import Credentials
from binance.exceptions import (
    BinanceError,
    ClockSkewed,
    ConnectionLost,
    Overloaded,
    RequestTimeout,
    ServerFault,
    UnknownSymbol,
    UnreadableAnswer,
)
from binance.request.retry import RetryBudget
from tests.binance.conftest import OpenClient
from tests.binance.manual_time import MIDNIGHT, ManualTime
from tests.binance.orders import Orders
from tests.binance.scripted_server import DROP, Answer, ScriptedServer, Seen

FAULT = Answer(status=502)
SKEWED = Answer('{"code": -1021, "msg": "Timestamp for this request …"}', 400)


@pytest.mark.parametrize(
    "fault",
    [
        FAULT,
        DROP,
        Answer("<html>"),
        Answer('{"code": -1001, "msg": ""}', 400),
        Answer('{"code": -1008, "msg": ""}', 503),
    ],
)
async def test_read_is_repeated(
    client: BinanceClient, server: ScriptedServer, now: ManualTime, fault: Answer
) -> None:
    """A read survives two faults, with pauses by chance, the second up to twice as long."""
    server.script(fault, fault, Answer('{"serverTime": 1795132800000}'))
    await client.spot.time()

    assert len(server.seen) == 3
    assert 0 <= now.pauses[0] <= 0.2
    assert 0 <= now.pauses[1] <= 0.4
    assert client.health().retries == 2


async def test_three_attempts_at_most(client: BinanceClient, server: ScriptedServer) -> None:
    """The error of the third attempt is the caller's."""
    server.otherwise = lambda _: FAULT
    with pytest.raises(ServerFault) as caught:
        await client.spot.time()

    assert caught.value.status == 502
    assert len(server.seen) == 3


async def test_refusal_is_final(client: BinanceClient, server: ScriptedServer) -> None:
    """What Binance refuses is not asked again."""
    server.otherwise = lambda _: Answer('{"code": -1121, "msg": "Invalid symbol."}', 400)
    with pytest.raises(UnknownSymbol):
        await client.spot.depth("NOSUCH")

    assert len(server.seen) == 1


@pytest.mark.parametrize(
    ("fault", "kind", "unknown"),
    [
        (FAULT, ServerFault, True),
        (DROP, ConnectionLost, True),
        (Answer('{"code": -1007, "msg": ""}', 504), ServerFault, True),
        (Answer('{"code": -1008, "msg": ""}', 503), Overloaded, False),
        (SKEWED, ClockSkewed, False),
        (Answer('{"code": -1006, "msg": ""}', 400), ServerFault, True),
    ],
)
async def test_write_is_never_repeated(
    client: BinanceClient,
    server: ScriptedServer,
    credentials: Credentials,
    fault: Answer,
    kind: type[BinanceError],
    unknown: bool,
) -> None:
    """A write reaches the exchange once; the error says whether it may have been executed."""
    server.otherwise = lambda seen: Answer() if seen.path.endswith("time") else fault
    with pytest.raises(kind) as caught:
        await Orders.of(client, credentials).place("BTCUSDT")

    assert [seen.path for seen in server.seen].count("/api/v3/order") == 1
    assert caught.value.outcome_unknown is unknown


async def test_read_by_post_is_repeated(
    client: BinanceClient, server: ScriptedServer, credentials: Credentials
) -> None:
    """A POST declared a read is one."""
    server.script(FAULT, Answer("[]"))

    assert await client.account(credentials).wallet.user_assets() == []
    assert [seen.method for seen in server.seen] == ["POST", "POST"]


async def test_no_attempt_after_the_deadline(
    open_client: OpenClient, server: ScriptedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the pause would end too late there is no second attempt."""
    monkeypatch.setattr("random.uniform", lambda _, longest: longest)
    server.otherwise = lambda _: FAULT
    async with open_client(timeout=0.09) as client:
        with pytest.raises(ServerFault):
            await client.spot.time()

    assert len(server.seen) == 1


async def test_few_are_repeated_when_most_fail(
    client: BinanceClient, server: ScriptedServer, now: ManualTime
) -> None:
    """The budget of repetitions runs dry: 100 tokens pay for 20 of them."""
    server.otherwise = lambda _: FAULT
    for _ in range(15):
        with pytest.raises(BinanceError):
            await client.futures.ping()
        now.passed += 31  # the circuit forgets meanwhile

    assert client.health().retries == 20
    assert len(server.seen) == 35


def test_budget_is_refilled() -> None:
    """Answers bring tokens back, never more than there were; time-outs cost twice."""
    budget = RetryBudget()
    timeout = RequestTimeout("GET /x")
    for _ in range(10):
        assert budget.spend(timeout)
    assert not budget.spend(timeout)
    for _ in range(9):
        budget.refill()
    assert not budget.spend(timeout)
    budget.refill()
    assert budget.spend(timeout)


class SkewedExchange:
    """Refuses timestamps that are not near its own clock, as Binance does."""

    def __init__(self, now: ManualTime, ahead: float) -> None:
        self.now = now
        self.ahead = ahead  # seconds
        self.readings = 0
        self.readable = True

    def __call__(self, seen: Seen) -> Answer:
        """Answer as Binance would."""
        theirs = int((self.now.wall() + self.ahead) * 1000)
        if seen.path.endswith("/time"):
            self.readings += 1
            return Answer(f'{{"serverTime": {theirs}}}') if self.readable else FAULT
        moment = int(seen.parameters["timestamp"])
        window = int(seen.parameters["recvWindow"])
        accepted = moment < theirs + 1000 and theirs - moment <= window
        return Answer("[]") if accepted else SKEWED


@pytest.mark.parametrize("ahead", [-3600.0, -2.0, 30.0, 86_400.0])
async def test_clock_is_set_and_the_read_repeated(
    client: BinanceClient,
    server: ScriptedServer,
    now: ManualTime,
    credentials: Credentials,
    ahead: float,
) -> None:
    """A refused timestamp costs one look at the clock and one more attempt."""
    exchange = SkewedExchange(now, ahead)
    server.otherwise = exchange
    account = client.account(credentials)
    await account.spot.open_orders()
    await account.wallet.user_assets()
    offset = client.health().clock_offset_ms

    assert offset == pytest.approx(ahead * 1000, abs=1)
    assert exchange.readings == 1
    assert len(server.seen) == 4


async def test_clock_is_read_once_for_all(
    client: BinanceClient, server: ScriptedServer, now: ManualTime, credentials: Credentials
) -> None:
    """However many calls are refused at the same time, one reads the clock."""
    exchange = SkewedExchange(now, 60)
    server.otherwise = exchange
    account = client.account(credentials)
    await asyncio.gather(*(account.spot.open_orders("BTCUSDT") for _ in range(30)))

    assert exchange.readings == 1


async def test_clock_that_goes_on_being_wrong(
    client: BinanceClient, server: ScriptedServer, credentials: Credentials
) -> None:
    """A second refusal is the caller's: nobody loops."""
    time = Answer('{"serverTime": 1795132800000}')
    server.otherwise = lambda seen: time if seen.path.endswith("time") else SKEWED
    with pytest.raises(ClockSkewed):
        await client.account(credentials).spot.open_orders()

    assert [seen.path for seen in server.seen].count("/api/v3/openOrders") == 2


async def test_clock_that_cannot_be_read(
    client: BinanceClient, server: ScriptedServer, now: ManualTime, credentials: Credentials
) -> None:
    """When the clock cannot be read either, the refusal is what the caller sees."""
    exchange = SkewedExchange(now, 60)
    exchange.readable = False
    server.otherwise = exchange
    with pytest.raises(ClockSkewed):
        await client.account(credentials).spot.open_orders()
    assert client.health().clock_offset is None


async def test_write_sets_the_clock_for_the_next(
    client: BinanceClient, server: ScriptedServer, now: ManualTime, credentials: Credentials
) -> None:
    """A refused write is not sent again, but the next one has the right time."""
    server.otherwise = SkewedExchange(now, 60)
    orders = Orders.of(client, credentials)
    with pytest.raises(ClockSkewed):
        await orders.cancel("BTCUSDT")
    with pytest.raises(UnreadableAnswer):  # accepted: a list is what this exchange answers
        await orders.cancel("BTCUSDT")

    assert [seen.path for seen in server.seen].count("/api/v3/order") == 2


async def test_futures_have_their_own_clock(
    client: BinanceClient, server: ScriptedServer, now: ManualTime, credentials: Credentials
) -> None:
    """The offset of one host is not taken for another's; /sapi shares spot's."""
    server.otherwise = SkewedExchange(now, 60)
    account = client.account(credentials)
    await account.futures.order_rate_limits()

    assert client.health().clock_offset is None
    assert [seen.path for seen in server.seen][1] == "/fapi/v1/time"


async def test_clock_is_measured_on_request(client: BinanceClient, server: ScriptedServer) -> None:
    """The bot can set the clock before anything is refused."""
    theirs = int((MIDNIGHT + 1.5) * 1000)
    server.script(Answer(f'{{"serverTime": {theirs}}}'))
    await client.synchronise_clock()

    assert client.health().clock_offset_ms == pytest.approx(1500, abs=1)

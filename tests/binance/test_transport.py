"""HttpTransport over real sockets: sent once, classified, silent about secrets."""

import asyncio
import traceback

import pytest

from binance.client import BinanceClient, ClientOptions
from binance.constants import Hosts
from binance.credentials import Credentials
from binance.exceptions import (
    BinanceError,
    ConnectFailed,
    ConnectionLost,
    NetworkError,
    RequestInvalid,
    RequestTimeout,
    UnreadableAnswer,
)
from binance.public.spot import SpotMarket
from binance.request.request import Request
from tests.binance.conftest import OpenClient
from tests.binance.manual_time import ManualTime
from tests.binance.orders import Orders
from tests.binance.scripted_server import DROP, Answer, ScriptedServer

TIME = Answer('{"serverTime": 1795132800000}')
ACCOUNT = Answer(
    '{"balances": [], "canTrade": true, "canWithdraw": false, "canDeposit": true,'
    ' "accountType": "SPOT", "updateTime": 1795132800000}'
)


async def test_socket_is_kept(client: BinanceClient, server: ScriptedServer) -> None:
    """Calls one after the other share a socket."""
    server.script(TIME, TIME, TIME)
    for _ in range(3):
        await client.spot.time()

    assert [seen.connection for seen in server.seen] == [1, 1, 1]


async def test_redirect_is_not_followed(
    client: BinanceClient, server: ScriptedServer, credentials: Credentials
) -> None:
    """A redirect is an unreadable answer; key and signature never go to another host."""
    async with ScriptedServer() as elsewhere:
        away = Answer(status=307, headers={"Location": f"{elsewhere.url}/api/v3/account"})
        server.otherwise = lambda _: away
        with pytest.raises(UnreadableAnswer, match="HTTP 307"):
            await client.account(credentials).spot.account()

        assert elsewhere.seen == []


async def test_write_is_sent_once(
    client: BinanceClient, server: ScriptedServer, credentials: Credentials
) -> None:
    """A write whose socket dies is not sent again, neither by aiohttp nor by us."""
    server.otherwise = lambda _: DROP
    orders = Orders.of(client, credentials)
    for call in (orders.place, orders.cancel, orders.amend):
        server.seen.clear()
        with pytest.raises(ConnectionLost) as caught:
            await call("BTCUSDT")

        assert len(server.seen) == 1
        assert caught.value.outcome_unknown


async def test_hidden_resend_would_happen(
    client: BinanceClient, server: ScriptedServer, credentials: Credentials
) -> None:
    """Control: with aiohttp's own re-send left on, a cancel reaches the exchange twice."""
    fresh = client._pipeline._connections._fresh
    fresh._retry_connection = True
    server.otherwise = lambda _: DROP
    with pytest.raises(ConnectionLost):
        await Orders.of(client, credentials).cancel("BTCUSDT")

    assert len(server.seen) == 2


async def test_stale_socket_is_a_counted_retry(
    client: BinanceClient, server: ScriptedServer
) -> None:
    """A read that meets a dead kept socket is sent again at once, on a fresh one, and counted."""
    server.script(TIME, DROP, TIME)
    await client.spot.time()
    await client.spot.time()

    assert [seen.connection for seen in server.seen] == [1, 1, 2]
    assert client.health().retries == 1


async def test_stale_sockets_are_no_fault(client: BinanceClient, server: ScriptedServer) -> None:
    """However many kept sockets are dropped, the circuit stays closed."""
    for _ in range(30):
        server.script(TIME, DROP)
        await client.spot.time()
        server.answers.append(TIME)
        await client.spot.time()

    assert client.health().breakers["api"] == "closed"


async def test_write_does_not_ride_on_an_old_socket(
    open_client: OpenClient, server: ScriptedServer, credentials: Credentials
) -> None:
    """A write takes a socket of its own pool, and one read does not lend it another."""
    async with open_client() as client:
        server.script(TIME)
        await client.spot.time()
        await Orders.of(client, credentials).place("BTCUSDT")
        await Orders.of(client, credentials).place("ETHUSDT")

    assert [seen.connection for seen in server.seen] == [1, 2, 2]


async def test_force_close(open_client: OpenClient, server: ScriptedServer) -> None:
    """With `force_close` each call has its own socket."""
    async with open_client(force_close=True) as client:
        server.script(TIME, TIME)
        await client.spot.time()
        await client.spot.time()

    assert server.connections == 2


async def test_nobody_listens(now: ManualTime) -> None:
    """A refused connection is `ConnectFailed`, after three attempts, and nothing was sent."""
    closed = "http://127.0.0.1:1"
    options = ClientOptions(Hosts(closed, closed, closed, "", "", "", ""))
    async with BinanceClient.open(options, now.timing) as client:
        with pytest.raises(ConnectFailed) as caught:
            await client.spot.ping()

        assert not caught.value.outcome_unknown
        assert client.health().retries == 2


async def test_silence_is_a_timeout(open_client: OpenClient, server: ScriptedServer) -> None:
    """No answer within the time is `RequestTimeout`."""
    server.otherwise = lambda _: Answer(gate=asyncio.Event())
    async with open_client(timeout=0.05) as client:
        with pytest.raises(RequestTimeout):
            await client.spot.ping()


async def test_time_spent_waiting_is_not_given_back(
    client: BinanceClient, server: ScriptedServer, now: ManualTime
) -> None:
    """A call whose time went by before it could be sent is not sent."""
    pipeline = client._pipeline
    request = Request(SpotMarket.ping.declaration.endpoint, "", 1, 0, None, now.monotonic())  # type: ignore[attr-defined] # set by `endpoint`
    with pytest.raises(RequestTimeout, match="no time was left"):
        await pipeline.call(request)

    assert server.seen == []


async def test_address_that_is_none() -> None:
    """A base URL that cannot be asked is refused."""
    hosts = Hosts("http://", "http://", "http://", "", "", "", "")
    async with BinanceClient.open(ClientOptions(hosts)) as client:
        with pytest.raises(RequestInvalid):
            await client.spot.ping()


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (Answer("<html>busy</html>"), UnreadableAnswer),
        (Answer('{"serverTime": "soon"}'), UnreadableAnswer),
        (Answer('{"serverTime": 99999999999999999999}'), UnreadableAnswer),
        (Answer('{"serverTime": 999999999999999999}'), UnreadableAnswer),
        (Answer("{}"), UnreadableAnswer),
        (Answer(""), UnreadableAnswer),
        (Answer('{"serverTime": 1', cut=True), ConnectionLost),
        (DROP, ConnectionLost),
    ],
)
async def test_bad_answer(
    client: BinanceClient, server: ScriptedServer, answer: Answer, kind: type[BinanceError]
) -> None:
    """Whatever is not the promised answer is a typed error of a read tried three times."""
    server.otherwise = lambda _: answer
    with pytest.raises(kind):
        await client.spot.time()

    assert len(server.seen) == 3


@pytest.mark.parametrize(
    "answer",
    [
        DROP,
        Answer("<html>"),
        Answer(status=500),
        Answer(status=302, headers={"Location": "/x"}),
        Answer(headers={"Bad Header": "x"}),
        Answer(cut=True),
    ],
)
async def test_errors_print_no_secret(
    client: BinanceClient, server: ScriptedServer, credentials: Credentials, answer: Answer
) -> None:
    """Neither key, secret nor signature stand in an error, its traceback or its causes."""
    server.otherwise = lambda _: answer
    with pytest.raises(BinanceError) as caught:
        await Orders.of(client, credentials).place("BTCUSDT")
    text = "".join(traceback.format_exception(caught.value)) + repr(caught.value)
    signature = server.seen[0].parameters["signature"]

    assert credentials.api_key not in text
    assert credentials.secret not in text
    assert signature not in text


async def test_cancelled_call_harms_no_other(client: BinanceClient, server: ScriptedServer) -> None:
    """A call that is cancelled loses its own socket; the others go on."""
    held = Answer(TIME.body, gate=asyncio.Event())
    server.script(held, held)
    one = asyncio.create_task(client.spot.time())
    await server.arrived.wait()
    server.arrived.clear()
    other = asyncio.create_task(client.spot.time())
    await server.arrived.wait()
    one.cancel()
    assert held.gate is not None
    held.gate.set()

    assert (await other).server_time.year == 2026
    assert one.cancelled() or isinstance(
        (await asyncio.gather(one, return_exceptions=True))[0], asyncio.CancelledError
    )


async def test_network_errors_name_the_endpoint(
    client: BinanceClient, server: ScriptedServer
) -> None:
    """An error says which endpoint, without the query."""
    server.otherwise = lambda _: DROP
    with pytest.raises(NetworkError) as caught:
        await client.spot.depth("BTCUSDT")

    assert caught.value.endpoint == "GET /api/v3/depth"
    assert "BTCUSDT" not in str(caught.value)

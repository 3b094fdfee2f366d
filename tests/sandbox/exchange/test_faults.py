"""Faults on request, as a caller sees them over a real socket."""

import asyncio
from typing import Any

import aiohttp
import pytest

from sandbox.exchange import Exchange
from sandbox.exchange.faults import KINDS
from tests.sandbox.exchange.caller import Caller, Reply

PING = "/api/v3/ping"
BROKEN = (aiohttp.ClientConnectionError, aiohttp.ClientPayloadError)


def post_order(caller: Caller) -> asyncio.Future[Reply]:
    """Begin to place an order."""
    return asyncio.ensure_future(caller.limit("BUY", "60000", newClientOrderId="f"))


@pytest.mark.parametrize("fault", ["reset", "hang_up"])
@pytest.mark.parametrize("executed", [True, False])
async def test_connection_breaks(
    exchange: Exchange, guest: Caller, fault: str, executed: bool
) -> None:
    """The connection breaks before or after the order was made; the ledger knows which."""
    exchange.faults.inject("/api/v3/order", fault, executed=executed)
    with pytest.raises(BROKEN):
        await guest.limit("BUY", "60000", newClientOrderId="f")

    assert exchange.venue.ledger.executions["f"] == int(executed)
    assert exchange.requests[-1].outcome == fault
    assert exchange.requests[-1].executed is executed
    assert (await guest.limit("BUY", "60000")).status == 200


async def test_reset_is_a_reset(exchange: Exchange, guest: Caller) -> None:
    """A reset arrives as such, not as an orderly end."""
    exchange.faults.inject("/api/v3/order", "reset")
    with pytest.raises(aiohttp.ClientOSError) as caught:
        await guest.limit("BUY", "60000")

    assert caught.value.errno == 104


@pytest.mark.parametrize("executed", [True, False])
async def test_silence(exchange: Exchange, guest: Caller, executed: bool) -> None:
    """No answer comes; the order may have been made all the same."""
    exchange.faults.inject("/api/v3/order", "silence", executed=executed)
    waiting = post_order(guest)
    await exchange.venue.ledger.arrived("/api/v3/order")
    await guest.get(PING)

    assert not waiting.done()
    assert exchange.venue.ledger.executions["f"] == int(executed)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)


async def test_stop_ends_silence(exchange: Exchange, guest: Caller) -> None:
    """Stopping the exchange does not wait for silent requests."""
    exchange.faults.inject(PING, "silence")
    waiting = asyncio.ensure_future(guest.get(PING))
    await exchange.venue.ledger.arrived(PING)
    await exchange.stop()

    with pytest.raises(aiohttp.ClientError):
        await waiting


@pytest.mark.parametrize(
    ("fault", "options", "status", "has"),
    [
        ("error", {}, 500, '"code": -1000'),
        ("error", {"status": 400, "code": -1007, "message": "Timeout"}, 400, "Timeout"),
        ("html", {}, 502, "<html>"),
        ("html", {"status": 503}, 503, "503 Service Unavailable"),
        ("empty", {"status": 504}, 504, ""),
        ("broken_json", {}, 200, '{"symbol":"BTCUSDT","price":"672'),
        ("too_many", {"retry_after": 7}, 429, "-1003"),
        ("banned", {}, 418, "-1003"),
        ("forbidden", {}, 403, "403 Forbidden"),
        ("blocked", {}, 451, "restricted location"),
        ("redirect", {"location": "http://127.0.0.1:9/x"}, 307, ""),
    ],
)
async def test_wrong_answer(
    exchange: Exchange,
    http: aiohttp.ClientSession,
    fault: str,
    options: dict[str, Any],
    status: int,
    has: str,
) -> None:
    """Each fault has its status and body, once, and then all is well."""
    exchange.faults.inject(PING, fault, **options)
    async with http.get(exchange.spot_url + PING, allow_redirects=False) as answer:
        body = await answer.text()
    async with http.get(exchange.spot_url + PING) as well:
        assert well.status == 200

    assert answer.status == status
    assert has in body
    wanted = {"too_many": "7", "banned": "120"}.get(fault)
    assert answer.headers.get("Retry-After") == wanted
    if fault == "redirect":
        assert answer.headers["Location"] == "http://127.0.0.1:9/x"


async def test_limits_without_a_waiting_time(
    exchange: Exchange, http: aiohttp.ClientSession
) -> None:
    """429 and 418 can come without Retry-After."""
    for fault in ("too_many", "banned"):
        exchange.faults.inject(PING, fault, retry_after=None)
        async with http.get(exchange.spot_url + PING) as answer:
            assert "Retry-After" not in answer.headers


async def test_error_after_execution(exchange: Exchange, guest: Caller) -> None:
    """A 5xx may hide that the order was made."""
    exchange.faults.inject("/api/v3/order", "html", executed=True, status=503)
    assert (await guest.limit("BUY", "60000", newClientOrderId="f")).status == 503
    assert exchange.venue.ledger.executions["f"] == 1


async def test_parts(exchange: Exchange, http: aiohttp.ClientSession) -> None:
    """A cut body is an error of the payload; a slow one arrives whole."""
    path = exchange.spot_url + "/api/v3/time"
    exchange.faults.inject("/api/v3/time", "truncated")
    with pytest.raises(BROKEN):
        async with http.get(path) as answer:
            await answer.read()
    exchange.faults.inject("/api/v3/time", "slow_body", seconds=0)
    async with http.get(path) as answer:
        assert "serverTime" in await answer.json()


async def test_late_answer(exchange: Exchange, guest: Caller) -> None:
    """A delayed answer is the right one."""
    exchange.faults.inject("*", "delay", seconds=0)
    exchange.faults.inject("*", "delay", seconds=0, executed=True)

    assert [(await guest.get(PING)).status for _ in range(3)] == [200] * 3
    assert [seen.outcome for seen in exchange.requests] == ["delay", "delay", "answered"]


@pytest.mark.parametrize("hard", [True, False])
async def test_used_connection_is_dropped(exchange: Exchange, guest: Caller, hard: bool) -> None:
    """A request on a connection used before is dropped unread; on a fresh one it is served."""
    exchange.faults.inject("/api/v3/order", "drop_reused", times=None, hard=hard)
    assert (await guest.limit("BUY", "60000")).status == 200
    with pytest.raises(BROKEN):
        await guest.limit("BUY", "60000", newClientOrderId="f")

    assert exchange.venue.ledger.executions["f"] == 0
    assert (await guest.limit("BUY", "60000", newClientOrderId="f")).status == 200


@pytest.mark.parametrize("hard", [True, False])
async def test_idle_connection_is_closed(exchange: Exchange, hard: bool) -> None:
    """A kept-alive connection is closed by the server once idle, with FIN or RST."""
    exchange.faults.inject(PING, "idle_close", seconds=0, hard=hard)
    host, port = exchange.spot_url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(f"GET {PING} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    head = await reader.readuntil(b"\r\n\r\n")
    await reader.readexactly(2)

    assert b"200 OK" in head
    if hard:
        with pytest.raises(ConnectionResetError):
            await reader.read(1)
    else:
        assert await reader.read(1) == b""
    writer.close()


async def test_impatient_server(exchange: Exchange) -> None:
    """Sockets are closed when idle, and requests that meet the closing are not carried out."""
    exchange.faults.inject(PING, "impatient", times=None, least=0, most=0, race=0)
    exchange.faults.inject("/api/v3/time", "impatient", times=None, least=0, most=60, race=1)
    host, port = exchange.spot_url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(f"GET {PING} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    await reader.readuntil(b"{}")
    with pytest.raises((ConnectionResetError, asyncio.IncompleteReadError)):
        await reader.readexactly(1)
    writer.close()
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(b"GET /api/v3/time HTTP/1.1\r\nHost: x\r\n\r\n")
    with pytest.raises((ConnectionResetError, asyncio.IncompleteReadError)):
        await reader.readexactly(1)
    writer.close()

    assert [seen.executed for seen in exchange.requests] == [True, False]


async def test_faults_are_chosen(exchange: Exchange, guest: Caller) -> None:
    """Path, method and count decide which requests are hit; clearing ends it."""
    exchange.faults.inject("/api/v3/t*", "error", times=2)
    exchange.faults.inject("/api/v3/order", "error", times=None, method="DELETE")
    statuses = [(await guest.get(path)).status for path in (PING, *["/api/v3/time"] * 3)]
    assert statuses == [200, 500, 500, 200]

    named = {"symbol": "BTCUSDT", "orderId": 1}
    assert (await guest.signed("GET", "/api/v3/order", **named)).code == -2013
    assert (await guest.signed("DELETE", "/api/v3/order", **named)).status == 500
    exchange.faults.clear()
    assert (await guest.signed("DELETE", "/api/v3/order", **named)).code == -2011


def test_unknown_fault(exchange: Exchange) -> None:
    """A misspelt fault is refused with the list of those there are."""
    with pytest.raises(ValueError, match="broken_json"):
        exchange.faults.inject("*", "explode")
    assert "explode" not in KINDS


async def test_maintenance(exchange: Exchange, guest: Caller) -> None:
    """The system status tells of maintenance."""
    path = "/sapi/v1/system/status"
    assert (await guest.get(path)).body == {"status": 0, "msg": "normal"}
    exchange.venue.conditions.maintenance = True
    assert (await guest.get(path)).body == {"status": 1, "msg": "system_maintenance"}


async def test_execution_after_a_silence(exchange: Exchange, guest: Caller) -> None:
    """An order may be made long after its sender gave up waiting."""
    exchange.faults.inject("/api/v3/order", "silence", executes_after=0.05)
    waiting = post_order(guest)
    await exchange.venue.ledger.arrived("/api/v3/order")
    waiting.cancel()
    before = exchange.venue.ledger.executions["f"]
    made: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    exchange.venue.engine.listeners.append(lambda *_: made.set_result(None))
    await asyncio.wait_for(made, 5)

    assert (before, exchange.venue.ledger.executions["f"]) == (0, 1)

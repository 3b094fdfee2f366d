"""The control API, as the web chat and the curious use it."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sandbox import control
from sandbox.exchange import Exchange
from tests.sandbox.exchange.caller import Caller, public_pem


class Control:
    """Sends requests to a control API."""

    def __init__(self, http: aiohttp.ClientSession, base: str) -> None:
        self._http = http
        self._base = base

    async def ask(self, method: str, path: str, body: object = None) -> tuple[int, Any]:
        """Give status and answer."""
        url = f"{self._base}/control/{path}"
        async with self._http.request(method, url, json=body) as answer:
            return answer.status, await answer.json()


@pytest.fixture
async def panel(exchange: Exchange, http: aiohttp.ClientSession) -> AsyncIterator[Control]:
    """Give the control API on a server of its own."""
    application = web.Application()
    application.add_routes(control.control_routes(exchange))
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield Control(http, f"http://127.0.0.1:{runner.addresses[0][1]}")
    await runner.cleanup()


async def test_prices(panel: Control, trader: Caller) -> None:
    """Prices are listed and set; an unknown symbol or a word for a price is refused."""
    assert (await panel.ask("GET", "prices"))[1]["BTCUSDT"] == "67250.00"
    moved = {"symbol": "BTCUSDT", "price": 70000.5}
    assert await panel.ask("POST", "price", moved) == (200, {})
    price = (await trader.get("/api/v3/ticker/price", symbol="BTCUSDT")).body["price"]

    assert price == "70000.50000000"
    assert (await panel.ask("POST", "price", moved | {"symbol": "NOPE"}))[0] == 400
    assert (await panel.ask("POST", "price", moved | {"price": "much"}))[0] == 400
    assert (await panel.ask("POST", "price", {"price": "1"}))[0] == 404


async def test_faults(panel: Control, trader: Caller) -> None:
    """Faults are injected with their options, listed with their hits, and cleared."""
    fault = {"path": "/api/v3/ping", "fault": "error", "times": None, "status": 503}
    assert (await panel.ask("POST", "faults", fault))[0] == 200
    assert (await trader.get("/api/v3/ping")).status == 503
    listed = (await panel.ask("GET", "faults"))[1]
    await panel.ask("DELETE", "faults")

    assert listed == [fault | {"hits": 1, "method": "*"}]
    assert (await trader.get("/api/v3/ping")).status == 200
    assert (await panel.ask("POST", "faults", fault | {"fault": "explode"}))[0] == 400


async def test_clock_and_conditions(panel: Control, exchange: Exchange, trader: Caller) -> None:
    """Clock, maintenance, limits and bans are set."""
    true_ms = exchange.venue.time.ms()
    assert (await panel.ask("POST", "clock", {"skew_ms": 5000}))[1] == {
        "server_time": true_ms + 5000
    }
    await panel.ask("POST", "maintenance", {"on": True})
    await panel.ask("POST", "limits", {"weights": {"spot": 100}, "foreign_per_minute": 60})
    assert (await trader.get("/sapi/v1/system/status")).body["status"] == 1
    assert (await trader.get("/api/v3/ping")).used == 11
    assert (await panel.ask("POST", "limits", {}))[1]["weights"]["spot"] == 100
    await panel.ask("POST", "ban", {"seconds": 60})
    assert (await trader.get("/api/v3/ping")).status == 418
    await panel.ask("POST", "limits", {"forgive": True})
    assert (await trader.get("/api/v3/ping")).status == 200


async def test_keys(panel: Control, exchange: Exchange) -> None:
    """Keys are issued, listed without secrets, and deleted."""
    hmac = {"account": "guest", "enable_futures": True, "ip_restrict": ["127.0.0.1"]}
    issued = (await panel.ask("POST", "keys", hmac))[1]
    pem = public_pem(Ed25519PrivateKey.generate())
    pair = (await panel.ask("POST", "keys", {"account": "guest", "public_key": pem}))[1]
    listed = (await panel.ask("GET", "keys?account=guest"))[1]

    assert len(issued["secret"]) == 64
    assert pair["secret"] is None
    assert [key["type"] for key in listed] == ["hmac", "hmac", "ed25519"]
    assert listed[1]["enable_futures"] is True
    assert issued["secret"] not in str(listed)
    assert (await panel.ask("DELETE", f"keys/{pair['api_key']}"))[0] == 200
    assert (await panel.ask("DELETE", f"keys/{pair['api_key']}"))[0] == 404
    assert exchange.venue.keys.find(pair["api_key"]) is None
    assert (await panel.ask("POST", "keys", {"account": "nobody"}))[0] == 404
    assert (await panel.ask("POST", "keys", {"account": "guest", "enable_magic": True}))[0] == 400
    assert (await panel.ask("POST", "keys", {"account": "guest", "public_key": "x"}))[0] == 400


async def test_orders_from_the_app(panel: Control, guest: Caller) -> None:
    """Orders made by hand appear over the API; they fill in parts and are cancelled."""
    order = {"symbol": "BTCUSDT", "side": "BUY", "type": "LIMIT", "timeInForce": "GTC"}
    body = order | {"price": 60000, "quantity": 0.001, "account": "guest"}
    placed = (await panel.ask("POST", "orders", body))[1]
    number = placed["orderId"]
    part = {"account": "guest", "quantity": "0.0004"}
    filled = (await panel.ask("POST", f"orders/{number}/fill", part))[1]
    seen = (await guest.signed("GET", "/api/v3/openOrders")).body
    listed = (await panel.ask("GET", "orders?account=guest"))[1]
    gone = (await panel.ask("DELETE", f"orders/{number}?account=guest"))[1]

    assert filled["status"] == "PARTIALLY_FILLED"
    assert seen == listed
    assert seen[0]["executedQty"] == "0.00040000"
    assert gone["status"] == "CANCELED"
    assert (await panel.ask("DELETE", f"orders/{number}?account=guest"))[0] == 404
    assert (await panel.ask("POST", "orders", body | {"quantity": 9}))[0] == 400


async def test_money(panel: Control) -> None:
    """Deposits show in the balances."""
    await panel.ask("POST", "deposit", {"account": "guest", "asset": "DOGE", "amount": 7.5})
    accounts = (await panel.ask("GET", "accounts"))[1]

    assert accounts["guest"]["DOGE"] == {"free": "7.5", "locked": "0"}
    assert accounts["trader"].keys() >= {"BTC", "币安人生"}


async def test_requests(panel: Control, trader: Caller) -> None:
    """The ledger is read by path and forgotten; keys show four characters."""
    await trader.signed("GET", "/api/v3/account")
    await trader.get("/api/v3/ping")
    rows = (await panel.ask("GET", "requests?path=/api/v3/a*"))[1]
    await panel.ask("DELETE", "requests")

    assert [row["path"] for row in rows] == ["/api/v3/account"]
    assert rows[0]["key"] == f"…{trader.api_key[-4:]}"
    assert rows[0]["weight"] == 20
    assert (await panel.ask("GET", "requests"))[1] == []


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"do": "silence"}, 200),
        ({"do": "resume"}, 200),
        ({"do": "freeze"}, 200),
        ({"do": "drop", "hard": True}, 200),
        ({"do": "shutdown", "host": "futures"}, 200),
        ({"do": "close", "code": 1001}, 200),
        ({"do": "refuse", "how": "reset"}, 200),
        ({"do": "life", "seconds": 60}, 200),
        ({"do": "faults", "drop": 0.01, "reorder": 0.01}, 200),
        ({"do": "faults", "drop": "often"}, 400),
        ({"do": "dance"}, 400),
    ],
)
async def test_sockets(
    panel: Control, exchange: Exchange, body: dict[str, object], status: int
) -> None:
    """WebSockets are disturbed by name."""
    assert (await panel.ask("POST", "sockets", body))[0] == status
    assert exchange.sockets.spot.silenced == ("*" if body["do"] == "silence" else "")
    assert exchange.sockets.rules.door.outage == body.get("how", "")
    assert exchange.sockets.rules.life_seconds == body.get("seconds", 86_400)
    assert ("drop" in exchange.sockets.faults.shares) == (body.get("drop") == 0.01)


async def test_record_of_sockets(
    panel: Control, exchange: Exchange, http: aiohttp.ClientSession
) -> None:
    """The panel shows every socket there was."""
    async with http.ws_connect(f"{exchange.spot_stream_url}/ws"):
        _, seen = await panel.ask("GET", "sockets")

    assert (seen["attempts"], seen["refused"], seen["busiest_second"]) == (1, 0, 0)
    assert seen["sockets"] == [{"host": "spot", "open": True, "messages": 0, "commands": 0}]


async def test_foreign_pages_cannot_send(
    panel: Control, exchange: Exchange, http: aiohttp.ClientSession
) -> None:
    """A body without the JSON type, as a web page could send it unasked, is refused."""
    url = f"{panel._base}/control/price"
    plain = '{"symbol": "BTCUSDT", "price": "1"}'
    async with http.post(url, data=plain) as answer:
        assert answer.status == 400
    assert str(exchange.venue.market.price("BTCUSDT")) == "67250.00"
    assert (await panel.ask("POST", "price", ["BTCUSDT"]))[0] == 400


def test_docstring_lists_every_route(exchange: Exchange) -> None:
    """The documentation names each route, and no other."""
    lines = (control.__doc__ or "").splitlines()
    documented = {
        (line.split()[0], line.split()[1])
        for line in lines
        if line.startswith(("GET ", "POST ", "DELETE "))
    }
    served = {
        (route.method, route.path.removeprefix("/control/"))
        for route in control.control_routes(exchange)
    }

    assert documented == served

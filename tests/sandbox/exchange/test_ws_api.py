"""The spot WebSocket API: requests, sessions, limits, faults."""

import aiohttp
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sandbox.exchange import Exchange
from tests.sandbox.exchange.caller import Caller, HandClock, public_pem
from tests.sandbox.exchange.ws_caller import Api

ORDER = {
    "symbol": "BTCUSDT",
    "side": "BUY",
    "type": "LIMIT",
    "timeInForce": "GTC",
    "price": "60000",
    "quantity": "0.001",
}


@pytest.mark.parametrize(
    ("method", "params", "weight"),
    [
        ("ping", {}, 1),
        ("time", {}, 1),
        ("v3/ticker.price", {"symbol": "BTCUSDT"}, 2),
        ("ticker.book", {"symbols": ["BTCUSDT", "币安人生USDT"]}, 4),
        ("ticker.24hr", {"symbol": "BTCUSDT"}, 2),
        ("depth", {"symbol": "BTCUSDT", "limit": 5}, 5),
        ("klines", {"symbol": "BTCUSDT", "interval": "1h", "limit": 2}, 2),
        ("exchangeInfo", {"symbol": "BTCUSDT"}, 20),
        ("avgPrice", {"symbol": "BTCUSDT"}, 2),
    ],
)
async def test_public_method(api: Api, method: str, params: dict[str, object], weight: int) -> None:
    """Public methods answer as REST does and tell the weight, the handshake's 2 included."""
    answer = await api.ask(method, **params)

    assert answer["status"] == 200
    assert answer["rateLimits"][0]["count"] == weight + 2


async def test_errors(api: Api) -> None:
    """Errors have status and code; unreadable text is answered without an id."""
    assert (await api.ask("depth", symbol="NOPE"))["error"]["code"] == -1121
    assert (await api.ask("nonsense"))["status"] == 400
    assert (await api.ask("account.status"))["error"]["code"] == -1102
    await api.socket.send_str("nonsense")
    assert (await api.socket.receive_json()) | {"error": 0} == {
        "id": None,
        "status": 400,
        "error": 0,
    }
    assert "rateLimits" not in await api.ask("ping", returnRateLimits=False)


async def test_signed_requests_of_many_users(
    api: Api, trader: Caller, guest: Caller, exchange: Exchange
) -> None:
    """One connection serves many accounts, each request with its own signature."""
    mine = await api.signed(trader, "account.status", omitZeroBalances=True)
    theirs = await api.signed(guest, "account.status", omitZeroBalances=True)
    guest.secret = trader.secret
    forged = await api.signed(guest, "account.status")

    assert mine["result"]["uid"] != theirs["result"]["uid"]
    assert [row["asset"] for row in theirs["result"]["balances"]] == ["USDT"]
    assert forged["error"]["code"] == -1022
    assert exchange.requests[-1].endpoint == "WS account.status"


async def test_order_by_its_own_signature(api: Api, trader: Caller) -> None:
    """Orders are placed, asked for and cancelled; names beyond ASCII are signed as they are."""
    named = {"symbol": "币安人生USDT", "quantity": "100", "price": "0.1"}
    placed = await api.signed(trader, "order.place", **ORDER | named, newClientOrderId="w")
    found = await api.signed(trader, "order.status", symbol="币安人生USDT", origClientOrderId="w")
    opened = await api.signed(trader, "openOrders.status", symbol="币安人生USDT")
    gone = await api.signed(trader, "order.cancel", symbol="币安人生USDT", origClientOrderId="w")

    assert placed["result"]["status"] == found["result"]["status"] == "NEW"
    assert len(opened["result"]) == 2
    assert gone["result"]["status"] == "CANCELED"
    assert [limit["rateLimitType"] for limit in placed["rateLimits"]] == [
        "REQUEST_WEIGHT",
        "ORDERS",
        "ORDERS",
    ]
    assert (await api.signed(trader, "order.test", **ORDER))["result"] == {}


async def test_session(
    api: Api, exchange: Exchange, private: Ed25519PrivateKey, clock: HandClock
) -> None:
    """After logon a timestamp is enough, until logout."""
    key = exchange.create_key("trader", public_key=public_pem(private))
    logged_on = await api.log_on(key.api_key, private)
    status = await api.ask("session.status")
    account = await api.ask("account.status", timestamp=clock.ms)
    trading = await api.ask("order.place", timestamp=clock.ms, **ORDER)
    old = await api.ask("account.status", timestamp=clock.ms - 6000)
    await api.ask("session.logout")
    after = await api.ask("account.status", timestamp=clock.ms)

    assert logged_on["result"]["apiKey"] == status["result"]["apiKey"] == key.api_key
    assert account["status"] == 200
    assert (trading["status"], trading["error"]["code"]) == (401, -2015)
    assert old["error"]["code"] == -1021
    assert after["error"]["code"] == -1102


async def test_only_ed25519_logs_on(api: Api, trader: Caller) -> None:
    """An HMAC key cannot log on."""
    assert (await api.signed(trader, "session.logon"))["status"] == 400
    assert (await api.ask("session.status"))["result"]["apiKey"] is None


async def test_limits_over_sockets(
    api: Api, exchange: Exchange, http: aiohttp.ClientSession, clock: HandClock
) -> None:
    """Weight is shared with REST; a refusal tells a moment, and a ban refuses connections."""
    exchange.venue.limits.weights["spot"] = 3
    exchange.venue.limits.patience = 1
    assert (await api.ask("ping"))["status"] == 200
    refused = await api.ask("ping")
    banned = await api.ask("ping")

    assert (refused["status"], banned["status"]) == (429, 418)
    assert refused["error"]["data"]["retryAfter"] == clock.ms + 55_000
    with pytest.raises(aiohttp.WSServerHandshakeError) as caught:
        await http.ws_connect(exchange.spot_ws_api_url)
    assert caught.value.status == 418


@pytest.mark.parametrize("executed", [True, False])
async def test_faults_over_sockets(
    api: Api, exchange: Exchange, trader: Caller, executed: bool
) -> None:
    """A socket can break around an order; the ledger knows whether it was made."""
    exchange.faults.inject("order.place", "reset", executed=executed)
    params = ORDER | {"newClientOrderId": "f"}
    with pytest.raises(TypeError):
        await api.signed(trader, "order.place", **params)

    assert exchange.venue.ledger.executions["f"] == int(executed)


async def test_error_and_broken_json_over_sockets(api: Api, exchange: Exchange) -> None:
    """An injected error keeps the id of the request; broken JSON is broken."""
    exchange.faults.inject("ping", "error", code=-1007)
    assert (await api.ask("ping"))["error"]["code"] == -1007
    exchange.faults.inject("ping", "broken_json")
    await api.socket.send_json({"id": 9, "method": "ping"})
    assert not (await api.socket.receive_str()).endswith("}")
    exchange.faults.inject("ping", "delay", seconds=0)
    assert (await api.ask("ping"))["status"] == 200


async def test_shutdown(api: Api, exchange: Exchange) -> None:
    """The end of the server is announced."""
    await api.ask("ping")
    exchange.sockets.announce_shutdown()

    assert (await api.event())["event"]["e"] == "serverShutdown"

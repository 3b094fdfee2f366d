"""Metrics: what is counted, and what stands in a label."""

import pytest
from prometheus_client import REGISTRY, generate_latest

from binance.client import BinanceClient
from binance.credentials import Credentials
from binance.exceptions import KeyRejected, UnreadableAnswer
from tests.binance.manual_time import ManualTime
from tests.binance.scripted_server import DROP, Answer, ScriptedServer

PRICE = Answer('{"symbol": "BTCUSDT", "price": "1.5"}')


async def test_outcomes_are_counted(
    client: BinanceClient, server: ScriptedServer, credentials: Credentials
) -> None:
    """Answers, cached answers, refusals and lost calls have their own status."""
    server.script(PRICE)
    await client.spot.ticker_price("BTCUSDT")
    await client.spot.ticker_price("BTCUSDT")
    server.script(Answer('{"code": -2015, "msg": "Invalid API-key"}', 401))
    with pytest.raises(KeyRejected):
        await client.account(credentials).spot.account()
    server.otherwise = lambda _: Answer("<html>")
    with pytest.raises(UnreadableAnswer):
        await client.spot.ping()
    value = client.registry.get_sample_value
    price = "GET /api/v3/ticker/price"

    assert value("binance_requests_total", {"endpoint": price, "status": "200"}) == 1
    assert value("binance_requests_total", {"endpoint": price, "status": "cached"}) == 1
    assert (
        value("binance_requests_total", {"endpoint": "GET /api/v3/account", "status": "401"}) == 1
    )
    ping = {"endpoint": "GET /api/v3/ping", "status": "UnreadableAnswer"}
    assert value("binance_requests_total", ping) == 1
    assert value("binance_retries_total", ping) == 2
    health = client.health()
    assert (health.calls, health.cache_hits, health.retries) == (4, 1, 2)
    assert health.errors == {"KeyRejected": 1, "UnreadableAnswer": 1}


async def test_nothing_personal_in_the_metrics(
    client: BinanceClient, server: ScriptedServer, credentials: Credentials
) -> None:
    """Neither user, symbol nor key can be read from the metrics."""
    server.otherwise = lambda _: Answer("[]")
    account = client.on_behalf_of(123456789).account(credentials)
    await account.spot.my_trades("BTCUSDT")
    text = generate_latest(client.registry).decode()

    assert "GET /api/v3/myTrades" in text
    for secret in ("123456789", "BTCUSDT", credentials.api_key, credentials.secret):
        assert secret not in text


async def test_registry_is_the_clients_own(client: BinanceClient, server: ScriptedServer) -> None:
    """Two clients in one process do not share counters, nor use the global registry."""
    server.script(Answer())
    await client.spot.ping()

    assert (
        REGISTRY.get_sample_value(
            "binance_requests_total", {"endpoint": "GET /api/v3/ping", "status": "200"}
        )
        is None
    )


async def test_latency_of_calls_that_were_sent(
    client: BinanceClient, server: ScriptedServer, now: ManualTime
) -> None:
    """The 95th percentile counts waiting and retries, and no cached answer."""
    assert client.health().latency_p95 is None
    server.script(*[Answer()] * 18, DROP, DROP, Answer())
    for _ in range(19):
        await client.spot.ping()
    p95 = client.health().latency_p95

    assert p95 == pytest.approx(sum(now.pauses))


async def test_an_endpoint_declared_twice_is_one_series(
    client: BinanceClient, server: ScriptedServer
) -> None:
    """Prometheus refuses a page that has the same labels twice."""
    server.script(PRICE, Answer("[]"))
    await client.spot.ticker_price("BTCUSDT")
    await client.spot.ticker_prices()
    lines = generate_latest(client.registry).decode().splitlines()
    labels = [line.rpartition(" ")[0] for line in lines if not line.startswith("#")]

    assert len(labels) == len(set(labels))
    price = {"endpoint": "GET /api/v3/ticker/price", "status": "200"}
    assert client.registry.get_sample_value("binance_requests_total", price) == 2


async def test_an_endpoint_declared_twice_has_one_budget(
    client: BinanceClient, server: ScriptedServer, credentials: Credentials
) -> None:
    """Binance counts by path, whichever declaration a call was made through."""
    server.otherwise = lambda _: Answer('{"ipRestrict": true, "createTime": 1}')
    wallet = client.account(credentials).wallet
    await wallet.api_restrictions()
    await wallet.api_restrictions_as_sent()

    assert client.health().weight["GET /sapi/v1/account/apiRestrictions"].used == 2

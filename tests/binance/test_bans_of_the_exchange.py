"""Bans as the pretend exchange gives them: it sees nothing before their end, then a ping."""

import pytest

from binance.client import BinanceClient, ClientOptions
from binance.exceptions import IpBanned, LimitReached
from binance.request.gate import Gate
from sandbox.exchange import Exchange
from tests.binance.manual_time import ManualTime
from tests.binance.pretend import hosts_of, key_of
from tests.binance.restarting import Paper


async def test_exchange_agrees(exchange: Exchange, now: ManualTime) -> None:
    """The pretend exchange bans, and sees nothing until it is over and then a ping first."""
    memory = Paper()
    exchange.faults.inject("/api/v3/account", "banned", retry_after=300)
    options = ClientOptions(hosts_of(exchange))
    async with BinanceClient.open(options, now.timing, bans=memory) as client:
        account = client.account(key_of(exchange))
        with pytest.raises(LimitReached):
            await account.spot.account()
        for call in (client.spot.ping, client.futures.ping, account.spot.open_orders):
            with pytest.raises(IpBanned):
                await call()
        inside = len(exchange.requests)
        now.passed = 301
        await client.spot.time()
    after = [seen.path for seen in exchange.requests[inside:]]

    assert inside == 1
    assert after == ["/api/v3/ping", "/api/v3/time"]
    assert memory.stop is not None


async def test_without_the_gate_others_go_on(
    exchange: Exchange, now: ManualTime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Control: when the gate is never shut, the exchange sees calls inside its ban."""
    monkeypatch.setattr(Gate, "_shut", lambda *_: None)
    exchange.faults.inject("/api/v3/account", "banned", retry_after=300)
    async with BinanceClient.open(ClientOptions(hosts_of(exchange)), now.timing) as client:
        with pytest.raises(LimitReached):
            await client.account(key_of(exchange)).spot.account()
        await client.futures.ping()

    assert len(exchange.requests) == 2

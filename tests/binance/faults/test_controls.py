"""The matrix would notice: the same faults with one guard removed."""
# mypy: disable-error-code="empty-body"
# The bodies are empty on purpose: `endpoint` makes the method from its signature.

import asyncio
from typing import Any

import pytest

from binance.client import BinanceAccount, BinanceClient, ClientOptions
from binance.exceptions import BinanceError, RequestTimeout
from binance.request.endpoint import ApiGroup, endpoint
from binance.request.request import Security
from sandbox.exchange import Exchange
from tests.binance.faults.conftest import TIMEOUT
from tests.binance.pretend import hosts_of, key_of
from tests.campaigns.virtual_time import timing

pytestmark = pytest.mark.looptime(noop_cycles=8)


class Careless(ApiGroup):
    """Orders that somebody has declared to be reads."""

    __slots__ = ()

    @endpoint("POST", "/api/v3/order", security=Security.TRADE, read=True)
    async def buy(
        self,
        symbol: str,
        side: str,
        type: str,  # noqa: A002 -- Binance's word
        quote_order_qty: str,
        new_client_order_id: str,
    ) -> dict[str, Any]:
        """Buy at once."""


async def test_order_that_is_repeated(binance: BinanceClient, exchange: Exchange) -> None:
    """An order that may be repeated is made three times under one client order id."""
    exchange.faults.inject("/api/v3/order", "reset", times=None, executed=True)
    careless = Careless(binance._pipeline, 0, key_of(exchange))
    with pytest.raises(BinanceError):
        await careless.buy("BTCUSDT", "BUY", "MARKET", "20", "one")

    assert exchange.venue.ledger.executions["one"] == 3


async def test_call_without_a_deadline(exchange: Exchange) -> None:
    """With ten times the time a call waits ten times as long for a silent server."""
    exchange.faults.inject("*", "silence", times=None)
    loop = asyncio.get_running_loop()
    began = loop.time()
    options = ClientOptions(hosts_of(exchange), timeout=10 * TIMEOUT)
    async with BinanceClient.open(options, timing()) as client:
        with pytest.raises(RequestTimeout):
            await client.spot.ping()

    assert loop.time() - began >= 10 * TIMEOUT


async def test_patience_without_retries(
    account: BinanceAccount, exchange: Exchange, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without second attempts a fault that comes once is seen."""
    monkeypatch.setattr("binance.request.retry._ATTEMPTS", 1)
    exchange.faults.inject("/api/v3/account", "reset")
    with pytest.raises(BinanceError):
        await account.spot.account()

    assert len(exchange.requests) == 1

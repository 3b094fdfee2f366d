"""Followed margin accounts: listen tokens renewed in time, every fill exactly once."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from binance.client import BinanceClient
from binance.models.user_events_reading import Product
from binance.websocket.user_data import Status
from binance.websocket.user_data_connection import USER_DATA_RULES
from sandbox.exchange import Exchange
from tests.binance.websocket.stepped_time import SteppedTime
from tests.binance.websocket_user.conftest import OpenBinance
from tests.binance.websocket_user.listening import Listener, trading_key

CALM = replace(USER_DATA_RULES, heartbeat=1e7, renew_after=1e7)  # hours pass within a moment


async def trade(binance: BinanceClient, listener: Listener, side: str = "BUY") -> None:
    """Fill a small order of the cross account at once."""
    await binance.account(listener.credentials).call(
        "margin.post_order", symbol="BTCUSDT", side=side, type="MARKET", quantity=Decimal("0.01")
    )


@pytest.mark.parametrize("renews", [True, False])
async def test_a_token_is_renewed_before_it_ends(
    renews: bool,
    open_binance: OpenBinance,
    exchange: Exchange,
    now: SteppedTime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Four tokens of an hour each make no gap; without renewal (the control) each end is one."""
    if not renews:
        monkeypatch.setattr("binance.websocket.user_data_connection._RENEW_PART", 1e6)
    key = trading_key(exchange, "trader")
    life = timedelta(hours=1)
    async with (
        open_binance(rules=CALM, audit=0, token_life=life) as binance,
        Listener.follow(binance, key, Product.MARGIN) as listener,
    ):
        await now.until(lambda: listener.is_live)
        for _ in range(40):
            await now.advance(300)
            exchange.sockets.api.end_old()
            await now.until(lambda: listener.is_live, step=0.1)
        await trade(binance, listener)
        await now.until(lambda: listener.fills)

        assert (listener.gaps == 0) is renews
        assert listener.fills[0].product is Product.MARGIN
        assert exchange.sockets.api.opened == 1


async def test_fills_of_a_disconnect_are_found(
    open_binance: OpenBinance, exchange: Exchange, now: SteppedTime
) -> None:
    """What was filled on margin without a socket is told once, spot fills are not."""
    key = trading_key(exchange, "trader")
    async with (
        open_binance() as binance,
        Listener.follow(binance, key, Product.MARGIN) as listener,
    ):
        await now.until(lambda: listener.is_live)
        await trade(binance, listener)
        await now.until(lambda: listener.fills)
        exchange.sockets.refuse()
        exchange.sockets.drop(hard=True)
        await now.until(lambda: listener.state.status is Status.CONNECTING)
        await trade(binance, listener, "SELL")
        exchange.sockets.refuse("")
        await now.until(lambda: len(listener.fills) == 2, step=1.0)
        await now.until(lambda: listener.is_live)

        book = exchange.venue.margin["trader"].account
        assert set(listener.told()) == {(fill.symbol, fill.id) for fill in book.fills[-2:]}
        assert set(listener.told().values()) == {1}
        assert [fill.recovered for fill in listener.fills] == [False, True]


async def test_an_isolated_account_is_followed_by_its_symbol(
    open_binance: OpenBinance, exchange: Exchange, now: SteppedTime
) -> None:
    """The token is asked for with the symbol, and the account is compared as an isolated one."""
    key = trading_key(exchange, "trader")
    async with (
        open_binance() as binance,
        Listener.follow(binance, key, Product.MARGIN, symbol="ETHUSDT") as listener,
    ):
        await now.until(lambda: listener.is_live)
        asked = [one for one in exchange.requests if one.path.startswith("/sapi/")]

        assert [one.path for one in asked] == [
            "/sapi/v1/userListenToken",
            "/sapi/v1/margin/isolated/account",
        ]
        assert "symbol=ETHUSDT" in asked[0].query

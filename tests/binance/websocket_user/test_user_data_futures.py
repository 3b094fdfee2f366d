"""Followed futures accounts: listen keys kept alive and replaced, every fill exactly once."""

from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from decimal import Decimal

import pytest

from binance.client import BinanceClient
from binance.exceptions import KeyRejected
from binance.models.user_events_futures import OrderTradeUpdate, TradeLite
from binance.models.user_events_reading import Product
from binance.websocket.user_data import Status
from binance.websocket.user_data_keys import KEY_RULES
from sandbox.exchange import Exchange
from sandbox.exchange.contract_wallet import Product as Contracts
from tests.binance.websocket.stepped_time import SteppedTime
from tests.binance.websocket_user.conftest import OpenBinance
from tests.binance.websocket_user.listening import Listener, trading_key

CALM = replace(KEY_RULES, heartbeat=1e7, renew_after=1e7)  # hours pass within a moment here
BOTH = pytest.mark.parametrize("product", [Product.FUTURES, Product.COIN_FUTURES])
Open = Callable[[Product], AbstractAsyncContextManager[tuple[BinanceClient, Listener]]]


@pytest.fixture
def open_listener(open_binance: OpenBinance, exchange: Exchange, now: SteppedTime) -> Open:
    """Follow the trader's contracts until the test is over."""

    @asynccontextmanager
    async def opened(product: Product) -> AsyncIterator[tuple[BinanceClient, Listener]]:
        key = trading_key(exchange, "trader")
        async with (
            open_binance(key_rules=CALM, audit=0) as binance,
            Listener.follow(binance, key, product) as listener,
        ):
            await now.until(lambda: listener.is_live)
            yield binance, listener

    return opened


async def trade(binance: BinanceClient, listener: Listener, side: str = "BUY") -> None:
    """Fill a small order at once, on the contracts the listener follows."""
    product = listener.state.product
    coin = product is Product.COIN_FUTURES
    await binance.account(listener.credentials).call(
        f"{product}.post_order",
        symbol="BTCUSD_PERP" if coin else "BTCUSDT",
        side=side,
        type="MARKET",
        quantity=Decimal(1) if coin else Decimal("0.01"),
    )


def made(exchange: Exchange, product: Product) -> Counter[tuple[str, int]]:
    """Count the trades the account really made."""
    contracts = Contracts.COIN if product is Product.COIN_FUTURES else Contracts.USD
    fills = exchange.accounts["trader"].wallet(contracts).fills
    return Counter((fill.symbol, fill.id) for fill in fills)


@BOTH
async def test_a_fill_is_told_once_although_it_is_announced_before(
    product: Product, open_listener: Open, exchange: Exchange, now: SteppedTime
) -> None:
    """The short event of a trade and the full one give one fill, with fee and profit."""
    before = made(exchange, product)
    async with open_listener(product) as (binance, listener):
        await trade(binance, listener)
        await now.until(lambda: listener.fills)
        await now.advance(1)

    assert any(isinstance(one, TradeLite) for one in listener.events)
    assert any(isinstance(one, OrderTradeUpdate) for one in listener.events)
    assert listener.told() == made(exchange, product) - before
    assert listener.fills[0].commission_asset is not None
    assert listener.fills[0].realized_profit is not None


@BOTH
async def test_fills_of_a_disconnect_are_found(
    product: Product, open_listener: Open, exchange: Exchange, now: SteppedTime
) -> None:
    """What was filled without a socket is asked for by the account's commissions."""
    before = made(exchange, product)
    async with open_listener(product) as (binance, listener):
        await trade(binance, listener)
        await now.until(lambda: listener.fills)
        exchange.sockets.refuse()
        exchange.sockets.drop(hard=True)
        await now.until(lambda: listener.state.status is Status.CONNECTING)
        await trade(binance, listener, "SELL")
        exchange.sockets.refuse("")
        await now.until(lambda: len(listener.fills) == 2, step=1.0)
        await now.until(lambda: listener.is_live)

    assert listener.gaps == 1
    assert listener.told() == made(exchange, product) - before
    assert [fill.recovered for fill in listener.fills] == [False, True]


@BOTH
async def test_a_key_is_kept_alive_for_hours(
    product: Product, open_listener: Open, exchange: Exchange, now: SteppedTime
) -> None:
    """Every half hour the key is given another hour, so that events go on without a gap."""
    async with open_listener(product) as (binance, listener):
        for number in range(1, 7):
            await now.advance(1_800)
            await now.until(lambda: len(puts(exchange)) == number)  # noqa: B023 -- waited for
        await trade(binance, listener)
        await now.until(lambda: listener.fills)

        assert listener.gaps == 0
        assert not listener.fills[0].recovered


@BOTH
async def test_a_key_that_has_ended_is_replaced(
    product: Product, open_listener: Open, exchange: Exchange, now: SteppedTime
) -> None:
    """`listenKeyExpired` is no disconnect: a new key is listened to on the same socket."""
    hub, keys = exchange.sockets.futures, exchange.venue.listen_keys
    if product is Product.COIN_FUTURES:
        hub, keys = exchange.sockets.coin_futures, exchange.venue.coin_listen_keys
    before = made(exchange, product)
    async with open_listener(product) as (binance, listener):
        await now.advance(10)
        keys.end("trader")
        hub.expire_keys()
        await trade(binance, listener)
        await now.until(lambda: listener.fills, step=0.2)
        await now.until(lambda: listener.is_live)
        await trade(binance, listener, "SELL")
        await now.until(lambda: len(listener.fills) == 2)

        assert hub.opened == 1
        assert listener.gaps == 1
        assert listener.told() == made(exchange, product) - before
        assert not listener.fills[1].recovered


async def test_a_key_that_ended_unheard_is_replaced(
    open_listener: Open, exchange: Exchange, now: SteppedTime
) -> None:
    """Binance says -1125 when a key is to be extended that is gone: another is started."""
    async with open_listener(Product.FUTURES) as (binance, listener):
        exchange.venue.listen_keys.end("trader")
        await trade(binance, listener)
        await now.advance(1_800)
        await now.until(lambda: listener.fills, step=0.2)

        assert listener.gaps == 1
        assert listener.fills[0].recovered


async def test_accounts_share_a_socket_and_a_revoked_key_stops_alone(
    open_listener: Open, exchange: Exchange, now: SteppedTime
) -> None:
    """A key that is refused when it is extended stops its account; the others go on."""
    async with open_listener(Product.FUTURES) as (binance, listener):
        key = trading_key(exchange, "guest")
        async with Listener.follow(binance, key, Product.FUTURES) as guest:
            await now.until(lambda: guest.is_live)
            exchange.revoke_key(key.api_key)
            await now.advance(2_000)
            await now.until(lambda: guest.stopped, step=1.0)
            await trade(binance, listener)
            await now.until(lambda: listener.fills)

            assert guest.stopped is not None
            assert isinstance(guest.stopped.error, KeyRejected)
            assert not listener.stopped
            assert exchange.sockets.futures.opened == 1


async def test_an_account_that_fails_for_long_is_asked_more_and_more_rarely(
    open_binance: OpenBinance, exchange: Exchange, now: SteppedTime
) -> None:
    """Whoever has no futures account is not stopped, nor does the bot ask every second."""
    exchange.faults.inject("/fapi/v1/listenKey", "error", times=12, status=400, code=-1109)
    key = trading_key(exchange, "trader")
    async with (
        open_binance(key_rules=CALM, audit=0) as binance,
        Listener.follow(binance, key, Product.FUTURES) as listener,
    ):
        await now.until(lambda: listener.state.last_error)
        await now.advance(60, turns=60)
        asked = len(exchange.requests)
        await now.until(lambda: listener.is_live, step=5.0)

        assert 3 <= asked <= 10
        assert not listener.stopped
        assert len(exchange.requests) >= 13


def puts(exchange: Exchange) -> list[str]:
    """Give the answered extensions of keys."""
    return [one.path for one in exchange.requests if one.method == "PUT" and one.status == 200]

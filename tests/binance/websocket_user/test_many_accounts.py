"""Many accounts at once: spread over sockets, renewed, reconnected, in the order of need."""

import asyncio
from contextlib import AsyncExitStack
from decimal import Decimal

import pytest

from binance.client import BinanceClient
from binance.credentials import Credentials, KeyType
from binance.models.user_events_reading import Product
from binance.websocket.user_data import Status
from sandbox.exchange import Exchange
from sandbox.exchange.accounts import Account
from tests.binance.websocket.stepped_time import SteppedTime
from tests.binance.websocket_user.conftest import Follow, OpenBinance
from tests.binance.websocket_user.listening import Listener, buy, made, trading_key


def open_accounts(exchange: Exchange, count: int) -> list[str]:
    """Open accounts with some money."""
    names = [f"person{number}" for number in range(count)]
    for number, name in enumerate(names):
        account = Account(name=name, uid=900_000 + number)
        account.deposit("USDT", Decimal(100_000))
        exchange.accounts[name] = account
    return names


async def follow_all(
    stack: AsyncExitStack, binance: BinanceClient, exchange: Exchange, names: list[str]
) -> dict[str, Listener]:
    """Follow every account until the stack is closed."""
    return {
        name: await stack.enter_async_context(
            Listener.follow(binance, trading_key(exchange, name), Product.SPOT)
        )
        for name in names
    }


async def test_each_account_hears_of_its_own_fills(
    binance: BinanceClient, exchange: Exchange, now: SteppedTime
) -> None:
    """Twenty accounts ride on one socket, with a bad key among them, through two reconnects."""
    names = open_accounts(exchange, 20)
    bad = Credentials("b" * 64, "nothing", KeyType.HMAC)
    async with AsyncExitStack() as stack:
        listeners = await follow_all(stack, binance, exchange, names)
        await stack.enter_async_context(Listener.follow(binance, bad, Product.SPOT))
        state = binance.user_data.state
        await now.until(lambda: state().count(Status.LIVE) == 20, step=0.1)
        for hard in (True, False):
            orders = (buy(binance.account(one.credentials)) for one in listeners.values())
            placed = asyncio.gather(*orders)
            await now.until(placed.done, step=0.5)
            await placed
            exchange.sockets.drop(hard=hard)
            await now.until(lambda: state().count(Status.LIVE) < 20, step=0.1)
            await now.until(lambda: state().count(Status.LIVE) == 20, step=0.5)

        assert all(one.told() == made(exchange, name) for name, one in listeners.items())
        assert all(len(one.fills) == 2 for one in listeners.values())
        assert state().count(Status.STOPPED) == 1
        assert state().connections == 1


async def test_a_full_socket_is_followed_by_another(
    binance: BinanceClient, exchange: Exchange, now: SteppedTime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beyond 1,000 accounts (three here) another connection is opened, and closed again."""
    monkeypatch.setattr("binance.websocket.user_data.MOST_ACCOUNTS", 3)
    names = open_accounts(exchange, 7)
    async with AsyncExitStack() as stack:
        listeners = await follow_all(stack, binance, exchange, names)
        await now.until(lambda: all(one.is_live for one in listeners.values()), step=0.1)
        counts = sorted(len(one.session.subscriptions) for one in exchange.sockets.api.sockets)

        assert counts == [1, 3, 3]
    await now.until(lambda: not exchange.sockets.api.sockets)


async def test_ids_of_a_socket_run_out(
    follow: Follow,
    binance: BinanceClient,
    exchange: Exchange,
    now: SteppedTime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A socket is renewed before its subscription ids are used up; nobody notices."""
    monkeypatch.setattr("binance.websocket.user_data_connection._MOST_EVER", 3)
    names = open_accounts(exchange, 3)
    async with follow() as listener:
        for name in names:
            async with follow(name):
                pass
        await now.until(lambda: binance.user_data.state().reconnects, step=0.5)
        await buy(binance.account(listener.credentials))
        await now.until(lambda: listener.fills)

        assert listener.gaps == 0


async def test_those_who_traded_are_asked_for_first(
    open_binance: OpenBinance, exchange: Exchange, now: SteppedTime
) -> None:
    """After a gap the account that had fills is compared before those that had none."""
    names = open_accounts(exchange, 12)
    async with open_binance(audit=0) as binance, AsyncExitStack() as stack:
        listeners = await follow_all(stack, binance, exchange, names)
        await now.until(lambda: all(one.is_live for one in listeners.values()), step=0.1)
        await buy(binance.account(listeners[names[-1]].credentials))
        await now.until(lambda: listeners[names[-1]].fills)
        exchange.venue.ledger.clear()
        exchange.sockets.drop()
        await now.until(lambda: not listeners[names[0]].is_live)
        await now.until(lambda: all(one.is_live for one in listeners.values()), step=0.1)

    asked = [one.caller_key for one in exchange.requests if one.path == "/api/v3/account"]
    assert asked[0] == listeners[names[-1]].credentials.api_key
    assert len(asked) == 12


async def test_two_accounts_that_end_together_leave_alone(
    follow: Follow, exchange: Exchange, now: SteppedTime
) -> None:
    """Two connections that lose their last account at the same moment are both closed."""
    refused: list[Listener] = []

    async def listen() -> None:
        async with follow() as listener:
            refused.append(listener)
            await now.until(lambda: len(refused) == 2 and all(one.stopped for one in refused))

    both = asyncio.gather(listen(), listen())
    await now.until(lambda: len(refused) == 2)
    for listener in refused:
        exchange.revoke_key(listener.credentials.api_key)
    await both
    async with follow("guest"):
        await now.until(lambda: len(exchange.sockets.api.sockets) == 1)
        assert exchange.sockets.api.opened == 3


async def test_whoever_leaves_during_a_renewal_leaves_both_sockets(
    follow: Follow, exchange: Exchange, now: SteppedTime
) -> None:
    """An account that goes while a new socket is prepared is not subscribed there any more."""
    async with follow():
        async with follow("guest"):
            exchange.sockets.announce_shutdown()
            await now.until(lambda: subscribed(exchange) == [2, 2], step=0.01)
        await now.until(lambda: subscribed(exchange) == [1, 1])
        await now.until(lambda: len(subscribed(exchange)) == 1, step=0.1)

        assert subscribed(exchange) == [1]


async def test_a_socket_without_ids_is_replaced(
    follow: Follow,
    binance: BinanceClient,
    exchange: Exchange,
    now: SteppedTime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Once Binance refuses another number (after 65,535; two here) a new socket takes everybody."""
    monkeypatch.setattr("sandbox.exchange.ws_session.MOST_EVER", 2)
    async with follow() as listener:
        async with follow("guest"):
            assert subscribed(exchange) == [2]
        guest = trading_key(exchange, "guest")
        async with Listener.follow(binance, guest, Product.SPOT) as other:
            await now.until(lambda: other.is_live, step=0.1)
            await now.until(lambda: len(subscribed(exchange)) == 1, step=0.1)

            assert subscribed(exchange) == [2]
            assert exchange.sockets.api.opened == 2
            assert listener.gaps == other.gaps == 0


def subscribed(exchange: Exchange) -> list[int]:
    """Count the accounts on each socket."""
    return [len(one.session.subscriptions) for one in exchange.sockets.api.sockets]

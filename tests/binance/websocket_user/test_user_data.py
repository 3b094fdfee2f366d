"""Followed spot accounts: every fill exactly once, whatever happens to the sockets."""

import asyncio
from dataclasses import replace
from decimal import Decimal
from itertools import cycle

import pytest

from binance.client import BinanceAccount, BinanceClient
from binance.credentials import Credentials, KeyType
from binance.enums import OrderStatus, Side
from binance.exceptions import KeyRejected
from binance.models.user_events import ExecutionReport, OutboundAccountPosition
from binance.models.user_events_reading import Product
from binance.websocket.user_data import Fill, Reconciled, Status
from binance.websocket.user_data_connection import USER_DATA_RULES
from sandbox.exchange import Exchange
from tests.binance.websocket.stepped_time import SteppedTime
from tests.binance.websocket_user.conftest import Follow, OpenBinance
from tests.binance.websocket_user.listening import Listener, buy, made, trading_key


async def test_a_fill_is_told_as_it_happens(
    follow: Follow, account: BinanceAccount, now: SteppedTime
) -> None:
    """An order gives its reports, its balances and one fill with its fee."""
    async with follow() as listener:
        await buy(account)
        await now.until(lambda: len(listener.events) == 5)

    first, _, last, fill, position = listener.events
    assert isinstance(first, ExecutionReport)
    assert isinstance(last, ExecutionReport)
    assert isinstance(position, OutboundAccountPosition)
    assert isinstance(fill, Fill)
    assert (first.status, last.status) == (OrderStatus.NEW, OrderStatus.FILLED)
    assert [fill] == listener.fills
    assert (fill.symbol, fill.side, fill.qty) == ("BTCUSDT", Side.BUY, Decimal("0.01"))
    assert fill.quote_qty == fill.price * fill.qty
    assert fill.commission_asset == "BTC"
    assert not fill.recovered


async def test_fills_of_a_disconnect_are_found_by_rest(
    follow: Follow, account: BinanceAccount, exchange: Exchange, now: SteppedTime
) -> None:
    """After a lost socket a gap is told, then what was filled meanwhile, also on new symbols."""
    before = len(exchange.accounts["trader"].fills)
    async with follow() as listener:
        await buy(account)
        await now.until(lambda: listener.fills)
        exchange.sockets.refuse("reset")
        exchange.sockets.drop(hard=True)
        await now.until(lambda: listener.state.status is Status.CONNECTING)
        await buy(account)
        await buy(account, "ETHUSDT")
        exchange.sockets.refuse("")
        await now.until(lambda: listener.is_live, step=1.0)
        await now.until(lambda: isinstance(listener.events[-1], Reconciled))

        assert listener.gaps == 1
        assert listener.told() == made(exchange, since=before)
        assert [fill.recovered for fill in listener.fills] == [False, True, True]
        assert [one.fills for one in listener.events if isinstance(one, Reconciled)] == [2]
        await buy(account)
        await now.until(lambda: len(listener.fills) == 4)
        assert not listener.fills[-1].recovered


async def test_a_disconnect_without_fills_costs_one_question(
    follow: Follow, exchange: Exchange, now: SteppedTime
) -> None:
    """Where no balance has changed nobody asks for orders and trades."""
    async with follow() as listener:
        exchange.venue.ledger.clear()
        exchange.sockets.drop()
        await now.until(lambda: listener.gaps)
        await now.until(lambda: listener.is_live, step=1.0)

        last = listener.events[-1]
        assert isinstance(last, Reconciled)
        assert last.open_orders is None
        assert _paths(exchange) == ["userDataStream.subscribe.signature", "/api/v3/account"]


async def test_ten_minutes_without_binance(
    follow: Follow,
    account: BinanceAccount,
    binance: BinanceClient,
    exchange: Exchange,
    now: SteppedTime,
) -> None:
    """An outage of ten minutes loses no fill, tells none twice, and keeps the connect budget."""
    before = len(exchange.accounts["trader"].fills)
    async with follow() as listener:
        exchange.sockets.rules.door.most = 10_000  # it knows real time only
        exchange.sockets.refuse("html")
        exchange.sockets.drop()
        await now.until(lambda: listener.state.status is Status.CONNECTING)
        knocks = []
        for minute in range(10):
            await buy(account, side="SELL" if minute % 2 else "BUY")
            await now.advance(60)
            knocks.append(binance._sockets.dialler.budget.used)
        exchange.sockets.refuse("")
        await now.until(lambda: listener.is_live, step=1.0)
        await now.until(lambda: len(listener.fills) == 10)

    assert listener.told() == made(exchange, since=before)
    assert max(knocks) <= 200


async def test_a_half_open_socket_is_found_out(
    follow: Follow, account: BinanceAccount, exchange: Exchange, now: SteppedTime
) -> None:
    """A socket that only looks alive is given up within seconds; its fills are told once."""
    before = len(exchange.accounts["trader"].fills)
    async with follow() as listener:
        exchange.sockets.freeze()
        await buy(account)
        await now.advance(31)
        await now.until(lambda: listener.fills, step=1.0)

    assert listener.told() == made(exchange, since=before)
    assert listener.fills[0].recovered


async def test_events_that_come_twice_or_late_are_told_once(
    follow: Follow, account: BinanceAccount, exchange: Exchange, now: SteppedTime
) -> None:
    """Duplicates are not told, nor fills that come again; order does not matter."""
    before = len(exchange.accounts["trader"].fills)
    exchange.sockets.rules.faults.hold_seconds = 0.01
    async with follow() as listener:
        exchange.sockets.faults.set(duplicate=0.4, reorder=0.3, repeat=0.0)
        for number in range(12):
            await buy(account, side="SELL" if number % 2 else "BUY")
        await now.until(lambda: len(listener.fills) == 12)
        await now.advance(5)
        await now.until(lambda: listener.is_live)

    reports = [one for one in listener.events if isinstance(one, ExecutionReport)]
    assert listener.told() == made(exchange, since=before)
    assert len({one.execution_id for one in reports}) == len(reports) == 24


@pytest.mark.parametrize("fate", ["drop", "garbage", "repeat"])
async def test_what_is_swallowed_on_the_way_is_found(
    fate: str, follow: Follow, account: BinanceAccount, exchange: Exchange, now: SteppedTime
) -> None:
    """Fills whose events are dropped or spoilt are found: by what does not fit, or by an audit."""
    before = len(exchange.accounts["trader"].fills)
    async with follow() as listener:
        exchange.sockets.faults.set("*", **{fate: 0.5})
        for number in range(10):
            await buy(account, side="SELL" if number % 2 else "BUY")
        exchange.sockets.faults.set()
        await now.advance(3_700)
        await now.until(lambda: len(listener.fills) == 10, step=1.0)

    assert listener.told() == made(exchange, since=before)
    assert any(fill.recovered for fill in listener.fills)


@pytest.mark.parametrize("why", ["shutdown", "age"])
async def test_renewal_leaves_no_gap(
    why: str, open_binance: OpenBinance, exchange: Exchange, now: SteppedTime
) -> None:
    """Before a socket grows old, and when the server goes away, both deliver for a while."""
    before = len(exchange.accounts["trader"].fills)
    rules = replace(USER_DATA_RULES, renew_after=60 if why == "age" else 1e6, renew_spread=0)
    key = trading_key(exchange, "trader")
    async with (
        open_binance(rules=rules) as binance,
        Listener.follow(binance, key, Product.SPOT) as listener,
    ):
        await now.until(lambda: listener.is_live)
        if why == "shutdown":
            exchange.sockets.announce_shutdown()
        sides = cycle(("SELL", "BUY"))
        while not binance.user_data.state().reconnects:
            await buy(binance.account(key), side=next(sides))
            await now.advance(2 if why == "age" else 0.2)
        await buy(binance.account(key))
        expected = made(exchange, since=before)
        await now.until(lambda: len(listener.fills) >= expected.total())

        assert listener.gaps == 0
        assert listener.told() == expected


async def test_a_revoked_key_stops_its_account_only(
    follow: Follow, account: BinanceAccount, exchange: Exchange, now: SteppedTime
) -> None:
    """The follower of a revoked key is told why; others on the same socket go on."""
    async with follow() as listener, follow("guest") as guest:
        exchange.revoke_key(guest.credentials.api_key)
        await now.until(lambda: guest.stopped)
        await buy(account)
        await now.until(lambda: listener.fills)

        assert guest.stopped is not None
        assert isinstance(guest.stopped.error, KeyRejected)
        assert guest.state.status is Status.STOPPED
        assert listener.gaps == 0
        assert exchange.sockets.api.opened == 1


async def test_a_bad_key_stops_nobody_else(
    follow: Follow,
    binance: BinanceClient,
    account: BinanceAccount,
    exchange: Exchange,
    now: SteppedTime,
) -> None:
    """A key that never worked is told at once; a reconnect with it among others succeeds."""
    bad = Credentials("b" * 64, "nothing", KeyType.HMAC)
    async with follow() as listener, Listener.follow(binance, bad, Product.SPOT) as other:
        await now.until(lambda: other.stopped)
        exchange.sockets.drop()
        await now.until(lambda: listener.gaps)
        await now.until(lambda: listener.is_live, step=1.0)
        await buy(account)
        await now.until(lambda: listener.fills)

        assert not listener.stopped


async def test_two_keys_of_one_account_have_a_socket_each(
    follow: Follow, account: BinanceAccount, exchange: Exchange, now: SteppedTime
) -> None:
    """Binance allows an account once on a socket: the second key goes to another one."""
    async with follow() as one, follow() as two:
        await buy(account)
        await now.until(lambda: one.fills and two.fills)

        assert one.told() == two.told()
        assert exchange.sockets.api.opened == 2


async def test_whoever_leaves_is_forgotten(
    binance: BinanceClient, exchange: Exchange, now: SteppedTime
) -> None:
    """After the block no key is left, the subscription is ended and the socket closed."""
    key = trading_key(exchange, "trader")
    async with Listener.follow(binance, key, Product.SPOT) as listener:
        await now.until(lambda: listener.is_live)
        (follower,) = binance.user_data._followers
        assert key.api_key not in repr(follower)
        assert key.secret not in repr(follower)

    await now.until(lambda: not exchange.sockets.api.sockets)
    assert not follower.is_followed
    assert binance.user_data.state().accounts == ()


async def test_state_tells_how_accounts_stand(
    follow: Follow, account: BinanceAccount, binance: BinanceClient, now: SteppedTime
) -> None:
    """The snapshot has connections, accounts, the age of data and reconnects."""
    async with follow() as listener:
        await buy(account)
        await now.until(lambda: listener.fills)
        await now.advance(7)
        state = binance.user_data.state()

    assert (state.connections, state.connecting, state.reconnects) == (1, 0, 0)
    assert state.count(Status.LIVE) == len(state.accounts) == 1
    assert state.data_age is not None
    assert state.data_age.total_seconds() == pytest.approx(7, abs=0.1)


async def test_without_the_books_a_fill_would_be_lost(
    open_binance: OpenBinance, exchange: Exchange, now: SteppedTime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Control: were nothing compared after a gap, the fill of the gap would never be told."""
    monkeypatch.setattr("binance.websocket.user_data_checks.Checks.gap_closed", lambda *_: None)
    key = trading_key(exchange, "trader")
    async with (
        open_binance(audit=0) as binance,
        Listener.follow(binance, key, Product.SPOT) as listener,
    ):
        await now.until(lambda: listener.is_live)
        exchange.sockets.drop()
        await buy(binance.account(key))
        await now.until(lambda: listener.gaps)
        await now.until(lambda: binance.user_data.state().reconnects, step=1.0)
        await now.advance(30)
        await asyncio.sleep(0)

    assert listener.fills == []


def _paths(exchange: Exchange) -> list[str]:
    return [one.path for one in exchange.requests]

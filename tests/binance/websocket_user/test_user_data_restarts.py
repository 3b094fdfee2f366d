"""Whoever follows an account again goes on where the last one stopped."""

from datetime import timedelta

import pytest

from binance.client import BinanceAccount, BinanceClient
from binance.credentials import Credentials
from binance.models.user_events_reading import Product
from binance.websocket.user_data import Gap, Knowledge, Reconciled
from sandbox.exchange import Exchange
from tests.binance.websocket.stepped_time import SteppedTime
from tests.binance.websocket_user.conftest import Follow, OpenBinance
from tests.binance.websocket_user.listening import Listener, buy, made, trading_key
from tests.binance.websocket_user.test_user_data_futures import CALM, trade


def known_by(listener: Listener) -> Knowledge:
    """Give what a listener's account can be gone on from."""
    assert listener.account is not None
    knowledge = listener.account.knowledge()
    assert knowledge is not None
    return knowledge


async def test_what_was_filled_meanwhile_is_told_first(
    follow: Follow, account: BinanceAccount, exchange: Exchange, now: SteppedTime
) -> None:
    """Also on a symbol nobody knew of; what the first follower told is not told again."""
    async with follow() as first:
        await now.until(lambda: first.state.compared)
        await buy(account)
        await now.until(lambda: first.fills)
        await now.advance(60)
        known = known_by(first)
    before = len(exchange.accounts["trader"].fills)
    await buy(account)
    await buy(account, "ETHUSDT")
    await now.advance(3_600)
    async with follow(known=known) as second:
        await now.until(lambda: len(second.fills) == 2)
        await now.until(lambda: isinstance(second.events[-1], Reconciled))
        await buy(account)
        await now.until(lambda: len(second.fills) == 3)

        assert isinstance(second.events[0], Gap)
        assert second.told() == made(exchange, since=before)
        assert [fill.recovered for fill in second.fills] == [True, True, False]


async def test_control_without_knowledge_nothing_of_before_is_told(
    follow: Follow, account: BinanceAccount, now: SteppedTime
) -> None:
    """What was filled while nobody followed is nobody's business then."""
    async with follow() as first:
        await now.until(lambda: first.state.compared)
    await buy(account)
    async with follow() as second:
        await now.until(lambda: second.state.compared)

        assert second.fills == []


async def test_what_is_missing_is_not_known(
    follow: Follow, account: BinanceAccount, exchange: Exchange, now: SteppedTime
) -> None:
    """Knowledge taken during a disconnect is that of before: the next one finds the fill."""
    async with follow() as first:
        await now.until(lambda: first.state.compared)
        exchange.sockets.refuse("reset")
        exchange.sockets.drop(hard=True)
        await now.until(lambda: first.gaps)
        await buy(account)
        known = known_by(first)
    exchange.sockets.refuse("")
    async with follow(known=known) as second:
        await now.until(lambda: len(second.fills) == 1)

        assert second.fills[0].recovered


async def test_nothing_is_known_at_first(binance: BinanceClient, credentials: Credentials) -> None:
    """Before Binance was asked there is nothing to go on from."""
    async with binance.user_data.follow(credentials) as account:
        assert account.knowledge() is None


@pytest.mark.parametrize(("days", "told"), [(1, 1), (30, 0)])
async def test_futures_go_on_too(
    open_binance: OpenBinance, exchange: Exchange, now: SteppedTime, days: int, told: int
) -> None:
    """A fill of while nobody followed is told, up to seven days back."""
    key = trading_key(exchange, "trader")
    async with (
        open_binance(key_rules=CALM, audit=0) as binance,
        Listener.follow(binance, key, Product.FUTURES) as first,
    ):
        await now.until(lambda: first.state.compared)
        known = known_by(first)
        await trade(binance, first)
        await now.until(lambda: first.fills)
    await now.advance(timedelta(days=days).total_seconds())
    async with (
        open_binance(key_rules=CALM, audit=0) as binance,
        Listener.follow(binance, key, Product.FUTURES, known=known) as second,
    ):
        await now.until(lambda: any(isinstance(one, Reconciled) for one in second.events))

        assert len(second.fills) == told

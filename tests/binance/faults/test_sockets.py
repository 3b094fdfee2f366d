"""Sockets that the server closes: idle ones, used ones, all of them."""

import asyncio

import pytest

from binance.client import BinanceAccount, BinanceClient, ClientOptions
from binance.exceptions import ConnectionLost
from sandbox.exchange import Exchange
from tests.binance.pretend import hosts_of, key_of
from tests.campaigns.trading import Trading
from tests.campaigns.virtual_time import timing

pytestmark = pytest.mark.looptime(noop_cycles=8)

HARD = pytest.mark.parametrize("hard", [False, True], ids=["FIN", "RST"])
CALLS = 30


@HARD
@pytest.mark.parametrize("gap", [0.1, 1.0, 3.0, 9.0, 30.0, 90.0])
async def test_idle_socket_is_closed(
    binance: BinanceClient,
    account: BinanceAccount,
    trading: Trading,
    exchange: Exchange,
    hard: bool,
    gap: float,
) -> None:
    """A server that closes idle sockets after a second is not noticed, whatever the gaps."""
    exchange.faults.inject("*", "idle_close", times=None, seconds=1, hard=hard)
    for number in range(CALLS):
        await trading.buy(f"n{number}")
        await account.spot.account()
        await trading.cancel("BTCUSDT", f"n{number}")
        await pause(gap)

    assert binance.health().errors == {}
    assert len(exchange.requests) == 3 * CALLS + binance.health().retries


@pytest.mark.parametrize("gap", [1.0, 3.0, 9.0])
async def test_socket_is_closed_as_a_request_arrives(
    binance: BinanceClient,
    account: BinanceAccount,
    trading: Trading,
    exchange: Exchange,
    gap: float,
) -> None:
    """Requests that meet the closing of their socket: reads come back, writes were elsewhere."""
    exchange.faults.inject("*", "impatient", times=None, least=1, most=75, race=1)
    for number in range(CALLS):
        await trading.buy(f"n{number}")
        await account.spot.account()
        await trading.cancel("BTCUSDT", f"n{number}")
        await pause(gap)
    met = [seen for seen in exchange.requests if seen.status is None]

    assert len(met) == CALLS // 2  # after each the next read has a new socket
    assert {seen.method for seen in met} == {"GET"}
    assert binance.health().errors == {}
    assert len(exchange.requests) == 3 * CALLS + binance.health().retries


@HARD
@pytest.mark.parametrize("force_close", [False, True])
async def test_server_that_drops_every_second_request(
    exchange: Exchange, hard: bool, force_close: bool
) -> None:
    """Reads come back and orders are sent once; with a socket for each call nothing is lost."""
    exchange.faults.inject("*", "drop_reused", times=None, hard=hard)
    options = ClientOptions(hosts_of(exchange), force_close=force_close)
    errors: list[BaseException] = []
    async with BinanceClient.open(options, timing()) as client:
        account = client.account(key_of(exchange))
        trading = Trading.of(client, key_of(exchange))
        for number in range(CALLS):
            await account.spot.account()
            errors += [
                error
                for error in await asyncio.gather(trading.buy(f"n{number}"), return_exceptions=True)
                if isinstance(error, BaseException)
            ]
            await pause(1.0)

    assert all(isinstance(error, ConnectionLost) and error.outcome_unknown for error in errors)
    assert len(exchange.venue.ledger.of("*", "POST")) == CALLS
    assert bool(errors) is not force_close


@HARD
async def test_server_that_closes_every_connection(
    binance: BinanceClient,
    account: BinanceAccount,
    trading: Trading,
    exchange: Exchange,
    hard: bool,
) -> None:
    """A server that closes after each answer: reads come back, what writes is sent once."""
    exchange.faults.inject("*", "idle_close", times=None, seconds=0, hard=hard)
    outcomes: list[object] = []
    for number in range(CALLS):
        await account.spot.account()
        for write in (trading.buy(f"n{number}"), trading.cancel("BTCUSDT", f"n{number}")):
            outcomes += await asyncio.gather(write, return_exceptions=True)
    lost = [one for one in outcomes if isinstance(one, BaseException)]

    assert all(isinstance(one, ConnectionLost) and one.outcome_unknown for one in lost)
    assert len(exchange.venue.ledger.of("*", "POST")) == CALLS
    assert len(exchange.venue.ledger.of("*", "DELETE")) == CALLS
    assert len(exchange.requests) == 3 * CALLS + binance.health().retries


@pytest.mark.parametrize("guarded", [True, False], ids=["guarded", "control"])
async def test_hidden_second_sending(
    binance: BinanceClient, trading: Trading, exchange: Exchange, guarded: bool
) -> None:
    """The second sending of aiohttp is off; with it a DELETE arrives twice and is counted once."""
    connections = binance._pipeline._connections
    for session in (connections._patient, connections._fresh):
        session._retry_connection = session._retry_connection or not guarded
    await trading.buy("one")
    exchange.faults.inject("*", "hang_up", executed=True)
    await asyncio.gather(trading.cancel("BTCUSDT", "one"), return_exceptions=True)

    assert len(exchange.venue.ledger.of("*", "DELETE")) == (1 if guarded else 2)
    assert binance.health().calls == 2


async def pause(seconds: float) -> None:
    """Let time pass on the loop's own clock."""
    passed: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_later(seconds, passed.set_result, None)
    await passed

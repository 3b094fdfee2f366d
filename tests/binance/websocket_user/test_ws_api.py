"""Calls over the WebSocket API: by id, many users on one socket, in the budgets of HTTP."""

import asyncio
from dataclasses import replace
from decimal import Decimal

import pytest

from binance.catalogue_table.ws_row import WsRow
from binance.client import BinanceAccount, BinanceClient, ClientOptions
from binance.exceptions import (
    CallRefused,
    ConnectionLost,
    HostMissing,
    InsufficientBalance,
    IpBanned,
    KeyRejected,
    MissingCredentials,
    OrderNotFound,
    TooManyRequests,
    UnknownEndpoint,
    UnknownSymbol,
    UnreadableAnswer,
    WrongParameters,
)
from binance.websocket.ws_api_methods import methods
from binance.websocket.ws_api_weights import weight_of
from sandbox.exchange import Exchange
from tests.binance.pretend import hosts_of
from tests.binance.websocket.stepped_time import SteppedTime
from tests.binance.websocket_user.listening import trading_key

ORDER = {"symbol": "BTCUSDT", "side": "BUY", "type": "MARKET", "quantity": Decimal("0.01")}


async def test_answers_find_whoever_asked(binance: BinanceClient, exchange: Exchange) -> None:
    """Calls of several users at once share one socket, each gets its own answer."""
    trader = binance.account(trading_key(exchange, "trader")).ws_api
    guest = binance.account(trading_key(exchange, "guest")).ws_api
    depth, mine, theirs, time = await asyncio.gather(
        binance.ws_api.call("depth", symbol="BTCUSDT", limit=5),
        trader.call("account.status"),
        guest.call("account.status", omit_zero_balances=True),
        binance.ws_api.call("time"),
    )

    assert len(depth["bids"]) == 5
    assert mine["uid"] == exchange.accounts["trader"].uid
    assert theirs["uid"] == exchange.accounts["guest"].uid
    assert time["serverTime"] > 0
    assert exchange.sockets.api.opened == 1


async def test_errors_are_those_of_http(account: BinanceAccount, binance: BinanceClient) -> None:
    """A refusal is the same typed error as over HTTP."""
    calls = account.ws_api
    with pytest.raises(OrderNotFound):
        await calls.call("order.status", symbol="BTCUSDT", order_id=1)
    with pytest.raises(UnknownSymbol):
        await binance.ws_api.call("avgPrice", symbol="NOTHING")
    with pytest.raises(InsufficientBalance):
        await calls.call("order.place", **ORDER | {"quantity": "9"})


async def test_nothing_wrong_is_sent(
    account: BinanceAccount, binance: BinanceClient, exchange: Exchange
) -> None:
    """Unknown names, wrong parameters and missing keys are found before anything is sent."""
    with pytest.raises(UnknownEndpoint) as unknown:
        await binance.ws_api.call("order.plaice")
    with pytest.raises(WrongParameters) as wrong:
        await account.ws_api.call("order.place", symbol="BTCUSDT", side="UP", kind=1)
    with pytest.raises(MissingCredentials):
        await binance.ws_api.call("account.status")
    with pytest.raises(CallRefused):
        await account.ws_api.call("session.logon")

    assert "order.place" in unknown.value.closest
    assert {one.parameter for one in wrong.value.problems} == {"side", "type", "kind"}
    assert exchange.requests == []


async def test_limits_are_counted_with_those_of_http(
    binance: BinanceClient, exchange: Exchange
) -> None:
    """Weights add up over both ways, with the handshake; what Binance says is more counts."""
    await binance.spot.ping()
    await binance.ws_api.call("depth", symbol="BTCUSDT", limit=100)
    both = binance.health().weight["spot"].used
    exchange.venue.limits.charge("spot", "127.0.0.1", 500, exchange.venue.time.seconds())
    await binance.ws_api.call("time")

    assert both == 1 + 2 + 5
    assert binance.health().weight["spot"].used == both + 500 + 1


@pytest.mark.parametrize(("fault", "error"), [("too_many", TooManyRequests), ("banned", IpBanned)])
async def test_a_stop_over_a_socket_stops_everything(
    fault: str,
    error: type[Exception],
    binance: BinanceClient,
    exchange: Exchange,
) -> None:
    """After a 429 or 418 in a reply nothing is sent any more, over HTTP neither."""
    exchange.faults.inject("time", fault)
    with pytest.raises(error):
        await binance.ws_api.call("time")
    seen = len(exchange.requests)
    with pytest.raises(error):
        await binance.spot.ping()
    with pytest.raises(error):
        await binance.ws_api.call("ping")

    assert len(exchange.requests) == seen


async def test_a_read_is_repeated_on_another_socket(
    binance: BinanceClient, exchange: Exchange, now: SteppedTime
) -> None:
    """A read whose socket ends is answered by the next one, within its time."""
    await binance.ws_api.call("ping")
    exchange.faults.inject("time", "reset")
    asked = asyncio.create_task(binance.ws_api.call("time"))
    await now.until(asked.done, step=0.5)

    assert (await asked)["serverTime"] > 0
    assert exchange.sockets.api.opened == 2


async def test_an_order_is_never_repeated(
    account: BinanceAccount, exchange: Exchange, now: SteppedTime
) -> None:
    """An order whose socket ends has an unknown outcome, and was carried out once at most."""
    before = len(exchange.accounts["trader"].fills)
    exchange.faults.inject("order.place", "reset", executed=True)
    placed = asyncio.create_task(account.ws_api.call("order.place", **ORDER))
    await now.until(placed.done, step=0.5)

    with pytest.raises(ConnectionLost) as lost:
        await placed
    assert lost.value.outcome_unknown
    assert len(exchange.accounts["trader"].fills) == before + 1
    assert sum(one.path == "order.place" for one in exchange.requests) == 1


async def test_a_broken_reply_is_no_answer(account: BinanceAccount, exchange: Exchange) -> None:
    """Half a reply to an order says nothing of what became of it, and that at once."""
    exchange.faults.inject("order.place", "truncated", executed=True)
    with pytest.raises(UnreadableAnswer) as broken:
        await account.ws_api.call("order.place", **ORDER)

    assert broken.value.outcome_unknown


async def test_a_renewed_socket_still_answers(
    account: BinanceAccount, exchange: Exchange, now: SteppedTime
) -> None:
    """An order on its way when the server says farewell gets its answer from the old socket."""
    await account.ws_api.call("ping")
    exchange.faults.inject("order.place", "delay", seconds=0.3, executed=True)
    placed = asyncio.create_task(account.ws_api.call("order.place", **ORDER))
    await now.until(lambda: exchange.requests[-1].path == "order.place")
    exchange.sockets.announce_shutdown()
    await now.until(lambda: exchange.sockets.api.opened >= 2, step=0.5)
    pinged = asyncio.create_task(account.ws_api.call("ping"))
    await now.until(pinged.done, step=0.01)  # whoever has to try again waits for the clock
    await pinged
    answer = await placed

    assert answer["status"] == "FILLED"


async def test_a_refused_time_sets_the_clock(account: BinanceAccount, exchange: Exchange) -> None:
    """A read with a timestamp that is off is signed again with the server's time."""
    exchange.venue.time.skew_ms = 60_000

    assert (await account.ws_api.call("account.status"))["canTrade"]


async def test_a_session_has_a_socket_of_its_own(
    account: BinanceAccount, exchange: Exchange
) -> None:
    """Methods of a connection touch nobody else's."""
    async with account.ws_api.own_socket() as own:
        number = await own.call("userDataStream.subscribe.signature")
        active = await own.call("session.subscriptions")
        await account.ws_api.call("ping")

        assert active == [number]
        assert exchange.sockets.api.opened == 2
        exchange.revoke_key(account._credentials.api_key)
        with pytest.raises(KeyRejected):
            await own.call("userDataStream.subscribe.signature")


async def test_futures_have_sockets_and_budgets_of_their_own(
    account: BinanceAccount, binance: BinanceClient, exchange: Exchange
) -> None:
    """USDⓈ-M and COIN-M are reached under their names; both draw on the budget of futures."""
    calls = account.ws_api
    depth = await binance.ws_api.call("futures.depth", symbol="BTCUSDT", limit=5)
    order = await calls.call("futures.order.place", **ORDER)
    known = await calls.call("futures.order.status", symbol="BTCUSDT", order_id=order["orderId"])
    coins = await calls.call("coin_futures.account.balance")
    key = await calls.call("coin_futures.userDataStream.start")
    used = binance.health().weight["futures"].used

    assert len(depth["bids"]) == 5
    assert known["status"] == "FILLED"
    assert {one["asset"] for one in coins} >= {"BTC"}
    assert key["listenKey"]
    counted = exchange.venue.limits.used("futures", "127.0.0.1", exchange.venue.time.seconds())
    assert used == counted + 4  # Binance has two figures for a balance: the larger is counted
    with pytest.raises(UnknownSymbol):
        await binance.ws_api.call("futures.depth", symbol="NOTHING")


async def test_an_environment_without_the_host_says_so(
    exchange: Exchange, now: SteppedTime
) -> None:
    """Where an environment has no such host nothing is sent."""
    hosts = replace(hosts_of(exchange), futures_ws_api=None)
    async with BinanceClient.open(ClientOptions(hosts), now.timing) as binance:
        with pytest.raises(HostMissing):
            await binance.ws_api.call("futures.depth", symbol="BTCUSDT")


def test_every_documented_method_is_there() -> None:
    """55 methods of spot, 18 of USDⓈ-M, 10 of COIN-M, and the token of margin."""
    names = list(methods())
    coin = [name for name in names if name.startswith("coin_futures.")]
    usd = [name for name in names if name.startswith("futures.")]

    assert (len(names), len(usd), len(coin)) == (84, 18, 10)


@pytest.mark.parametrize(
    ("name", "sent", "weight"),
    [
        ("depth", {}, 5),
        ("depth", {"limit": 5000}, 250),
        ("futures.depth", {"limit": 50}, 2),
        ("ticker.24hr", {}, 80),
        ("ticker.24hr", {"symbols": ["BTCUSDT"] * 21}, 40),
        ("ticker", {"symbols": ["BTCUSDT"] * 3}, 12),
        ("ticker.tradingDay", {}, 200),
        ("executionRules", {"symbol": "BTCUSDT"}, 2),
        ("myTrades", {"orderId": 1}, 5),
        ("openOrders.status", {}, 80),
        ("order.test", {"computeCommissionRates": True}, 20),
        ("order.place", {}, 1),
    ],
)
def test_weights_are_those_of_http(name: str, sent: dict[str, object], weight: int) -> None:
    """Where the weight depends on the parameters it does so here too."""
    row: WsRow = methods()[name]

    assert weight_of(row, sent) == weight
    assert weight in row.weights or name in {"ticker", "depth"}


def test_orders_are_counted_and_never_repeatable() -> None:
    """Whatever places or changes an order is no read; whatever may place one counts."""
    placing = {name for name, row in methods().items() if row.orders}

    assert {"order.place", "orderList.place.oco", "futures.order.place"} <= placing
    assert not any(row.read for row in methods().values() if row.security == "TRADE")

"""Events of the futures user streams over their sockets."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from decimal import Decimal
from typing import Any

import aiohttp

from sandbox.exchange import Exchange
from tests.sandbox.exchange.caller import HandClock
from tests.sandbox.exchange.contract_caller import COIN, USD, Contractor
from tests.sandbox.exchange.listening import listening

Socket = aiohttp.ClientWebSocketResponse
PERP = {"symbol": "BTCUSD_PERP"}


@asynccontextmanager
async def following(contractor: Contractor, query: str = "") -> AsyncIterator[Socket]:
    """Listen to the events of the trader on USDⓈ-M."""
    key = await contractor.listen_key()
    url = f"{contractor.exchange.futures_stream_url}/private/ws?listenKey={key}{query}"
    async with listening(contractor.http, url) as socket:
        yield socket


async def next_ones(socket: Socket, count: int) -> list[dict[str, Any]]:
    """Wait for so many events."""
    return [await socket.receive_json() for _ in range(count)]


async def test_life_of_an_order(exchange: Exchange, contractor: Contractor) -> None:
    """NEW, AMENDMENT, then the fill: in short, the account, and in full."""
    async with following(contractor) as socket:
        order = (await contractor.place("BUY", "0.02", "66000", newClientOrderId="life")).body
        await contractor.signed(
            "PUT",
            f"{USD}/order",
            symbol="BTCUSDT",
            side="BUY",
            orderId=order["orderId"],
            quantity="0.03",
            price="66100",
            modifyId="5",
        )
        exchange.set_price("BTCUSDT", "66000")
        new, changed, lite, account, traded = await next_ones(socket, 5)

    told = [one["o"] for one in (new, changed, traded)]
    assert [one["e"] for one in (lite, account)] == ["TRADE_LITE", "ACCOUNT_UPDATE"]
    assert [(one["x"], one["X"], one["c"]) for one in told] == [
        ("NEW", "NEW", "life"),
        ("AMENDMENT", "NEW", "life"),
        ("TRADE", "FILLED", "life"),
    ]
    assert told[1]["M"] == 5
    assert (lite["t"], lite["i"], lite["l"]) == (told[2]["t"], order["orderId"], "0.03")
    assert (told[2]["L"], told[2]["z"], told[2]["m"], told[2]["N"]) == (
        "66100",
        "0.03",
        True,
        "USDT",
    )
    assert account["a"]["m"] == "ORDER"
    assert [(one["s"], one["pa"]) for one in account["a"]["P"]] == [("BTCUSDT", "0.08")]
    assert Decimal(account["a"]["B"][0]["wb"]) == await contractor.money()


async def test_conditional_order(exchange: Exchange, contractor: Contractor) -> None:
    """ALGO_UPDATE tells each step, and the order it became."""
    async with following(contractor, "&events=ALGO_UPDATE/ACCOUNT_CONFIG_UPDATE") as socket:
        await contractor.algo("SELL", "STOP_MARKET", triggerPrice="66000", quantity="0.05")
        await contractor.signed("POST", f"{USD}/leverage", symbol="ETHUSDT", leverage="7")
        exchange.set_price("BTCUSDT", "65900")
        new, config, *others = await next_ones(socket, 5)

    (order,) = exchange.accounts["trader"].futures.orders.values()
    assert config["ac"] == {"s": "ETHUSDT", "l": 7}
    assert [one["o"]["X"] for one in (new, *others)] == [
        "NEW",
        "TRIGGERING",
        "TRIGGERED",
        "FINISHED",
    ]
    assert new["o"]["ai"] == ""
    assert others[-1]["o"]["ai"] == str(order.order_id)
    assert others[-1]["o"]["aq"] == "0.05"


async def test_margin_call_comes_before_liquidation(
    exchange: Exchange, contractor: Contractor
) -> None:
    """The owner is warned once; then the position is taken over."""
    sent = {"symbol": "XRPUSDT"}
    await contractor.signed("POST", f"{USD}/marginType", **sent, marginType="ISOLATED")
    await contractor.signed("POST", f"{USD}/leverage", **sent, leverage="50")
    await contractor.place("BUY", "10000", **sent)
    risk = await contractor.position("XRPUSDT")
    edge = Decimal(risk["liquidationPrice"])
    async with following(contractor) as socket:
        for factor in ("1.0004", "1.0003", "0.99"):
            price = edge * Decimal(factor) / Decimal(risk["markPrice"])
            exchange.set_price("XRPUSDT", exchange.venue.market.symbol("XRPUSDT").price * price)
        call, new, account, forced = await next_ones(socket, 4)

    assert (call["e"], call["p"][0]["s"], call["p"][0]["mt"]) == (
        "MARGIN_CALL",
        "XRPUSDT",
        "ISOLATED",
    )
    assert new["o"]["c"].startswith("autoclose-")
    assert account["a"]["P"][0]["pa"] == "0"
    assert (forced["o"]["x"], forced["o"]["X"]) == ("CALCULATED", "FILLED")


async def test_funding_names_its_symbol(
    clock: HandClock, exchange: Exchange, contractor: Contractor
) -> None:
    """Funding comes as ACCOUNT_UPDATE with the change of the balance and no positions."""
    async with following(contractor) as socket:
        for _ in range(8):  # six hours, the key kept alive
            clock.now += 2_701
            await contractor.listen_key()
        exchange.set_price("BTCUSDT", "67000")
        (event,) = await next_ones(socket, 1)

    assert (event["a"]["m"], event["a"]["P"]) == ("FUNDING_FEE", [])
    assert event["a"]["S"] == "BTCUSDT"
    assert Decimal(event["a"]["B"][0]["bc"]) != 0


async def test_each_exchange_has_its_own_stream(exchange: Exchange, contractor: Contractor) -> None:
    """Events of COIN-M go to its listen keys, with the margin asset and the account's alias."""
    key = await contractor.listen_key(COIN)
    async with (
        following(contractor) as usd,
        listening(contractor.http, f"{exchange.coin_futures_stream_url}/ws/{key}") as coin,
    ):
        await contractor.place("SELL", "2", **PERP)
        await contractor.place("BUY", "0.01", "60000")
        new, _, account, traded = await next_ones(coin, 4)
        (other,) = await next_ones(usd, 1)

    assert [one["o"]["s"] for one in (new, traded, other)] == [*PERP.values()] * 2 + ["BTCUSDT"]
    assert traded["o"]["ma"] == "BTC"
    assert account["i"] == "Sf350100001"


async def test_key_that_ran_out(
    clock: HandClock, exchange: Exchange, contractor: Contractor
) -> None:
    """After an hour the key is told to be over, and nothing more comes."""
    async with following(contractor) as socket:
        clock.now += 3_601
        exchange.set_price("BTCUSDT", "67000")
        (event,) = await next_ones(socket, 1)
        await contractor.place("BUY", "0.01", "60000")
        exchange.sockets.futures.shut_down()
        (after,) = await next_ones(socket, 1)

    assert event["e"] == "listenKeyExpired"
    assert after["e"] == "serverShutdown"


async def test_public_path_gives_no_user_data(exchange: Exchange, contractor: Contractor) -> None:
    """On a path that is not /private a listen key stays silent, without an error."""
    key = await contractor.listen_key()
    async with listening(contractor.http, f"{exchange.futures_stream_url}/ws/{key}") as socket:
        await contractor.place("BUY", "0.01", "60000")
        exchange.sockets.futures.shut_down()
        (event,) = await next_ones(socket, 1)

    assert event["e"] == "serverShutdown"

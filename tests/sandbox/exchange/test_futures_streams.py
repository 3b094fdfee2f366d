"""USDⓈ-M market streams and listen keys over real WebSockets."""

import aiohttp
import pytest

from sandbox.exchange import Exchange
from tests.sandbox.exchange.caller import Caller
from tests.sandbox.exchange.listening import listening


async def test_futures_categories(exchange: Exchange, http: aiohttp.ClientSession) -> None:
    """A stream under the wrong path is accepted and stays silent; without one it is /public."""
    base = exchange.futures_stream_url
    names = "streams=btcusdt@markPrice/btcusdt@bookTicker"
    async with (
        listening(http, f"{base}/market/stream?{names}") as market,
        listening(http, f"{base}/public/stream?{names}") as public,
        listening(http, f"{base}/stream?{names}") as legacy,
    ):
        exchange.set_price("BTCUSDT", "68000")
        first = [(await one.receive_json())["stream"] for one in (market, public, legacy)]
        exchange.set_price("BTCUSDT", "68001")
        second = [(await one.receive_json())["stream"] for one in (market, public, legacy)]

    assert first == second == ["btcusdt@markPrice", "btcusdt@bookTicker", "btcusdt@bookTicker"]


@pytest.mark.parametrize(
    ("stream", "kind"),
    [
        ("market/ws/btcusdt@aggTrade", "aggTrade"),
        ("market/ws/btcusdt@kline_1h", "kline"),
        ("market/ws/btcusdt@miniTicker", "24hrMiniTicker"),
        ("market/ws/btcusdt@ticker", "24hrTicker"),
        ("market/ws/btcusdt@markPrice@1s", "markPriceUpdate"),
        ("public/ws/btcusdt@bookTicker", "bookTicker"),
        ("public/ws/btcusdt@depth@100ms", "depthUpdate"),
        ("public/ws/btcusdt@depth10", "depthUpdate"),
        ("public/ws/btcusdt@trade", "trade"),
    ],
)
async def test_events_of_futures(
    exchange: Exchange, http: aiohttp.ClientSession, stream: str, kind: str
) -> None:
    """Events of futures name their kind, the market they belong to and the pair."""
    async with listening(http, f"{exchange.futures_stream_url}/{stream}") as socket:
        exchange.set_price("BTCUSDT", "68000")
        event = await socket.receive_json()

    assert (event["e"], event["s"], event["st"]) == (kind, "BTCUSDT", 1)


async def test_every_mark_price(exchange: Exchange, http: aiohttp.ClientSession) -> None:
    """The array of mark prices holds every contract."""
    async with listening(http, f"{exchange.futures_stream_url}/market/ws/!markPrice@arr") as socket:
        exchange.sockets.pulse()
        rows = await socket.receive_json()

    assert {row["s"] for row in rows} == set(exchange.venue.market.perpetuals)


async def test_listen_key(exchange: Exchange, http: aiohttp.ClientSession, trader: Caller) -> None:
    """A futures listen key carries the account's events that were asked for, until it ends."""
    key_only = {"X-MBX-APIKEY": trader.api_key}
    path = "/fapi/v1/listenKey"
    key = (await trader.send("POST", path, "", key_only)).body["listenKey"]
    again = (await trader.send("POST", path, "", key_only)).body["listenKey"]
    url = f"{exchange.futures_stream_url}/private/ws?listenKey={key}&events=ACCOUNT_UPDATE"
    async with listening(http, url) as socket:
        exchange.sockets.futures.tell_owner("guest", {"e": "ACCOUNT_UPDATE"})
        exchange.sockets.futures.tell_owner("trader", {"e": "ORDER_TRADE_UPDATE"})
        exchange.sockets.futures.tell_owner("trader", {"e": "ACCOUNT_UPDATE", "E": 1})
        assert await socket.receive_json() == {"e": "ACCOUNT_UPDATE", "E": 1}

    assert key == again
    assert (await trader.send("DELETE", path, "", key_only)).body == {}
    assert (await trader.send("PUT", path, "", key_only)).code == -1125

"""Spot market streams, and what all streams share, over real WebSockets."""

import asyncio
from typing import Any

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.exchange import Exchange
from sandbox.exchange.topics import parse
from tests.sandbox.exchange.caller import Caller, HandClock
from tests.sandbox.exchange.listening import listening

Socket = aiohttp.ClientWebSocketResponse


async def ask(socket: Socket, method: str, *params: object, number: object = 1) -> Any:
    """Send a command and give its answer."""
    await socket.send_json({"method": method, "params": list(params), "id": number})
    return await socket.receive_json()


async def test_raw_and_combined(exchange: Exchange, http: aiohttp.ClientSession) -> None:
    """/ws sends bare events, /stream wraps them with the name of the stream."""
    base = exchange.spot_stream_url
    async with (
        listening(http, f"{base}/ws/btcusdt@trade") as raw,
        listening(http, f"{base}/stream?streams=btcusdt@trade/ethusdt@trade") as combined,
    ):
        exchange.set_price("BTCUSDT", "68000")
        event = await raw.receive_json()

        assert (event["e"], event["s"], event["p"]) == ("trade", "BTCUSDT", "68000.00000000")
        assert await combined.receive_json() == {"stream": "btcusdt@trade", "data": event}


@pytest.mark.parametrize(
    ("stream", "kind", "shows"),
    [
        ("btcusdt@aggTrade", "aggTrade", ("p", "68000.00000000")),
        ("btcusdt@kline_1m", "kline", ("s", "BTCUSDT")),
        ("btcusdt@kline_1s", "kline", ("s", "BTCUSDT")),
        ("btcusdt@miniTicker", "24hrMiniTicker", ("c", "68000.00000000")),
        ("btcusdt@ticker", "24hrTicker", ("a", "68000.00000000")),
        ("btcusdt@ticker_1h", "1hTicker", ("c", "68000.00000000")),
        ("btcusdt@avgPrice", "avgPrice", ("i", "5m")),
        ("btcusdt@depth@100ms", "depthUpdate", ("s", "BTCUSDT")),
        ("btcusdt@bookTicker", None, ("a", "68000.00000000")),
        ("btcusdt@depth5", None, ("lastUpdateId", 1000502)),
    ],
)
async def test_events_of_spot(
    exchange: Exchange,
    http: aiohttp.ClientSession,
    stream: str,
    kind: str | None,
    shows: tuple[str, object],
) -> None:
    """Each stream has its kind of event, and shows a new price at once."""
    exchange.venue.market.stall("BTCUSDT").book.bids  # noqa: B018 - the first state of the book
    async with listening(http, f"{exchange.spot_stream_url}/ws/{stream}") as socket:
        exchange.set_price("BTCUSDT", "68000")
        event = await socket.receive_json()

    assert event.get("e") == kind
    assert event[shows[0]] == shows[1]


async def test_stream_of_a_chinese_name(exchange: Exchange, http: aiohttp.ClientSession) -> None:
    """A name beyond ASCII may be encoded in the URL."""
    url = f"{exchange.spot_stream_url}/ws/%E5%B8%81%E5%AE%89%E4%BA%BA%E7%94%9Fusdt@trade"
    async with listening(http, url) as socket:
        exchange.set_price("币安人生USDT", "0.25")
        assert (await socket.receive_json())["s"] == "币安人生USDT"


async def test_closed_candle(
    exchange: Exchange, http: aiohttp.ClientSession, clock: HandClock
) -> None:
    """When a candle is over, its last event says so before the next one begins."""
    async with listening(http, f"{exchange.spot_stream_url}/ws/btcusdt@kline_1m") as socket:
        exchange.set_price("BTCUSDT", "68000")
        clock.now += 60
        exchange.set_price("BTCUSDT", "68500")
        candles = [(await socket.receive_json())["k"] for _ in range(3)]

    assert [candle["x"] for candle in candles] == [False, True, False]
    assert candles[0]["t"] == candles[1]["t"] == candles[2]["t"] - 60_000
    assert [candle["c"] for candle in candles] == [
        "68000.00000000",
        "68000.00000000",
        "68500.00000000",
    ]


async def test_book_can_be_followed(
    exchange: Exchange, http: aiohttp.ClientSession, trader: Caller
) -> None:
    """A snapshot and the changes after it give the book as it is."""
    async with listening(http, f"{exchange.spot_stream_url}/ws/btcusdt@depth") as socket:
        snapshot = (await trader.get("/api/v3/depth", symbol="BTCUSDT", limit=5000)).body
        book: dict[str, dict[str, str]] = {side: dict(snapshot[side]) for side in ("bids", "asks")}
        last = snapshot["lastUpdateId"]
        for price in ("67300", "67301", "66000"):
            exchange.set_price("BTCUSDT", price)
            event = await socket.receive_json()
            assert event["U"] == last + 1
            last = event["u"]
            for side, rows in (("bids", event["b"]), ("asks", event["a"])):
                book[side] |= dict(rows)
        now = (await trader.get("/api/v3/depth", symbol="BTCUSDT", limit=5000)).body

    for side in ("bids", "asks"):
        assert {p: q for p, q in book[side].items() if float(q)} == dict(now[side])


async def test_whole_market(exchange: Exchange, http: aiohttp.ClientSession) -> None:
    """The array of a market holds what changed; the retired one stays silent."""
    url = f"{exchange.spot_stream_url}/stream?streams=!ticker@arr/!miniTicker@arr"
    async with listening(http, url) as socket:
        exchange.set_price("SOLUSDT", "180")
        message = await socket.receive_json()

    assert message["stream"] == "!miniTicker@arr"
    assert [one["s"] for one in message["data"]] == ["SOLUSDT"]


async def test_commands(exchange: Exchange, http: aiohttp.ClientSession) -> None:
    """Streams come and go by command; mistakes are answered with a code."""
    async with listening(http, f"{exchange.spot_stream_url}/ws") as socket:
        exchange.sockets.rules.messages_per_second = 100
        assert await ask(socket, "SUBSCRIBE", "btcusdt@trade", "ethusdt@trade", number="a") == {
            "result": None,
            "id": "a",
        }
        assert (await ask(socket, "UNSUBSCRIBE", "btcusdt@trade"))["result"] is None
        assert (await ask(socket, "LIST_SUBSCRIPTIONS"))["result"] == ["ethusdt@trade"]
        assert (await ask(socket, "GET_PROPERTY", "combined"))["result"] is False
        assert (await ask(socket, "SET_PROPERTY", *["combined", True]))["result"] is None
        assert (await ask(socket, "SET_PROPERTY", *["colour", True]))["code"] == 0
        assert (await ask(socket, "SET_PROPERTY", "combined", 1))["code"] == 1
        assert (await ask(socket, "JUMP"))["code"] == 2
        await socket.send_str("{")
        assert (await socket.receive_json())["code"] == 3
        exchange.set_price("BTCUSDT", "67000")
        exchange.set_price("ETHUSDT", "3500")
        assert (await socket.receive_json())["stream"] == "ethusdt@trade"


async def test_five_messages_a_second(exchange: Exchange, http: aiohttp.ClientSession) -> None:
    """The sixth message within a second ends the connection; pings count too."""
    async with listening(http, f"{exchange.spot_stream_url}/ws") as socket:
        for number in range(5):
            assert (await ask(socket, "LIST_SUBSCRIPTIONS", number=number))["id"] == number
        await socket.ping()
        message = await socket.receive()

    assert message.type is aiohttp.WSMsgType.CLOSE
    assert socket.close_code == 1008


async def test_too_many_streams(exchange: Exchange, http: aiohttp.ClientSession) -> None:
    """A connection carries 1,024 streams and no more."""
    names = [f"a{number}@trade" for number in range(1025)]
    async with listening(http, f"{exchange.spot_stream_url}/ws") as socket:
        assert (await ask(socket, "SUBSCRIBE", *names[:1024]))["result"] is None
        await socket.send_json({"method": "SUBSCRIBE", "params": names[1024:], "id": 2})
        assert (await socket.receive()).type is aiohttp.WSMsgType.CLOSE


async def test_faults_of_streams(exchange: Exchange, http: aiohttp.ClientSession) -> None:
    """Streams can fall silent, announce the end of the server, and break."""
    async with listening(http, f"{exchange.spot_stream_url}/stream?streams=btcusdt@trade") as one:
        exchange.sockets.silence()
        exchange.set_price("BTCUSDT", "67001")
        exchange.sockets.silence("")
        exchange.sockets.announce_shutdown()
        shutdown = await one.receive_json()
        exchange.sockets.drop(hard=True)

        assert shutdown["stream"] == "!serverShutdown"
        assert shutdown["data"]["e"] == "serverShutdown"
        assert (await one.receive()).type in {
            aiohttp.WSMsgType.CLOSED,
            aiohttp.WSMsgType.ERROR,
        }
    assert exchange.sockets.opened == 1


async def test_frozen_socket(exchange: Exchange, http: aiohttp.ClientSession) -> None:
    """A frozen socket stays open and says nothing; a heartbeat notices."""
    url = f"{exchange.spot_stream_url}/ws/btcusdt@trade"
    async with http.ws_connect(url, heartbeat=0.05) as socket:
        exchange.sockets.freeze()
        exchange.set_price("BTCUSDT", "67001")
        message = await socket.receive()

    assert message.type in {aiohttp.WSMsgType.CLOSED, aiohttp.WSMsgType.ERROR}


async def test_ping_and_missing_pong(exchange: Exchange, http: aiohttp.ClientSession) -> None:
    """The server pings; who never answers is dropped."""
    exchange.sockets.rules.ping_seconds = 0.01
    exchange.sockets.rules.pong_seconds = 0.05
    url = f"{exchange.spot_stream_url}/ws"
    async with http.ws_connect(url, autoping=False) as deaf:
        kinds = [(await deaf.receive()).type for _ in range(3)]
        while kinds[-1] is aiohttp.WSMsgType.PING:
            kinds.append((await deaf.receive()).type)

    assert kinds[0] is aiohttp.WSMsgType.PING
    assert kinds[-1] is aiohttp.WSMsgType.CLOSE


async def test_moving_market_streams() -> None:
    """A moving market sends by itself."""
    exchange = Exchange(moving=True)
    await exchange.start()
    try:
        async with aiohttp.ClientSession() as http:
            url = f"{exchange.spot_stream_url}/stream?streams=btcusdt@trade/!miniTicker@arr"
            async with listening(http, url) as socket:
                names = {(await socket.receive_json())["stream"] for _ in range(4)}
    finally:
        await exchange.stop()

    assert names == {"btcusdt@trade", "!miniTicker@arr"}
    assert len(asyncio.all_tasks()) == 1


@given(st.text())
def test_any_name_is_understood_or_not(name: str) -> None:
    """Whatever a stream is called, reading its name gives a topic or nothing."""
    for futures in (True, False):
        topic = parse(name, futures=futures)
        assert topic is None or topic.name == name


@given(
    st.sampled_from(["btcusdt", "币安人生usdt"]),
    st.sampled_from(["aggTrade", "trade", "kline_1M", "ticker", "depth", "depth20@100ms"]),
)
def test_known_names_are_understood(symbol: str, kind: str) -> None:
    """Documented names give the symbol in capitals; capitals in the name give nothing."""
    topic = parse(f"{symbol}@{kind}", futures=False)

    assert topic is not None
    assert topic.symbol == symbol.upper()
    assert parse(f"BTCUSDT@{kind}", futures=False) is None

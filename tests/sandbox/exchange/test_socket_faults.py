"""What befalls events on their way, sockets and newcomers; and what the servers write down."""

import json

import aiohttp
import pytest

from sandbox.exchange import Exchange
from sandbox.exchange.frame_faults import FrameFaults
from sandbox.exchange.socket_record import most_within
from tests.sandbox.exchange.listening import listening

STREAM = "btcusdt@trade"


async def prices(socket: aiohttp.ClientWebSocketResponse, count: int) -> list[str]:
    """Receive so many events and give their prices."""
    return [(await socket.receive_json())["p"].removesuffix("000000") for _ in range(count)]


def trade(exchange: Exchange, *hundreds: int) -> None:
    """Let the price take these values."""
    for number in hundreds:
        exchange.set_price("BTCUSDT", f"67{number}00")


async def test_each_fault_of_events(exchange: Exchange, http: aiohttp.ClientSession) -> None:
    """Events are dropped, sent twice, late, swapped, broken, or replaced by old ones."""
    faults = exchange.sockets.faults
    faults.hold_seconds = faults.delay_seconds = 0.01
    exchange.sockets.record.keeps_events = True
    async with listening(http, f"{exchange.spot_stream_url}/ws/{STREAM}") as socket:
        faults.set(drop=1)
        trade(exchange, 1)
        faults.set(duplicate=1)
        trade(exchange, 2)
        assert await prices(socket, 2) == ["67200.00", "67200.00"]
        faults.set(repeat=1)
        trade(exchange, 3)
        assert await prices(socket, 1) == ["67200.00"]
        faults.set(reorder=1)
        trade(exchange, 4)
        faults.set(duplicate=1, streams="nothing")
        trade(exchange, 5)
        assert await prices(socket, 2) == ["67500.00", "67400.00"]
        faults.set(delay=1)
        trade(exchange, 6)
        faults.set()
        trade(exchange, 7)
        assert await prices(socket, 2) == ["67700.00", "67600.00"]
        faults.set(garbage=1)
        trade(exchange, 8)
        with pytest.raises(json.JSONDecodeError):
            await socket.receive_json()

    fates = [sent.fate for sent in exchange.sockets.record.lives[0].sent]
    expected = "drop duplicate repeat reorder sent delay sent garbage"
    numbers = [sent.number for sent in exchange.sockets.record.lives[0].sent]
    assert fates == expected.split()
    assert numbers == list(range(numbers[0], numbers[0] + 8))


async def test_a_swapped_event_without_a_next_one_comes_by_itself(
    exchange: Exchange, http: aiohttp.ClientSession
) -> None:
    """An event held back for the next one is sent after a while all the same."""
    faults = exchange.sockets.faults
    faults.hold_seconds = 0.01
    faults.set(reorder=1)
    async with listening(http, f"{exchange.spot_stream_url}/ws/{STREAM}") as socket:
        trade(exchange, 1)
        assert await prices(socket, 1) == ["67100.00"]


def test_shares_are_kept_and_repeatable() -> None:
    """Of many events about the wanted share goes wrong, the same ones for the same seed."""
    first, second = FrameFaults(seed=3), FrameFaults(seed=3)
    for faults in (first, second):
        faults.set(drop=0.01, duplicate=0.005)
    fates = [first.fate("x") for _ in range(20_000)]

    assert fates == [second.fate("x") for _ in range(20_000)]
    assert 150 < fates.count("drop") < 250
    assert 70 < fates.count("duplicate") < 130
    with pytest.raises(ValueError, match="unknown: lose"):
        first.set(lose=1)


@pytest.mark.parametrize("how", ["html", "reset"])
async def test_outage(exchange: Exchange, http: aiohttp.ClientSession, how: str) -> None:
    """During an outage nobody gets in, afterwards everybody."""
    http._retry_connection = False  # aiohttp would knock twice
    exchange.sockets.refuse(how)
    for url in (f"{exchange.spot_stream_url}/ws", exchange.spot_ws_api_url):
        with pytest.raises(aiohttp.ClientError):
            await http.ws_connect(url)
    exchange.sockets.refuse("")
    async with listening(http, f"{exchange.spot_stream_url}/ws") as socket:
        assert not socket.closed

    record = exchange.sockets.record
    assert (len(record.attempts), len(record.refused), len(record.lives)) == (3, 2, 1)


async def test_three_hundred_connects(exchange: Exchange, http: aiohttp.ClientSession) -> None:
    """An address may knock 300 times in five minutes; then it is told when to come back."""
    exchange.sockets.rules.door.most = 2
    for _ in range(2):
        async with listening(http, f"{exchange.spot_stream_url}/ws"):
            pass
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        await http.ws_connect(f"{exchange.spot_stream_url}/ws")

    assert refused.value.status == 429
    assert refused.value.headers is not None
    assert 0 < int(refused.value.headers["Retry-After"]) <= 300
    assert exchange.sockets.record.busiest_minutes() == 3


async def test_what_sockets_say_is_counted(exchange: Exchange, http: aiohttp.ClientSession) -> None:
    """The record knows the messages and commands of each socket, and when it ended."""
    async with listening(http, f"{exchange.spot_stream_url}/ws") as socket:
        for number in range(3):
            await socket.send_json({"method": "LIST_SUBSCRIPTIONS", "id": number})
            await socket.receive_json()
        await socket.ping()
        await socket.send_json({"method": "LIST_SUBSCRIPTIONS", "id": 4})
        await socket.receive_json()
        assert exchange.sockets.record.lives[0].ended is None

    life = exchange.sockets.record.lives[0]
    assert (life.host, len(life.commands), len(life.heard)) == ("spot", 4, 5)
    assert exchange.sockets.record.busiest_second() == 5


async def test_one_host_alone(exchange: Exchange, http: aiohttp.ClientSession) -> None:
    """Faults can be kept to a host: the others go on."""
    async with (
        listening(http, f"{exchange.spot_stream_url}/ws") as spot,
        listening(http, f"{exchange.futures_stream_url}/public/ws") as futures,
    ):
        exchange.sockets.announce_shutdown("futures")
        await exchange.sockets.close(1001, "spot")
        assert (await spot.receive()).type is aiohttp.WSMsgType.CLOSE
        assert (await futures.receive_json())["e"] == "serverShutdown"
        assert not futures.closed


def test_most_within() -> None:
    """The busiest span is found wherever it begins."""
    assert most_within([], 1) == 0
    assert most_within([0, 0.5, 0.9, 1.4, 1.45, 3], 1) == 4

"""Events as they are read: unknown fields and words pass, bursts do not overrun a prompt reader."""

import asyncio
import json
from typing import Any

import pytest

from binance.enums import Interval, Side
from binance.models.market_events import UnknownEvent
from binance.websocket.kinds import UNKNOWN, kind_of
from binance.websocket.markets import Market
from tests.binance.websocket.listening import read
from tests.binance.websocket.scripted_streams import ScriptedStreams
from tests.binance.websocket.stepped_time import SteppedTime

TRADE: dict[str, Any] = {
    "e": "trade",
    "E": 1_795_132_800_123,
    "s": "BTCUSDT",
    "t": 1,
    "p": "0.10",
    "q": "2",
}
TRADE |= {"T": 1_795_132_800_001, "m": True, "M": True}
CANDLE: dict[str, Any] = {
    "t": 0,
    "T": 1,
    "i": "7m",
    "o": "1",
    "c": "1",
    "h": "1",
    "l": "1",
    "x": False,
}
ORDER: dict[str, Any] = {
    "s": "BTCUSDT",
    "S": "SIDEWAYS",
    "o": "NOVEL",
    "f": "IOC",
    "q": "1",
    "p": "1",
    "ap": "1",
}
ORDER |= {"X": "NOVEL", "l": "1", "z": "1", "T": 1}


def decoded(name: str, data: Any, market: Market = Market.SPOT) -> Any:
    """Read an event as it comes on a stream."""
    raw = json.dumps({"stream": name, "data": data}).encode()
    return kind_of(market, name).decode(raw).data


def test_unknown_fields_pass() -> None:
    """What Binance adds later breaks nothing, beside the payload nor in it."""
    raw = {"stream": "btcusdt@trade", "data": TRADE | {"novel": [1, {"a": None}]}, "more": 1}

    event = kind_of(Market.SPOT, "btcusdt@trade").decode(json.dumps(raw).encode()).data

    assert (event.id, event.symbol) == (1, "BTCUSDT")
    assert event.event_time.isoformat() == "2026-11-20T00:00:00.123000+00:00"


def test_unknown_words_pass() -> None:
    """Words of an enum that are new are kept as they came."""
    candle = decoded("btcusdt@kline_7m", {"e": "kline", "E": 1, "s": "BTCUSDT", "k": CANDLE})
    order = decoded(
        "btcusdt@forceOrder", {"e": "forceOrder", "E": 1, "o": ORDER}, Market.FUTURES
    ).order

    assert (candle.candle.interval, isinstance(candle.candle.interval, Interval)) == ("7m", True)
    assert (order.side, isinstance(order.side, Side)) == ("SIDEWAYS", True)


def test_microseconds_are_told_from_milliseconds() -> None:
    """Spot sends microseconds where the address asks for them."""
    event = decoded("btcusdt@trade", TRADE | {"E": 1_795_132_800_123_456})

    assert event.event_time.microsecond == 123_456


@pytest.mark.parametrize("name", ["", "btcusdt", "btcusdt@novel", "!novel@arr", "ｂｔｃ@novel"])
def test_unknown_names(name: str) -> None:
    """A name that is not known is a stream all the same."""
    assert kind_of(Market.SPOT, name) is UNKNOWN


async def test_event_that_lacks_a_field(now: SteppedTime) -> None:
    """What is not the event it should be is handed over raw; the next one is read again."""
    async with (
        ScriptedStreams() as server,
        server.manager(now.timing) as manager,
        manager.subscribe("btcusdt@trade") as events,
    ):
        await server.tell("btcusdt@trade", {"e": "trade", "E": 1}, TRADE)
        strange, usual = await read(events, 2)

    assert isinstance(strange, UnknownEvent)
    assert strange.data == {"e": "trade", "E": 1}
    assert usual.id == 1


async def test_burst(now: SteppedTime) -> None:
    """Far more messages at once than a queue holds reach a consumer that reads them at once."""
    best = {"s": "BTCUSDT", "b": "1", "B": "1", "a": "2", "A": "1"}
    books = [best | {"u": number} for number in range(3_000)]
    async with (
        ScriptedStreams() as server,
        server.manager(now.timing) as manager,
        manager.subscribe("btcusdt@bookTicker", queue=600) as events,
    ):
        reading = asyncio.ensure_future(read(events, 3_000))
        await server.tell("btcusdt@bookTicker", *books)
        came = await reading

    assert [event.update_id for event in came] == list(range(3_000))

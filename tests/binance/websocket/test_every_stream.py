"""Every function that names a stream, over a real socket: subscribed, sent, read with its model."""

import asyncio
import dataclasses
import re
from collections.abc import AsyncIterator
from datetime import date
from typing import Any, get_args, get_type_hints

import pytest
import pytest_asyncio

from binance.client import BinanceClient, ClientOptions
from binance.enums import Interval
from binance.websocket.coverage import DOCUMENTED, UNDOCUMENTED, Named, module_of
from binance.websocket.options import StreamOptions
from binance.websocket.rules import SocketRules
from binance.websocket.stream import Stream
from sandbox.exchange import Exchange
from tests.binance.pretend import hosts_of

FUNCTIONS = [row.function for row in DOCUMENTED if row.function] + list(UNDOCUMENTED)
SYMBOLS = {
    "streams": "BTCUSDT",
    "streams_futures": "BTCUSDT",
    "streams_coin_futures": "BTCUSD_PERP",
    "streams_options": "BTC-261225-100000-C",
    "streams_alpha": "ALPHA_175USDT",
    "streams_stocks": "AAPL",
}
ARGUMENTS: dict[str, Any] = {
    "pair": "BTCUSD",
    "underlying": "BTCUSDT",
    "interval": Interval.MINUTE_1,
    "window": "1h",
    "levels": 5,
    "contract": "perpetual",
    "expiry": date(2026, 12, 25),
    "address": "0x55d398326f99059ff775485246999027b3197955",
    "chain": "56",
    "speed": "100ms",
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def scene() -> AsyncIterator[tuple[Exchange, BinanceClient]]:
    """Open an exchange and a client for all streams."""
    exchange = Exchange(moving=False)
    await exchange.start()
    rules = exchange.sockets.rules
    rules.messages_per_second = rules.futures_messages_per_second = 1_000
    hosts = dataclasses.replace(
        hosts_of(exchange),
        options=exchange.futures_url,
        alpha_stream=f"{exchange.spot_stream_url}/w3w/wsa",
        stock_stream=f"{exchange.spot_stream_url}/equity",
    )
    unhurried = StreamOptions(rules=SocketRules(messages_per_second=None))
    async with BinanceClient.open(ClientOptions(hosts, streams=unhurried)) as client:
        yield exchange, client
    await exchange.stop()


def called(function: Named) -> Stream[Any]:
    """Call a function with an example of every parameter it must have."""
    wanted = [name for name in get_type_hints(function) if name in ARGUMENTS or name == "symbol"]
    examples = ARGUMENTS | {"symbol": SYMBOLS[module_of(function)]}
    return function(**{name: examples[name] for name in wanted})


def name_of(function: Named) -> str:
    """Name the case."""
    return f"{module_of(function)}.{function.__name__}"


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("function", FUNCTIONS, ids=name_of)
async def test_stream(function: Named, scene: tuple[Exchange, BinanceClient]) -> None:
    """The event that comes is of the type the function promises."""
    exchange, client = scene
    (promised,) = get_args(get_type_hints(function)["return"])

    async with client.streams.subscribe(called(function)) as events:
        waiting = asyncio.ensure_future(anext(aiter(events)))
        while not waiting.done():
            for price in ("68000", "68001"):
                exchange.set_price("BTCUSDT", price)
            exchange.sockets.pulse()
            await asyncio.wait([waiting], timeout=0.01)
        event = waiting.result()

    one_of = get_args(promised)
    assert isinstance(event, list if one_of else promised)
    assert all(isinstance(one, one_of) for one in event) if one_of else True
    assert event


@pytest.mark.parametrize(
    "row",
    [row for row in DOCUMENTED if row.function],
    ids=lambda row: f"{row.product} {row.pattern}",
)
def test_name_is_as_documented(row: Any) -> None:
    """The name a function gives has the form Binance writes; a speed may be left out."""
    form = re.sub(r"@?<(updateSpeed|expirationDate)>", "¶", row.pattern)
    parts = re.split(r"(<\w+>|¶)", form)
    pattern = "".join(
        r"(@?\w+)?" if part == "¶" else r"[^@]+" if part.startswith("<") else re.escape(part)
        for part in parts
    )

    assert re.fullmatch(pattern, called(row.function).name)


def test_all_documented_streams_are_told_apart() -> None:
    """The table has the 99 streams of Binance's documentation, each once."""
    assert len({(row.product, row.pattern) for row in DOCUMENTED}) == len(DOCUMENTED) == 99
    assert all(row.function or row.note for row in DOCUMENTED)

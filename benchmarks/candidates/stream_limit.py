"""LIMIT of streams: bare aiohttp and msgspec with Decimals, nobody to hand events over to."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from decimal import Decimal
from typing import Any, Generic, TypeVar

import aiohttp
import msgspec

from benchmarks.measuring import Job
from benchmarks.playing import MIXED, TICKERS, following, nothing, socket_place

T = TypeVar("T")


class _Envelope(msgspec.Struct, Generic[T], gc=False):
    data: T


class _Trade(msgspec.Struct, gc=False):
    E: int
    s: str
    a: int
    p: Decimal
    q: Decimal
    f: int
    l: int  # noqa: E741 -- Binance's name
    T: int
    m: bool


class _Book(msgspec.Struct, gc=False):
    u: int
    s: str
    b: Decimal
    B: Decimal
    a: Decimal
    A: Decimal


class _Candle(msgspec.Struct, gc=False):
    t: int
    T: int
    i: str
    o: Decimal
    c: Decimal
    h: Decimal
    l: Decimal  # noqa: E741 -- Binance's name
    v: Decimal
    n: int
    x: bool
    q: Decimal


class _Kline(msgspec.Struct, gc=False):
    E: int
    s: str
    k: _Candle


class _Depth(msgspec.Struct, gc=False):
    E: int
    s: str
    U: int
    u: int
    b: list[tuple[Decimal, Decimal]]
    a: list[tuple[Decimal, Decimal]]


class _Ticker(msgspec.Struct, gc=False):
    E: int
    s: str
    c: str
    o: str
    h: str
    l: str  # noqa: E741 -- Binance's name
    v: str
    q: str


_DECODE = {
    name.encode(): msgspec.json.Decoder(_Envelope[model]).decode  # type: ignore[valid-type] # a loop
    for name, model in zip(
        (*MIXED, *TICKERS), (_Trade, _Book, _Kline, _Depth, list[_Ticker]), strict=True
    )
}


def use_tickers(event: Any) -> None:
    """Read symbol, close and volume of every row."""
    for row in event:
        _ = row.s, row.c, row.v


async def open_candidate(urls: Mapping[str, str], _stack: AsyncExitStack) -> Mapping[str, Job]:
    """Prepare the jobs; each opens a socket of its own."""

    @asynccontextmanager
    async def follow(tape: str, names: Sequence[str]) -> AsyncIterator[AsyncIterator[Any]]:
        url = socket_place(urls, tape)
        async with (
            aiohttp.ClientSession() as session,
            session.ws_connect(
                f"{url}/stream?streams={'/'.join(names)}", decode_text=False, max_msg_size=2**24
            ) as socket,
        ):
            yield _events(socket)

    return {
        "mixed": following(urls, "mixed", lambda: follow("mixed", MIXED), nothing),
        "tickers": following(urls, "tickers", lambda: follow("tickers", TICKERS), use_tickers),
    }


async def _events(socket: aiohttp.ClientWebSocketResponse[Any]) -> AsyncIterator[Any]:
    async for message in socket:
        raw = message.data
        yield _DECODE[raw[11 : raw.find(b'"', 11)]](raw).data

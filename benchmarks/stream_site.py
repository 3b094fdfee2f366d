"""A server of market streams that plays as many messages as it is asked for, made beforehand.

`GET /<who>/play/<tape>?count=N` has them sent on every socket opened under `/<who>/`; commands are
answered as by Binance.
"""

import asyncio
import base64
import hashlib
import json
import re
import struct
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from itertools import chain, islice, repeat
from typing import cast

_MAGIC = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
_DELAY = 0.05  # seconds; whoever asked is then done with asking
LENGTH = 20_200  # messages of the mixture; its ids grow and begin anew only after them
_NOW = 1_795_132_800_000  # ms
SYMBOLS = 2_000  # in an array over the whole market
SHARED = 500  # streams of the tape for many consumers
_HEAD = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"


class StreamSite(asyncio.Protocol):
    """One connection: a socket after its upgrade, else a request to play."""

    _open: "dict[bytes, set[StreamSite]]" = defaultdict(set)  # noqa: RUF012 -- all share it

    def __init__(self) -> None:
        self._buffer = b""
        self._who: bytes | None = None  # whose it is, once it is a socket
        self._transport: asyncio.Transport | None = None
        self._may_write = asyncio.Event()
        self._may_write.set()
        self._playing: set[asyncio.Task[None]] = set()
        self._tapes: dict[str, Iterator[bytes]] = {}  # where each goes on

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way back."""
        self._transport = cast("asyncio.Transport", transport)

    def connection_lost(self, _error: Exception | None) -> None:
        """Play no more."""
        if self._who is not None:
            self._open[self._who].discard(self)
        self._transport = None
        self._may_write.set()

    def pause_writing(self) -> None:
        """Wait for the reader."""
        self._may_write.clear()

    def resume_writing(self) -> None:
        """Go on."""
        self._may_write.set()

    def data_received(self, data: bytes) -> None:
        """Upgrade, obey commands, or play."""
        self._buffer += data
        while self._buffer:
            left = self._answered() if self._who is None else self._obeyed()
            if left is None:
                return
            self._buffer = left

    def _answered(self) -> bytes | None:
        head, end, rest = self._buffer.partition(b"\r\n\r\n")
        if not end:
            return None
        who = head.split(b"/", 2)[1]
        key = re.search(rb"(?i)sec-websocket-key: *(\S+)", head)
        if key is not None:
            accept = base64.b64encode(hashlib.sha1(key[1] + _MAGIC).digest())  # noqa: S324 -- RFC
            self._write(f"{_HEAD}Sec-WebSocket-Accept: {accept.decode()}\r\n\r\n".encode())
            self._who = who
            self._open[who].add(self)
            return rest
        asked = re.match(rb"GET /\w+/play/(\w+)\?count=(\d+)", head)
        if asked is not None:
            for socket in self._open[who]:
                tape, count = asked[1].decode(), int(asked[2])
                asyncio.get_running_loop().call_later(_DELAY, socket.play, tape, count)
        self._write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
        return rest

    def _obeyed(self) -> bytes | None:
        """Read a masked frame; answer a command."""
        buffer = self._buffer
        if len(buffer) < 6:
            return None
        length, at = buffer[1] & 127, 2
        if length == 126:
            (length,), at = struct.unpack(">H", buffer[2:4]), 4
        if len(buffer) < at + 4 + length:
            return None
        mask, body = buffer[at : at + 4], buffer[at + 4 : at + 4 + length]
        plain = bytes(byte ^ mask[number % 4] for number, byte in enumerate(body))
        match buffer[0] & 15:
            case 1:
                number = json.loads(plain).get("id")
                self._write(frame(json.dumps({"result": None, "id": number}).encode()))
            case 9:
                self._write(frame(plain, 0x8A))
            case 8 if self._transport is not None:
                self._write(frame(b"", 0x88))
                self._transport.close()
        return buffer[at + 4 + length :]

    def play(self, tape: str, count: int) -> None:
        """Send so many messages as fast as they are read."""
        task = asyncio.get_running_loop().create_task(self._play(tape, count))
        self._playing.add(task)
        task.add_done_callback(self._playing.discard)

    async def _play(self, tape: str, count: int) -> None:
        position = self._tapes.setdefault(tape, chain.from_iterable(repeat(TAPES[tape]())))
        piece: list[bytes] = []
        size = 0
        for one in islice(position, count):
            piece.append(one)
            size += len(one)
            if size > 60_000:
                self._write(b"".join(piece))
                await self._may_write.wait()
                piece.clear()
                size = 0
        self._write(b"".join(piece))

    def _write(self, data: bytes) -> None:
        if self._transport is not None:
            self._transport.write(data)


def frame(payload: bytes, first: int = 0x81) -> bytes:
    """Give a frame as a server writes it."""
    length = len(payload)
    if length < 126:
        return bytes((first, length)) + payload
    if length < 65_536:
        return bytes((first, 126)) + struct.pack(">H", length) + payload
    return bytes((first, 127)) + struct.pack(">Q", length) + payload


def _message(stream: str, data: object) -> bytes:
    text = json.dumps({"stream": stream, "data": data}, separators=(",", ":"))
    return frame(text.encode())


def _trade(number: int, symbol: str = "BTCUSDT") -> dict[str, object]:
    return {"e": "aggTrade", "E": _NOW + number, "s": symbol, "a": number, "p": "67250.67000000",
            "q": "0.01903000", "f": number, "l": number, "T": _NOW + number, "m": False,
            "M": True}  # fmt: skip


def _book(number: int) -> dict[str, object]:
    return {"u": number, "s": "BTCUSDT", "b": "67250.66000000", "B": "1.20000000",
            "a": "67250.67000000", "A": "3.40000000"}  # fmt: skip


def _kline(number: int) -> dict[str, object]:
    candle = {"t": _NOW, "T": _NOW + 59_999, "s": "BTCUSDT", "i": "1m", "f": 100, "L": 200,
              "o": "0.00100000", "c": "0.00200000", "h": "0.00250000", "l": "0.00150000",
              "v": "1000.00000000", "n": 100, "x": False, "q": "1.00000000",
              "V": "500.00000000", "Q": "0.50000000", "B": "0"}  # fmt: skip
    return {"e": "kline", "E": _NOW + number, "s": "BTCUSDT", "k": candle}


def _depth(number: int) -> dict[str, object]:
    levels = [[f"{67250 + step * 0.01:.8f}", f"{step * 0.013:.8f}"] for step in range(5)]
    return {"e": "depthUpdate", "E": _NOW + number, "s": "BTCUSDT", "U": number, "u": number,
            "b": levels, "a": levels}  # fmt: skip


@cache
def mixed() -> list[bytes]:
    """Make a mixture: of ten messages four are trades, four best prices, a candle, a book."""
    made = []
    for number in range(LENGTH):
        turn = number % 10
        if turn < 4:
            made.append(_message("btcusdt@aggTrade", _trade(number // 10 * 4 + turn + 1)))
        elif turn < 8:
            made.append(_message("btcusdt@bookTicker", _book(number)))
        elif turn == 8:
            made.append(_message("btcusdt@kline_1m", _kline(number)))
        else:
            made.append(_message("btcusdt@depth", _depth(number)))
    return made


@cache
def tickers() -> list[bytes]:
    """Make an array over the whole market."""
    row = {"e": "24hrMiniTicker", "E": _NOW, "c": "0.00250000", "o": "0.00100000",
           "h": "0.00250000", "l": "0.00100000", "v": "10000.00000000",
           "q": "18.00000000"}  # fmt: skip
    rows = [row | {"s": f"COIN{number}USDT"} for number in range(SYMBOLS)]
    return [_message("!miniTicker@arr", rows)]


@cache
def shared() -> list[bytes]:
    """Make best prices of many streams, one after the other."""
    return [
        _message(f"coin{number}usdt@bookTicker", _book(1) | {"s": f"COIN{number}USDT"})
        for number in range(SHARED)
    ]


TAPES: dict[str, Callable[[], list[bytes]]] = {"mixed": mixed, "tickers": tickers, "shared": shared}

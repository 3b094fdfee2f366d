"""TCP connections of the REST hosts: how often each was used, and closing them the hard way."""

import asyncio
import random
import socket
import struct
from weakref import WeakKeyDictionary

from aiohttp import web

RESET_ON_CLOSE = struct.pack("ii", 1, 0)  # SO_LINGER on, zero seconds


class Connections:
    """Remembers the uses of every open connection, and which shall be closed when idle."""

    def __init__(self) -> None:
        self._uses: WeakKeyDictionary[asyncio.Transport, int] = WeakKeyDictionary()
        self._closings: WeakKeyDictionary[asyncio.Transport, asyncio.TimerHandle] = (
            WeakKeyDictionary()
        )
        self._seen: WeakKeyDictionary[asyncio.Transport, tuple[float, float]] = WeakKeyDictionary()
        self.chance = random.Random(7)  # decides what impatient servers do
        self.opened = 0
        self.ending = asyncio.Event()  # set when the server stops: silent requests end

    def begin(self, request: web.Request) -> None:
        """Count a request on its connection; it is not idle any more."""
        transport = request.transport
        if transport is None:
            return
        closing = self._closings.pop(transport, None)
        if closing is not None:
            closing.cancel()
        if transport not in self._uses:
            self.opened += 1
        self._uses[transport] = self._uses.get(transport, 0) + 1
        now = asyncio.get_running_loop().time()
        before, _ = self._seen.get(transport, (now, 0.0))
        self._seen[transport] = now, now - before

    def uses(self, request: web.Request) -> int:
        """Tell how many requests came over this connection so far."""
        return 0 if request.transport is None else self._uses.get(request.transport, 0)

    def idle(self, request: web.Request) -> float:
        """Tell how many seconds the connection had been quiet when this request came."""
        return 0.0 if request.transport is None else self._seen[request.transport][1]

    def close_later(self, request: web.Request, seconds: float, *, hard: bool) -> None:
        """Close the connection once it has been idle for some seconds; hard sends a reset."""
        transport = request.transport
        if transport is not None:
            loop = asyncio.get_running_loop()
            self._closings[transport] = loop.call_later(seconds, cut, transport, hard)


def cut(transport: asyncio.Transport | asyncio.BaseTransport | None, hard: bool) -> None:
    """Close a connection with FIN, or hard with RST."""
    if not isinstance(transport, asyncio.Transport) or transport.is_closing():
        return
    if hard:
        raw: socket.socket | None = transport.get_extra_info("socket")
        if raw is not None:
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_ON_CLOSE)
        transport.abort()
    else:
        transport.close()

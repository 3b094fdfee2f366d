"""A socket that is kept up: opened again when it is lost, replaced before it grows old."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from contextlib import suppress

from binance.exceptions import BinanceError, ClientClosed, ConnectFailed, ConnectionLost
from binance.websocket.dialler import Dialler
from binance.websocket.rules import SocketRules
from binance.websocket.socket import Closing, Ending, Socket

_TICKS = 4  # in a heartbeat
_PAUSE = 0.5  # seconds before another attempt at most, twice that before the next …
_LONGEST_PAUSE = 10.0  # seconds
_LASTING = 60.0  # seconds a socket has lived after which its end is no repetition

Url = Callable[[], Awaitable[str]]


class Handler:
    """What a connection is for. Nothing here may raise but `opened`."""

    async def opened(self, socket: Socket) -> None:
        """Prepare a fresh socket: subscribe, log on. It is in use once this returns.

        What comes meanwhile is handed to `received`. Any error closes it; it is tried again.
        """

    def received(self, socket: Socket, raw: bytes) -> None:
        """Take a message."""

    def current(self, socket: Socket) -> None:
        """Note that this socket is in use from now on; the one before it is about to close."""

    def failed(self, socket: Socket) -> None:
        """Note that a fresh socket ended before it came into use. Another is on its way."""

    def lost(self, socket: Socket, closing: Closing) -> None:
        """Note that the socket in use ended unasked. Another is on its way."""

    def tick(self, socket: Socket) -> None:
        """Look after things, every few seconds while a socket is in use."""


class Connection:
    """One socket at a time, two for a moment while it is renewed."""

    def __init__(self, dialler: Dialler, url: Url, handler: Handler, rules: SocketRules) -> None:
        self.socket: Socket | None = None  # the one in use
        self.reconnects = 0  # sockets after the first, renewals included
        self.rules = rules
        self._dialler = dialler
        self._timing = dialler.timing
        self._url = url
        self._handler = handler
        self._numbers = 0
        self._failures = 0  # in a row
        self._renewal = ""  # why a replacement is due
        self._changed = asyncio.Event()  # there is something for the keeper to do
        self._up = asyncio.Event()
        self._keeper: asyncio.Task[None] | None = None
        self._farewells: set[asyncio.Task[None]] = set()

    @property
    def is_up(self) -> bool:
        """True while a socket is in use."""
        return self._up.is_set()

    def open(self) -> None:
        """Begin to connect, and keep it up until `close`."""
        if self._keeper is None:
            self._keeper = asyncio.create_task(self._keep())

    async def up(self) -> None:
        """Wait until a socket is in use, however long that takes."""
        await self._up.wait()

    async def send(self, text: str) -> None:
        """Send a text frame on the socket in use. Fails with `ConnectionLost`."""
        if self.socket is None:
            raise ConnectionLost("a socket", "not connected just now")
        await self.socket.send(text)

    def renew(self, why: str) -> None:
        """Open another socket, then close the one in use."""
        self._renewal = self._renewal or why
        self._changed.set()

    def say_farewell(self, socket: Socket) -> None:
        """Replace a socket whose server shuts down: now, or as soon as it is in use."""
        socket.is_leaving = True
        if socket is self.socket:
            self.renew("serverShutdown")

    def drop(self, ending: Ending) -> None:
        """Give the socket in use up at once and open another."""
        if self.socket is not None:
            self.socket.end(ending)

    async def close(self) -> None:
        """Close it for good."""
        if self._keeper is not None:
            self._keeper.cancel()
            with suppress(asyncio.CancelledError):
                await self._keeper
        socket, self.socket = self.socket, None
        self._up.clear()
        if socket is not None:
            await socket.close()
        await asyncio.gather(*self._farewells)

    async def _keep(self) -> None:
        while True:
            self._changed.clear()
            if self.socket is not None and not self._renewal:
                await self._changed.wait()
                continue
            try:
                if self._numbers:
                    await self._pause()
                await self._replace()
            except ClientClosed:
                return
            except ConnectFailed:
                continue  # the dialler knows when the host may be tried again
            except Exception as error:  # noqa: BLE001 -- whatever a handler met, it is tried again
                self._failures += 1
                if not isinstance(error, (BinanceError, TimeoutError)):
                    _report("a socket could not be prepared", error)

    async def _pause(self) -> None:
        longest = min(_PAUSE * 2 ** min(self._failures, 16), _LONGEST_PAUSE)
        await self._timing.sleep(random.uniform(0, longest))  # noqa: S311 -- jitter

    async def _replace(self) -> None:
        """Open a socket, prepare it, take it into use and close the one before it."""
        wire = await self._dialler.dial(await self._url())
        self._numbers += 1
        fresh = Socket(wire, self._numbers, self.rules, self._timing)
        fresh.read(self._handler.received, self._ended)
        try:
            await self._prepared(fresh)
        except BaseException:
            self._handler.failed(fresh)
            await asyncio.shield(fresh.close())
            raise
        old, self.socket = self.socket, fresh
        self._renewal = "serverShutdown" if fresh.is_leaving else ""
        self.reconnects += fresh.number > 1
        self._handler.current(fresh)
        self._up.set()
        fresh.watch = asyncio.create_task(self._watch(fresh))
        if old is not None:
            await old.close()

    async def _prepared(self, fresh: Socket) -> None:
        """Run `opened`; fails when it does, when the socket ends before and when it takes long."""
        opened = asyncio.ensure_future(self._handler.opened(fresh))
        late = asyncio.ensure_future(self._timing.sleep(self.rules.opening))
        dead = asyncio.ensure_future(fresh.finished())
        try:
            await asyncio.wait((opened, late, dead), return_when=asyncio.FIRST_COMPLETED)
            if not opened.done():
                raise ConnectionLost("a socket", "it could not be prepared")
            opened.result()
        finally:
            for task in (opened, late, dead):
                task.cancel()
            await asyncio.gather(opened, late, dead, return_exceptions=True)
        if fresh.over:
            raise ConnectionLost("a socket", "it ended while it was prepared")

    def _ended(self, socket: Socket) -> None:
        """Hear that a socket has come to its end."""
        if socket.watch is not None:
            socket.watch.cancel()
        if socket.failure is not None:
            _report("a message could not be handled", socket.failure)
        if socket is not self.socket:
            return
        farewell = asyncio.create_task(socket.close())
        self._farewells.add(farewell)
        farewell.add_done_callback(self._farewells.discard)
        self.socket = None
        self._up.clear()
        lasted = self._timing.monotonic() - socket.opened_at >= _LASTING
        self._failures = 0 if lasted else self._failures + 1
        self._handler.lost(socket, socket.closing or Closing(Ending.LOST))
        self._changed.set()

    async def _watch(self, socket: Socket) -> None:
        """Find out when a socket is dead or old."""
        pause = self.rules.heartbeat / _TICKS
        spread = random.uniform(-1, 1) * self.rules.renew_spread  # noqa: S311 -- jitter
        renew_at = socket.opened_at + self.rules.renew_after + spread
        silent = 0
        while socket is self.socket:
            await self._timing.sleep(pause)
            silent = 0 if socket.heard else silent + 1
            socket.heard = False
            if silent == _TICKS:
                await socket.ping()
            elif silent >= _TICKS * 1.5:
                socket.end(Ending.SILENT)
                return
            if self._timing.monotonic() >= renew_at:
                self.renew("it is nearly a day old")
                renew_at += _LASTING
            self._handler.tick(socket)


def _report(what: str, error: BaseException) -> None:
    """Tell whoever runs the loop of an error nobody waits for."""
    asyncio.get_running_loop().call_exception_handler({"message": what, "exception": error})

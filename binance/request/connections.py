"""The sockets: one owner, opened anew after idle times, closed once.

https://docs.aiohttp.org/en/stable/client_advanced.html#graceful-shutdown
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from aiohttp import ClientSession, DummyCookieJar

from binance.exceptions import ClientClosed
from binance.request.connector import Connector
from binance.request.timing import Timing

# A write rides only on a socket that was alive a moment ago: servers close idle ones after a second
# at the earliest, and a write that meets the closing has an unknown outcome.
_WRITE_IDLE_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class ConnectionOptions:
    """How sockets are kept; all in seconds."""

    keepalive: float  # a socket idle for longer is not used again
    max_age: float  # idle time after which everything is opened anew
    close_grace: float  # how long running calls may take to finish when the owner closes
    force_close: bool = False  # a new socket for each call


class Connections:
    """Two sessions: a patient one for reads, one with fresh sockets for writes and second tries.

    Nobody but the owner closes them; a call that fails or is cancelled loses its own socket only.
    """

    def __init__(
        self, options: ConnectionOptions, timing: Timing, allow: Callable[[], None]
    ) -> None:
        self._options = options
        self._timing = timing
        self._allow = allow
        self._running = 0
        self._idle = asyncio.Event()  # once closing has begun: the last call has ended
        self._closed = False
        self._last_use = timing.monotonic()
        self._patient, self._fresh = self._open()

    @property
    def closed(self) -> bool:
        """True once the owner has begun to close."""
        return self._closed

    def enter(self) -> None:
        """Begin a call, which `leave` must end. Fails with `ClientClosed`."""
        if self._closed:
            raise ClientClosed
        self._running += 1

    @property
    def outdated(self) -> bool:
        """True for the first call after an idle time: it should `renew` before it is sent."""
        if self._running != 1:
            return False
        return self._timing.monotonic() - self._last_use > self._options.max_age

    def session(self, *, fresh: bool) -> ClientSession:
        """Give the session for a call that has begun."""
        return self._fresh if fresh else self._patient

    def leave(self) -> None:
        """End a call."""
        self._running -= 1
        if not self._running:
            self._last_use = self._timing.monotonic()
            if self._closed:
                self._idle.set()

    def refuse(self) -> None:
        """Let no call begin any more."""
        self._closed = True

    async def close(self) -> None:
        """Refuse new calls, let the running ones finish, then close every socket."""
        self.refuse()
        if self._running:
            # What still runs after that loses its socket and fails as any call with a lost socket.
            with suppress(TimeoutError):
                async with asyncio.timeout(self._options.close_grace):
                    await self._idle.wait()
        await self._patient.close()
        await self._fresh.close()

    async def renew(self) -> None:
        """Open everything anew and close the old sockets."""
        old = self._patient, self._fresh
        self._patient, self._fresh = self._open()
        self._last_use = self._timing.monotonic()
        for session in old:
            await session.close()

    def _open(self) -> tuple[ClientSession, ClientSession]:
        keepalive = 0.0 if self._options.force_close else self._options.keepalive
        return (
            _session(Connector(keepalive, self._allow)),
            _session(Connector(min(keepalive, _WRITE_IDLE_SECONDS), self._allow)),
        )


def _session(connector: Connector) -> ClientSession:
    session = ClientSession(
        connector=connector,
        cookie_jar=DummyCookieJar(),
        headers={"User-Agent": "binance-telegram-bot"},
        read_bufsize=2**18,  # exchangeInfo has 5 MB: fewer pauses while it is read
    )
    # aiohttp would send a GET, PUT or DELETE a second time by itself when a kept socket turns out
    # to be dead: uncounted, with an old signature. There is no public switch (aiohttp #10790).
    session._retry_connection = False  # noqa: SLF001
    return session

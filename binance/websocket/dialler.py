"""Opens sockets: within the budget of attempts, never while nothing may be sent."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from aiohttp import (
    ClientError,
    ClientSession,
    ClientTimeout,
    ClientWebSocketResponse,
    ClientWSTimeout,
    DummyCookieJar,
    TCPConnector,
    WSServerHandshakeError,
)
from yarl import URL

from binance.exceptions import ClientClosed, ConnectFailed
from binance.request.timing import Timing
from binance.websocket.connect_budget import ConnectBudget

_HANDSHAKE = 10.0  # seconds
_FAREWELL = 1.0  # seconds
_LARGEST = 2**24  # bytes of a message: an array over the whole market has 500,000
_LEAST = 0.001  # seconds; what rounding leaves of a wait is not worth a turn of its own
_PROBE_PAUSE = 2.0  # seconds between attempts while hosts are down


@dataclass(frozen=True, slots=True)
class Doorkeeper:
    """What the request layer says about sending; by default nothing."""

    left: Callable[[], float] = lambda: 0.0  # seconds for which nothing may be sent
    refused: Callable[[int, Mapping[str, str]], Awaitable[None]] | None = None  # 429 and 418


class Dialler:
    """One for the process: all sockets share its session, its budget and what it knows of hosts."""

    def __init__(self, timing: Timing, doorkeeper: Doorkeeper | None = None) -> None:
        self.budget = ConnectBudget(timing)
        self.timing = timing
        self._doorkeeper = doorkeeper or Doorkeeper()
        self._session: ClientSession | None = None
        self._down: dict[str, float] = {}  # host: moment of the next attempt, monotonic seconds
        self._closed = False

    async def dial(self, url: str, *, headers: Mapping[str, str] | None = None) -> Any:
        """Open a socket and wait as long as that takes: until the budget, the gate, the host let.

        One attempt: fails with `ConnectFailed`, and with `ClientClosed` after `close`.
        """
        host = URL(url).host or ""
        await self._turn(host)
        try:
            wire = await self._connect(url, headers)
        except WSServerHandshakeError as error:
            self._failed(host)
            if error.status in {429, 418} and self._doorkeeper.refused is not None:
                await self._doorkeeper.refused(error.status, error.headers or {})
            raise ConnectFailed(host, f"the handshake was refused with {error.status}") from None
        except (ClientError, TimeoutError, OSError, RuntimeError) as error:
            if self._closed:
                raise ClientClosed from None
            self._failed(host)
            raise ConnectFailed(host, type(error).__name__) from None
        self._down.pop(host, None)
        return wire

    async def close(self) -> None:
        """Refuse further attempts and close what is still open."""
        self._closed = True
        if self._session is not None:
            await self._session.close()

    async def _turn(self, host: str) -> None:
        """Wait until an attempt may be made, and count it."""
        while not self._closed:
            left = self._doorkeeper.left()
            left = left or max(self._down.get(host, 0.0) - self.timing.monotonic(), 0.0)
            left = left or self.budget.wait(probe=host in self._down)
            if not left:
                self.budget.spend()
                if host in self._down:  # the others wait for the outcome of this attempt
                    self._failed(host)
                return
            await self.timing.sleep(max(left, _LEAST))
        raise ClientClosed

    def _failed(self, host: str) -> None:
        self._down.setdefault(host, 0.0)
        pause = _PROBE_PAUSE * len(self._down) * random.uniform(0.75, 1.25)  # noqa: S311 -- jitter
        self._down[host] = self.timing.monotonic() + pause

    async def _connect(
        self, url: str, headers: Mapping[str, str] | None
    ) -> ClientWebSocketResponse[bool]:
        if self._session is None:
            self._session = ClientSession(
                connector=TCPConnector(limit=0),
                cookie_jar=DummyCookieJar(),
                timeout=ClientTimeout(total=None),
                headers={"User-Agent": "binance-telegram-bot"},
            )
            # aiohttp would knock a second time by itself when it is cut off: uncounted.
            self._session._retry_connection = False  # noqa: SLF001
        async with asyncio.timeout(_HANDSHAKE):
            return await self._session.ws_connect(
                URL(url, encoded=True),
                headers=headers,
                timeout=ClientWSTimeout(ws_close=_FAREWELL),
                autoping=False,  # the socket answers pings itself: they are a sign of life
                max_msg_size=_LARGEST,
                decode_text=False,  # the JSON reader wants bytes
            )


async def quietly(awaitable: Awaitable[None]) -> None:
    """Wait for something whose failure changes nothing any more."""
    with suppress(ClientError, OSError, TimeoutError):
        await awaitable

"""One life of a socket, from the upgrade to its end."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum

from aiohttp import ClientError, ClientWebSocketResponse, WSMsgType

from binance.exceptions import ConnectionLost
from binance.request.timing import Timing
from binance.websocket.pace import Pace
from binance.websocket.rules import SocketRules

_TEXT, _BINARY = WSMsgType.TEXT, WSMsgType.BINARY
_PING, _PONG = WSMsgType.PING, WSMsgType.PONG
_ABNORMAL = 1006  # no close frame came
_TURN = 256  # messages after which others get their turn; consumers above all


class Ending(StrEnum):
    """Why a socket came to its end."""

    CLOSED = "closed by Binance"
    LOST = "connection lost"
    SILENT = "nothing heard, not even a pong"
    STALE = "connected, but without news"
    OURS = "closed by us"


@dataclass(frozen=True, slots=True)
class Closing:
    """The end of a socket; `code` is that of the close frame, 1006 where none came."""

    ending: Ending
    code: int = _ABNORMAL
    text: str = ""


class Socket:
    """A socket that was upgraded. `number` tells the lives of a connection apart."""

    def __init__(
        self,
        wire: ClientWebSocketResponse[bool],
        number: int,
        rules: SocketRules,
        timing: Timing,
    ) -> None:
        self.number = number
        self.opened_at = timing.monotonic()  # seconds
        self.heard = True  # something came since the flag was last lowered
        self.closing: Closing | None = None  # once it is over, or its end was decided
        self.is_leaving = False  # its server said that it shuts down
        self._wire = wire
        self._pace = Pace(rules.messages_per_second, timing)
        self.watch: asyncio.Task[None] | None = None  # looks after it, ends with it
        self._reading: asyncio.Task[None] | None = None

    @property
    def over(self) -> bool:
        """True once nothing comes any more."""
        return self._reading is None or self._reading.done()

    def read(
        self, received: Callable[["Socket", bytes], None], ended: Callable[["Socket"], None]
    ) -> None:
        """Begin to hand over what comes; `ended` is called once, at the end."""
        self._reading = asyncio.create_task(self._read(received))
        self._reading.add_done_callback(lambda _: ended(self))

    async def send(self, text: str) -> None:
        """Send a text frame when its turn comes. Fails with `ConnectionLost`."""
        await self._pace.turn()
        try:
            await self._wire.send_str(text)
        except (ClientError, OSError) as error:
            raise ConnectionLost("a socket", type(error).__name__) from None

    async def finished(self) -> None:
        """Wait until nothing comes any more."""
        if self._reading is not None:
            await asyncio.wait([self._reading])

    async def ping(self) -> None:
        """Ask for a sign of life."""
        self._pace.count()
        with suppress(ClientError, OSError):
            await self._wire.ping()

    @property
    def failure(self) -> BaseException | None:
        """What `received` raised, if that has ended it."""
        if self._reading is None or not self._reading.done() or self._reading.cancelled():
            return None
        return self._reading.exception()

    def end(self, ending: Ending) -> None:
        """Stop reading at once; `close` remains to be called."""
        self.closing = self.closing or Closing(ending)
        if self._reading is not None:
            self._reading.cancel()

    async def close(self, ending: Ending = Ending.OURS) -> None:
        """Stop reading and close it; the farewell takes a second at most."""
        self.end(ending)
        await self.finished()
        await self._wire.close()

    async def _read(self, received: Callable[["Socket", bytes], None]) -> None:
        receive = self._wire.receive
        left = _TURN
        while True:
            message = await receive()
            self.heard = True
            kind = message[0]
            if kind is _TEXT or kind is _BINARY:
                received(self, message[1])
            elif kind is _PING:
                await self._pong(message[1])
            elif kind is not _PONG:
                break
            left -= 1
            if not left:
                left = _TURN
                await asyncio.sleep(0)
        if self.closing is None:
            told = kind is WSMsgType.CLOSE
            self.closing = Closing(
                Ending.CLOSED if told else Ending.LOST,
                self._wire.close_code or _ABNORMAL,
                str(message[2] or "") if told else "",
            )

    async def _pong(self, payload: bytes) -> None:
        self._pace.count()
        with suppress(ClientError, OSError):
            await self._wire.pong(payload)

"""One connection to a WebSocket API: requests go out with an id, replies come back by it.

Many callers and users share it. A request whose socket ends gets `ConnectionLost`: whether it was
carried out nobody knows. When the socket is renewed, requests go to the new one at once, and the
old one is kept until it has answered all it was asked.
"""

import asyncio
import re
from collections.abc import Mapping
from typing import Any

import msgspec

from binance.exceptions import ConnectFailed, ConnectionLost, RequestTimeout, UnreadableAnswer
from binance.request.pipeline import Pipeline
from binance.request.request import Api, Request, Response
from binance.websocket.connection import Connection, Handler, Url
from binance.websocket.dialler import Dialler
from binance.websocket.rules import SocketRules
from binance.websocket.socket import Closing, Socket
from binance.websocket.ws_api_replies import Frame, read_frame, response_of

_ENCODE = msgspec.json.Encoder().encode
_SHUTDOWN = b'"serverShutdown"'
_ID = re.compile(rb'"id":\s?(\d{1,15})\b')


class ApiConnection(Handler):
    """Sends requests over a connection that is kept up. `prepare` and `told` are for heirs."""

    def __init__(
        self, dialler: Dialler, url: Url, pipeline: Pipeline, api: Api, rules: SocketRules
    ) -> None:
        self.connection = Connection(dialler, url, self, rules)
        self.api = api
        self._pipeline = pipeline
        self._timing = dialler.timing
        self._asked: dict[int, tuple[Socket, asyncio.Future[Frame]]] = {}
        self._numbers = 0
        self._fresh: Socket | None = None  # being prepared to take over
        self._quiet = asyncio.Event()  # a socket may have answered all it was asked

    async def exchange(self, request: Request, method: str, sent: Mapping[str, Any]) -> Response:
        """Send a request on the socket in use and give the reply.

        Fails with `ConnectFailed` when there is no socket in time: nothing was sent then; with
        `ConnectionLost` when it ends before the reply came, and with `RequestTimeout`.
        """
        return await self.ask(await self._usable(request), request, method, sent)

    async def ask(
        self, socket: Socket, request: Request, method: str, sent: Mapping[str, Any]
    ) -> Response:
        """Send a request on this socket and give the reply. Fails as `exchange` does."""
        name = request.endpoint.name
        self._numbers += 1
        number = self._numbers
        future: asyncio.Future[Frame] = asyncio.get_running_loop().create_future()
        self._asked[number] = socket, future
        text = _ENCODE({"id": number, "method": method, "params": sent}).decode()
        try:
            async with asyncio.timeout(self._left(request)):
                await socket.send(text)
                frame = await future
        except TimeoutError:
            raise RequestTimeout(name, "no reply") from None
        except ConnectionLost as error:
            raise ConnectionLost(name, error.reason, reused=True) from None
        except UnreadableAnswer:
            raise UnreadableAnswer(name) from None
        finally:
            del self._asked[number]
            self._quiet.set()
        return response_of(frame, self._pipeline.timestamp(self.api))

    async def prepare(self, socket: Socket) -> None:
        """Do what a fresh socket needs before it takes over."""

    def told(self, socket: Socket, frame: Frame) -> None:
        """Take what nobody asked for: an event, or the end of a session."""
        event = frame.event
        if frame.subscription_id is not None or _SHUTDOWN not in bytes(event):
            return
        self.connection.say_farewell(socket)

    def misread(self, socket: Socket, raw: bytes) -> None:
        """Tell whoever is named in a broken reply that there will be no other."""
        named = _ID.search(raw)
        asked = self._asked.get(int(named[1])) if named else None
        if asked is not None and asked[0] is socket and not asked[1].done():
            asked[1].set_exception(UnreadableAnswer("a reply"))

    async def opened(self, socket: Socket) -> None:
        """Prepare the socket and let the one before it answer what it was asked."""
        old = self.connection.socket
        self._fresh = socket
        try:
            await self.prepare(socket)
            while old is not None and self._waits_for(old):
                self._quiet.clear()
                await self._quiet.wait()
        finally:
            self._fresh = None

    def failed(self, socket: Socket) -> None:
        """Tell those who wait for a reply that none will come."""
        self._forget(socket)

    def received(self, socket: Socket, raw: bytes) -> None:
        """Hand a reply to whoever waits for it; what cannot be read is nobody's."""
        frame = read_frame(raw)
        if frame is None:
            self.misread(socket, raw)
        elif frame.status and isinstance(frame.id, int):
            asked = self._asked.get(frame.id)
            if asked is not None and not asked[1].done():
                asked[1].set_result(frame)
        else:
            self.told(socket, frame)

    def lost(self, socket: Socket, closing: Closing) -> None:  # noqa: ARG002 -- Handler's
        """Tell those who wait for a reply that none will come."""
        self._forget(socket)

    async def close(self) -> None:
        """Close the connection for good."""
        await self.connection.close()
        for socket, _ in list(self._asked.values()):
            self._forget(socket)

    async def _usable(self, request: Request) -> Socket:
        """Give the socket to send on, once there is one."""
        self.connection.open()
        while (socket := self._socket()) is None:
            try:
                async with asyncio.timeout(self._left(request)):
                    await self.connection.up()
                    await asyncio.sleep(0)
            except TimeoutError:
                raise ConnectFailed(request.endpoint.name, "not connected in time") from None
        return socket

    def _socket(self) -> Socket | None:
        for socket in (self._fresh, self.connection.socket):
            if socket is not None and not socket.over and socket.closing is None:
                return socket
        return None

    def _left(self, request: Request) -> float:
        return max(request.deadline - self._timing.monotonic(), 0.0)

    def _waits_for(self, socket: Socket) -> bool:
        return not socket.over and any(one is socket for one, _ in self._asked.values())

    def _forget(self, socket: Socket) -> None:
        for one, future in self._asked.values():
            if one is socket and not future.done():
                future.set_exception(ConnectionLost("a socket", "it ended before the reply"))
        self._quiet.set()

"""One WebSocket connection of the exchange: pings, the limit of messages, the way out."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiohttp import WSMsgType, web

from sandbox.exchange.sockets import cut

TOO_MANY_WAITING = 20_000  # messages a reader may be behind before it is dropped


@dataclass(slots=True)
class SocketRules:
    """What a connection has to keep to. Seconds are those of the event loop."""

    ping_seconds: float = 20
    pong_seconds: float = 60
    messages_per_second: int = 5
    streams: int = 1_024
    life_seconds: float = 86_400


class LiveSocket:
    """A connection that was upgraded; `hear` gets each text frame that comes in."""

    def __init__(self, rules: SocketRules) -> None:
        self.rules = rules
        self.frozen = False  # a fault: nothing goes out, not even a pong
        self._socket = web.WebSocketResponse(autoping=False, autoclose=True, compress=False)
        self._outgoing: asyncio.Queue[str] = asyncio.Queue()
        self._heard: list[float] = []  # moments of the last second's messages
        self._last_pong = 0.0
        self._request: web.Request | None = None

    def push(self, message: object) -> None:
        """Queue a message to be sent as JSON."""
        if self.frozen:
            return
        if self._outgoing.qsize() > TOO_MANY_WAITING:
            self.drop(hard=True)
            return
        text = json.dumps(message, ensure_ascii=False, separators=(",", ":"))
        self._outgoing.put_nowait(text)

    def push_text(self, text: str) -> None:
        """Queue a message as it is, for faults that send broken ones."""
        self._outgoing.put_nowait(text)

    def drop(self, *, hard: bool) -> None:
        """Cut the connection without a close frame: FIN, or hard RST."""
        if self._request is not None:
            cut(self._request.transport, hard)

    async def run(
        self, request: web.Request, hear: Callable[[str], Awaitable[None]]
    ) -> web.WebSocketResponse:
        """Serve the connection until it ends."""
        self._request = request
        await self._socket.prepare(request)
        self._last_pong = asyncio.get_running_loop().time()
        tasks = [asyncio.ensure_future(self._send()), asyncio.ensure_future(self._ping())]
        try:
            await self._receive(hear)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await self._socket.close()
        return self._socket

    async def close(self, code: int = 1000, reason: str = "") -> None:
        """End the connection with a close frame."""
        await self._socket.close(code=code, message=reason.encode())

    async def _receive(self, hear: Callable[[str], Awaitable[None]]) -> None:
        async for message in self._socket:
            if self._too_fast():
                await self.close(1008, "Too many requests")
                return
            if message.type is WSMsgType.PING and not self.frozen:
                await self._socket.pong(message.data)
            elif message.type is WSMsgType.PONG:
                self._last_pong = asyncio.get_running_loop().time()
            elif message.type is WSMsgType.TEXT:
                await hear(message.data)

    def _too_fast(self) -> bool:
        now = asyncio.get_running_loop().time()
        self._heard = [moment for moment in self._heard if now - moment < 1] + [now]
        return len(self._heard) > self.rules.messages_per_second

    async def _send(self) -> None:
        try:
            while True:
                await self._socket.send_str(await self._outgoing.get())
        except ConnectionError:
            return

    async def _ping(self) -> None:
        loop = asyncio.get_running_loop()
        born = loop.time()
        try:
            while True:
                await asyncio.sleep(self.rules.ping_seconds)
                now = loop.time()
                silent_for = now - self._last_pong
                if silent_for > self.rules.pong_seconds or now - born > self.rules.life_seconds:
                    await self.close(1008 if silent_for > self.rules.pong_seconds else 1001)
                    return
                if not self.frozen:
                    await self._socket.ping(str(int(now * 1000)).encode())
        except ConnectionError:
            return

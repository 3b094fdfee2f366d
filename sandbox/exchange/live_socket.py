"""One WebSocket connection of the exchange: pings, the limit of messages, the way out."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from aiohttp import WSMsgType, web

from sandbox.exchange.frame_faults import FrameFaults
from sandbox.exchange.socket_door import Door
from sandbox.exchange.socket_record import Life, Sent, SocketRecord, number_of
from sandbox.exchange.sockets import cut

TOO_MANY_WAITING = 20_000  # messages a reader may be behind before it is dropped


@dataclass(slots=True)
class SocketRules:
    """What a connection has to keep to, and what may befall it. Seconds are the event loop's."""

    ping_seconds: float = 20
    pong_seconds: float = 60
    messages_per_second: int = 5
    futures_messages_per_second: int = 10
    streams: int = 1_024
    life_seconds: float = 86_400
    faults: FrameFaults = field(default_factory=FrameFaults)
    record: SocketRecord = field(default_factory=SocketRecord)
    door: Door = field(init=False)

    def __post_init__(self) -> None:
        self.door = Door(self.record)


class LiveSocket:
    """A connection that was upgraded; `hear` gets each text frame that comes in.

    Texts count as messages where `counts_texts`; those of the WebSocket API have a weight instead.
    """

    def __init__(self, rules: SocketRules, host: str = "", *, counts_texts: bool = True) -> None:
        self.rules = rules
        self._counts_texts = counts_texts
        self.life = Life(host, 0.0)
        self.frozen = False  # a fault: nothing goes out, not even a pong
        self._socket = web.WebSocketResponse(autoping=False, autoclose=True, compress=False)
        self._outgoing: asyncio.Queue[str] = asyncio.Queue()
        self._heard: list[float] = []  # moments of the last second's messages
        self._last_pong = 0.0
        self._request: web.Request | None = None
        self._held: list[str] = []  # events that shall come after the next one
        self._last: dict[str, str] = {}  # the last event of each stream, for repeating

    def tell(self, stream: str, message: object, event: object) -> None:
        """Queue an event of a stream, wrapped as `message`; faults of the network apply to it."""
        faults, record = self.rules.faults, self.rules.record
        fate = "frozen" if self.frozen else faults.fate(stream)
        if record.keeps_events:
            now = asyncio.get_running_loop().time()
            self.life.sent.append(Sent(now, stream, number_of(event), fate))
        if fate == "sent" and not faults.shares:
            self.push(message)
        elif fate not in {"frozen", "drop"}:
            self._tell(stream, _text(message), fate)

    def push(self, message: object) -> None:
        """Queue a message to be sent as JSON."""
        if self.frozen:
            return
        if self._outgoing.qsize() > TOO_MANY_WAITING:
            self.drop(hard=True)
            return
        self._outgoing.put_nowait(_text(message))

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
        self.life = self.rules.record.begin(self.life.host, self._last_pong)
        tasks = [asyncio.ensure_future(self._send()), asyncio.ensure_future(self._ping())]
        try:
            await self._receive(hear)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            self.life.ended = asyncio.get_running_loop().time()
            await self._socket.close()
        return self._socket

    async def close(self, code: int = 1000, reason: str = "") -> None:
        """End the connection with a close frame."""
        await self._socket.close(code=code, message=reason.encode())

    def _tell(self, stream: str, text: str, fate: str) -> None:
        loop, faults = asyncio.get_running_loop(), self.rules.faults
        if fate == "delay":
            loop.call_later(faults.delay_seconds, self._put, text)
            return
        if fate == "reorder":
            self._held.append(text)
            loop.call_later(faults.hold_seconds, self._release)
            return
        before, self._last[stream] = self._last.get(stream, text), text
        text = {"garbage": text[: len(text) // 2], "repeat": before}.get(fate, text)
        for _ in range(2 if fate == "duplicate" else 1):
            self._put(text)
        self._release()

    def _release(self) -> None:
        while self._held:
            self._put(self._held.pop(0))

    def _put(self, text: str) -> None:
        if not self.frozen:
            self._outgoing.put_nowait(text)

    async def _receive(self, hear: Callable[[str], Awaitable[None]]) -> None:
        async for message in self._socket:
            counts = self._counts_texts or message.type is not WSMsgType.TEXT
            if counts and self._too_fast():
                await self.close(1008, "Too many requests")
                return
            if message.type is WSMsgType.PING and not self.frozen:
                await self._socket.pong(message.data)
            elif message.type is WSMsgType.PONG:
                self._last_pong = asyncio.get_running_loop().time()
            elif message.type is WSMsgType.TEXT:
                self.life.commands.append(asyncio.get_running_loop().time())
                await hear(message.data)

    def _too_fast(self) -> bool:
        now = asyncio.get_running_loop().time()
        self.life.heard.append(now)
        self._heard = [moment for moment in self._heard if now - moment < 1] + [now]
        rules = self.rules
        on_futures = self.life.host.endswith("futures")
        most = rules.futures_messages_per_second if on_futures else rules.messages_per_second
        return len(self._heard) > most

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
                if self.frozen:
                    continue  # a half-open socket does not even close
                if silent_for > self.rules.pong_seconds or now - born > self.rules.life_seconds:
                    await self.close(1008 if silent_for > self.rules.pong_seconds else 1001)
                    return
                await self._socket.ping(str(int(now * 1000)).encode())
        except ConnectionError:
            return


def _text(message: object) -> str:
    return json.dumps(message, ensure_ascii=False, separators=(",", ":"))

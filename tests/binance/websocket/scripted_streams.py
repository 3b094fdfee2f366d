"""A server of market streams that does what a test scripts."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, Self

from aiohttp import WSMsgType, web

from binance.constants import Hosts
from binance.request.timing import Timing
from binance.websocket.dialler import Dialler
from binance.websocket.manager import StreamManager
from binance.websocket.options import StreamOptions

_USUAL = StreamOptions()
Answer = Callable[[dict[str, Any]], Awaitable[dict[str, Any] | None]]


async def agree(command: dict[str, Any]) -> dict[str, Any]:
    """Answer every command as Binance does when it agrees."""
    return {"result": None, "id": command["id"]}


class ScriptedStreams:
    """Answers commands with `answer`; `say` sends a text on every open socket."""

    def __init__(self, answer: Answer = agree) -> None:
        self.answer = answer
        self.commands: list[dict[str, Any]] = []
        self.sockets: list[web.WebSocketResponse] = []
        self.paths: list[str] = []
        self.status = 101  # of the next handshakes
        self._port = 0

    @property
    def hosts(self) -> Hosts:
        """The addresses of a client that knows nothing else."""
        url = f"ws://127.0.0.1:{self._port}"
        return Hosts("", "", "", url, "", url, url)

    @asynccontextmanager
    async def manager(
        self, timing: Timing, options: StreamOptions = _USUAL
    ) -> AsyncIterator[StreamManager]:
        """Open streams of this server."""
        dialler = Dialler(timing)
        manager = StreamManager(dialler, self.hosts, {}, options)
        try:
            yield manager
        finally:
            await manager.close()
            await dialler.close()

    async def say(self, *texts: str) -> None:
        """Send text frames."""
        for socket in self.sockets:
            for text in texts:
                await socket.send_str(text)

    async def tell(self, stream: str, *events: dict[str, Any]) -> None:
        """Send events of a stream."""
        await self.say(*(json.dumps({"stream": stream, "data": event}) for event in events))

    async def __aenter__(self) -> Self:
        application = web.Application()
        application.router.add_get("/{path:.*}", self._serve)
        self._runner = web.AppRunner(application, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self._port = self._runner.addresses[0][1]
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        self.paths.append(request.path)
        if self.status != 101:
            return web.Response(status=self.status, headers={"Retry-After": "30"})
        socket = web.WebSocketResponse(autoping=False)
        await socket.prepare(request)
        self.sockets.append(socket)
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    command = json.loads(message.data)
                    self.commands.append(command)
                    answer = await self.answer(command)
                    if answer is not None:
                        await socket.send_str(json.dumps(answer))
        finally:
            self.sockets.remove(socket)
        return socket


async def silence(_command: dict[str, Any]) -> None:
    """Answer nothing."""
    await asyncio.sleep(0)

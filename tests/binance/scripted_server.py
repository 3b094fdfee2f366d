"""A small HTTP server whose every answer, and every fault, is written by the test."""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self
from urllib.parse import parse_qsl


@dataclass(frozen=True)
class Seen:
    """A request as it arrived."""

    method: str
    path: str
    query: str
    headers: dict[str, str]  # names in lower case
    connection: int  # the first is 1

    @property
    def parameters(self) -> dict[str, str]:
        """The query, decoded."""
        return dict(parse_qsl(self.query, keep_blank_values=True))


@dataclass(frozen=True)
class Answer:
    """What to do with a request."""

    body: str = "{}"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    drop: bool = False  # reset the connection instead of answering
    close: bool = False  # close the connection after answering
    cut: bool = False  # promise more than is sent
    gate: asyncio.Event | None = None  # answer only once it is set


DROP = Answer(drop=True)


class ScriptedServer:
    """Gives `answers` in their order, then whatever `otherwise` gives."""

    def __init__(self) -> None:
        self.seen: list[Seen] = []
        self.answers: deque[Answer] = deque()
        self.otherwise: Callable[[Seen], Answer] = lambda _: Answer()
        self.connections = 0
        self.arrived = asyncio.Event()  # set whenever a request arrives
        self._writers: set[asyncio.StreamWriter] = set()
        self._serving: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None
        self._waiting: list[tuple[int, asyncio.Event]] = []
        self.url = ""

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        host, port = self._server.sockets[0].getsockname()
        self.url = f"http://{host}:{port}"
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._server is not None
        self._server.close()
        for writer in list(self._writers):
            writer.transport.abort()
        await self._server.wait_closed()
        serving = list(self._serving)
        for task in serving:
            task.cancel()
        await asyncio.gather(*serving, return_exceptions=True)

    def script(self, *answers: Answer) -> None:
        """Add answers for the next requests."""
        self.answers.extend(answers)

    async def seen_at_least(self, number: int) -> None:
        """Wait until so many requests have arrived."""
        event = asyncio.Event()
        self._waiting.append((number, event))
        if len(self.seen) < number:
            await event.wait()

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(self._serve(reader, writer))
        self._serving.add(task)
        task.add_done_callback(self._serving.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        number = self.connections
        self._writers.add(writer)
        try:
            while await self._exchange(reader, writer, number):
                pass
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            self._writers.discard(writer)
            writer.close()

    async def _exchange(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, number: int
    ) -> bool:
        """Serve one request; tell whether the connection stays."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        method, target, _ = head[0].split(" ")
        pairs = (line.split(": ", 1) for line in head[1:] if line)
        headers = {name.lower(): value for name, value in pairs}
        await reader.readexactly(int(headers.get("content-length", "0")))
        path, _, query = target.partition("?")
        seen = Seen(method, path, query, headers, number)
        self.seen.append(seen)
        self.arrived.set()
        for needed, event in self._waiting:
            if len(self.seen) >= needed:
                event.set()
        answer = self.answers.popleft() if self.answers else self.otherwise(seen)
        if answer.gate is not None:
            await answer.gate.wait()
        if answer.drop:
            writer.transport.abort()
            return False
        writer.write(_rendered(answer))
        await writer.drain()
        return not (answer.close or answer.cut)


def _rendered(answer: Answer) -> bytes:
    body = answer.body.encode()
    length = len(body) + (100 if answer.cut else 0)
    lines = [
        f"HTTP/1.1 {answer.status} Scripted",
        "Content-Type: application/json",
        f"Content-Length: {length}",
        *(f"{name}: {value}" for name, value in answer.headers.items()),
    ]
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + body

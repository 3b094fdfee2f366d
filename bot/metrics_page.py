"""The metrics of the request layer for Prometheus: GET /metrics, where METRICS_PORT is set.

The page has endpoints, budgets and circuits; whose calls they were it does not know.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing, suppress
from functools import partial
from typing import Final

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest

from bot.config import Settings
from bot.start_errors import CannotRun

_PATIENCE: Final = 5.0  # seconds a request may take to arrive
_LONGEST: Final = 8_192  # bytes of a request


@asynccontextmanager
async def served(registry: CollectorRegistry, settings: Settings) -> AsyncIterator[int | None]:
    """Serve the page while the block runs; gives the port. Fails with `CannotRun`."""
    if settings.metrics_port is None:
        yield None
        return
    host, port = settings.metrics_host, settings.metrics_port
    answer = partial(_answer, registry)
    try:
        server = await asyncio.start_server(answer, host, port, limit=_LONGEST)
    except OSError as error:
        raise CannotRun(f"METRICS_PORT {port} cannot be used: {error.strerror}") from None
    with closing(server):
        yield server.sockets[0].getsockname()[1]


async def _answer(
    registry: CollectorRegistry, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    """Answer one request and close: Prometheus asks a few times a minute."""
    with closing(writer), suppress(OSError, TimeoutError, EOFError, asyncio.LimitOverrunError):
        async with asyncio.timeout(_PATIENCE):
            head = await reader.readuntil(b"\r\n\r\n")
            found = head.startswith((b"GET /metrics ", b"GET /metrics?"))
            body = generate_latest(registry) if found else b""
            status = "200 OK" if found else "404 Not Found"
            writer.write(
                f"HTTP/1.1 {status}\r\nContent-Type: {CONTENT_TYPE_LATEST}\r\n"
                f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode()
            )
            writer.write(body)
            await writer.drain()

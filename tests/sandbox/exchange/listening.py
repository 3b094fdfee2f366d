"""Listening to streams in tests."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp


@asynccontextmanager
async def listening(
    http: aiohttp.ClientSession, url: str
) -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
    """Open a socket; a message must come within five seconds."""
    async with http.ws_connect(url, timeout=aiohttp.ClientWSTimeout(ws_receive=5)) as socket:
        yield socket

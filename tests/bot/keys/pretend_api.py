"""A few answers of Binance on a loopback socket, each as the test wants it."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer

from binance.client import BinanceClient, ClientOptions
from binance.constants import Hosts


@dataclass
class PretendApi:
    """Answers by path as (status, body); a body of None never comes."""

    answers: dict[str, tuple[int, Any]] = field(default_factory=dict)
    seen: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)  # the API keys that were sent
    clock_ahead: float = 0.0  # seconds

    async def handle(self, request: web.Request) -> web.Response:
        """Give the prepared answer."""
        self.seen.append(request.path)
        self.keys += request.headers.getall("X-MBX-APIKEY", [])
        if request.path.endswith("/time"):
            return web.json_response({"serverTime": int((time.time() + self.clock_ahead) * 1000)})
        status, body = self.answers[request.path]
        if body is None:
            await asyncio.Event().wait()
        if isinstance(body, str):
            return web.Response(status=status, text=body, content_type="text/html")
        return web.json_response(body, status=status)


@asynccontextmanager
async def client_of(api: PretendApi, *, patience: float = 5) -> AsyncIterator[BinanceClient]:
    """Give a client of the pretend API."""
    application = web.Application()
    application.router.add_route("*", "/{tail:.*}", api.handle)
    async with TestServer(application) as server:
        base = str(server.make_url("")).rstrip("/")
        hosts = Hosts(base, base, base, base, base, base, base)
        async with BinanceClient.open(ClientOptions(hosts=hosts, timeout=patience)) as client:
            yield client

"""The pretend Telegram alone on a free port, without an exchange beside it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from aiohttp import web

from sandbox.telegram import Telegram

Json = dict[str, Any]


@asynccontextmanager
async def serving(telegram: Telegram) -> AsyncIterator[str]:
    """Serve until the block ends; gives the address."""
    application = web.Application(client_max_size=64 * 1024**2)
    application.add_routes(telegram.routes())
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await telegram.close()
        await runner.cleanup()


class Api:
    """Calls the Bot API with JSON bodies."""

    def __init__(self, url: str, token: str, session: aiohttp.ClientSession) -> None:
        self.base = f"{url}/bot{token}"
        self.session = session

    async def answer(self, method: str, **params: Any) -> Json:
        """Give the whole answer to a call."""
        async with self.session.post(f"{self.base}/{method}", json=params) as answer:
            body: Json = await answer.json()
            assert answer.status == body.get("error_code", 200)
            return body

    async def result(self, method: str, **params: Any) -> Any:
        """Give the result of a call that must succeed."""
        body = await self.answer(method, **params)
        assert body["ok"], body
        return body["result"]

    async def refusal(self, method: str, **params: Any) -> str:
        """Give the description of a call that must fail."""
        body = await self.answer(method, **params)
        assert not body["ok"], body
        return str(body["description"])


@asynccontextmanager
async def api_of(telegram: Telegram) -> AsyncIterator[Api]:
    """Serve, and give what calls the Bot API."""
    async with serving(telegram) as url, aiohttp.ClientSession() as session:
        yield Api(url, telegram.token, session)

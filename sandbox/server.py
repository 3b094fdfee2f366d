"""The whole pretence: exchange and Telegram, on one address people open and the bot talks to."""

from contextlib import AsyncExitStack
from types import TracebackType
from typing import Self

from aiohttp import web

from sandbox.control import control_routes
from sandbox.exchange import Exchange
from sandbox.telegram import Telegram
from sandbox.visitors import own_visitors


class Sandbox:
    """A pretend Binance and a pretend Telegram on real sockets, as an async context manager.

    With `moving=False` prices move only when they are told to. `port` 0 takes a free one.
    """

    def __init__(
        self, host: str = "127.0.0.1", port: int = 0, seed: int = 7, moving: bool = True
    ) -> None:
        self.exchange = Exchange(host, seed, moving)
        self.telegram = Telegram(seed)
        self.chat_url = ""  # web chat, Bot API and control API; known once started
        self._host = host
        self._port = port
        self._open = AsyncExitStack()

    async def __aenter__(self) -> Self:
        async with AsyncExitStack() as opening:
            await self.exchange.start()
            opening.push_async_callback(self.exchange.stop)
            runner = web.AppRunner(self._application(), access_log=None, shutdown_timeout=1)
            await runner.setup()
            opening.push_async_callback(runner.cleanup)
            opening.push_async_callback(self.telegram.close)
            await web.TCPSite(runner, self._host, self._port).start()
            self.chat_url = f"http://{self._host}:{runner.addresses[0][1]}"
            self._open = opening.pop_all()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._open.aclose()

    def _application(self) -> web.Application:
        application = web.Application(
            client_max_size=64 * 1024**2, middlewares=[own_visitors(self._host)]
        )
        application.add_routes(self.telegram.routes())
        application.add_routes(control_routes(self.exchange))
        return application

    def settings(self) -> dict[str, str]:
        """Give the settings, as in `.env`, that point the bot here."""
        return {
            "BOT_TOKEN": self.telegram.token,
            "TELEGRAM_API_URL": self.chat_url,
            "ADMIN_IDS": str(self.telegram.users["owner"].id),
            "BINANCE_BASE_URL": self.exchange.spot_url,
            "BINANCE_FAPI_URL": self.exchange.futures_url,
            "BINANCE_DAPI_URL": self.exchange.coin_futures_url,
            "BINANCE_STREAM_URL": self.exchange.spot_stream_url,
            "BINANCE_WS_API_URL": self.exchange.spot_ws_api_url,
            "BINANCE_FSTREAM_URL": self.exchange.futures_stream_url,
            "BINANCE_DSTREAM_URL": self.exchange.coin_futures_stream_url,
        }

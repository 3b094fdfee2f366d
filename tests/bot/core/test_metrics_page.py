"""The page for Prometheus: what stands there, and what does not."""

import asyncio
import socket

import aiohttp
import pytest

from bot.config import Settings, load_settings
from bot.main import App
from bot.metrics_page import served
from bot.start_errors import CannotRun
from sandbox.telegram.driver import Conversation


def free_port() -> int:
    """Give a port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@pytest.fixture
def bot_settings(bot_settings: Settings) -> Settings:
    """Name a port for the page."""
    return bot_settings.model_copy(update={"metrics_port": free_port()})


async def test_page_names_nobody(bot_app: App, guest: Conversation) -> None:
    """Calls, budgets and circuits can be read; neither users nor symbols nor keys stand there."""
    await guest.say("/p btc")
    url = f"http://127.0.0.1:{bot_app.parts.settings.metrics_port}"
    async with aiohttp.ClientSession() as session:
        answer = await session.get(f"{url}/metrics")
        page = await answer.text()
        other = await session.get(f"{url}/else")

    assert (answer.status, other.status) == (200, 404)
    assert answer.headers["Content-Type"].startswith("text/plain; version=")
    assert 'binance_requests_total{endpoint="GET /api/v3/ticker/24hr",status="200"} 1.0' in page
    assert 'binance_used_weight{budget="spot"}' in page
    for secret in (str(guest.user.id), guest.user.first_name, "BTCUSDT"):
        assert secret not in page


async def test_what_is_no_request(bot_app: App) -> None:
    """Whoever talks nonsense, or too much, is hung up on, and the page is there for the next."""
    port = bot_app.parts.settings.metrics_port
    ends = []
    for sent in (b"x" * 20_000 + b"\r\n\r\n", b"GET"):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(sent)
        writer.write_eof()
        ends.append(await asyncio.gather(reader.read(), return_exceptions=True))
        writer.close()
    async with aiohttp.ClientSession() as session:
        answer = await session.get(f"http://127.0.0.1:{port}/metrics")

    assert all(one == b"" or isinstance(one, OSError) for (one,) in ends)
    assert answer.status == 200


async def test_port_that_is_taken(bot_app: App) -> None:
    """A second bot with the same port says so in one line."""
    with pytest.raises(CannotRun, match=r"^METRICS_PORT \d+ cannot be used: "):
        async with served(bot_app.parts.client.registry, bot_app.parts.settings):
            pass


async def test_without_a_port_there_is_no_page(bot_app: App) -> None:
    """Nothing listens unless it was asked for."""
    silent = load_settings(env_file=None)
    async with served(bot_app.parts.client.registry, silent) as port:
        assert port is None

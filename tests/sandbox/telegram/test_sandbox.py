"""The whole pretence on one address, from tests and from the command line."""

import asyncio
import signal
import sys
from pathlib import Path

import aiohttp
import pytest

from sandbox.server import Sandbox

ROOT = Path(__file__).parents[3]
NAMES = {
    "BOT_TOKEN",
    "TELEGRAM_API_URL",
    "ADMIN_IDS",
    "BINANCE_BASE_URL",
    "BINANCE_FAPI_URL",
    "BINANCE_DAPI_URL",
    "BINANCE_STREAM_URL",
    "BINANCE_WS_API_URL",
    "BINANCE_FSTREAM_URL",
    "BINANCE_DSTREAM_URL",
}


async def test_the_settings_point_to_what_is_open() -> None:
    """Each address answers while the sandbox is open, none afterwards."""
    async with aiohttp.ClientSession() as session:
        async with Sandbox(moving=False) as sandbox:
            settings = sandbox.settings()
            bot = f"{settings['TELEGRAM_API_URL']}/bot{settings['BOT_TOKEN']}/getMe"
            paths = {
                bot,
                sandbox.chat_url,
                f"{sandbox.chat_url}/control/prices",
                f"{settings['BINANCE_BASE_URL']}/api/v3/ping",
            }
            answers = {path: (await session.get(path)).status for path in paths}
        with pytest.raises(aiohttp.ClientConnectorError):
            await session.get(bot)

    assert set(settings) == NAMES
    assert set(answers.values()) == {200}
    assert settings["ADMIN_IDS"] == str(sandbox.telegram.users["owner"].id)


async def test_a_taken_port_leaves_nothing_open() -> None:
    """When the address cannot be had, the servers already open are closed again."""
    async with Sandbox(moving=False) as first:
        port = int(first.chat_url.rpartition(":")[2])
        second = Sandbox(port=port, moving=False)
        with pytest.raises(OSError, match=str(port)):
            await second.__aenter__()
        async with aiohttp.ClientSession() as session:
            with pytest.raises(aiohttp.ClientConnectorError):
                await session.get(f"{second.exchange.spot_url}/api/v3/ping")

    assert second.chat_url == ""


async def test_from_the_command_line() -> None:
    """`python -m sandbox` prints where it is and the settings, and ends cleanly when told."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "sandbox", cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    first = (await process.stdout.readline()).decode()
    process.send_signal(signal.SIGTERM)
    rest = (await process.stdout.read()).decode()

    assert first.startswith("Web chat: http://127.0.0.1:")
    assert {line.partition("=")[0] for line in rest.split()} == NAMES
    assert await process.wait() == 0

"""Telegram is out of order while the bot starts."""

import asyncio
from typing import Any

import pytest

from bot import main
from bot.config import Settings
from bot.main import compose
from sandbox.server import Sandbox
from tests.conftest import UNHURRIED, serving


@pytest.mark.parametrize("method", ["getMe", "deleteWebhook"])
@pytest.mark.parametrize(
    ("fault", "options"),
    [("html", {}), ("error", {"status": 500}), ("reset", {}), ("too_many", {"retry_after": 600})],
)
async def test_the_start_waits_until_telegram_is_back(
    sandbox: Sandbox,
    bot_settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    method: str,
    fault: str,
    options: dict[str, Any],
) -> None:
    """Whatever it answers first, the bot comes up as soon as Telegram does."""
    pauses: list[float] = []
    sleep = asyncio.sleep

    async def pause(seconds: float) -> None:
        pauses.append(seconds)
        if seconds >= main._INTRODUCTION_PAUSE:
            sandbox.telegram.faults.clear()
        await sleep(0)

    sandbox.telegram.faults.inject(method, fault, times=None, **options)
    with monkeypatch.context() as patched:
        patched.setattr(asyncio, "sleep", pause)
        context = compose(bot_settings, limits=UNHURRIED)
        app = await context.__aenter__()
    async with serving(app):
        reply = await sandbox.telegram.chat("owner").say("/start")
    await context.__aexit__(None, None, None)

    assert "Welcome" in reply.text
    assert max(pauses) >= options.get("retry_after", main._INTRODUCTION_PAUSE)

"""The running bot with accounts followed."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.config import Settings, load_settings
from bot.main import App, compose
from bot.pretence import introduce, pretence_settings
from sandbox.server import Sandbox
from sandbox.telegram.driver import Conversation
from tests.conftest import UNHURRIED, serving


@pytest.fixture
def following_settings(sandbox: Sandbox, tmp_path: Path) -> Settings:
    """Give settings by which every stored key is followed."""
    return load_settings(env_file=None, overrides=pretence_settings(sandbox, tmp_path))


@pytest.fixture
async def following(sandbox: Sandbox, following_settings: Settings) -> AsyncIterator[App]:
    """Give the running bot; it follows the owner's account."""
    async with compose(following_settings, limits=UNHURRIED) as app:
        await introduce(app, sandbox)
        async with serving(app):
            yield app


@pytest.fixture
def owner(sandbox: Sandbox, following: App) -> Conversation:
    """Give the private chat of the administrator, whose account is followed."""
    assert following.parts.username
    return sandbox.telegram.chat("owner")


@pytest.fixture
def guest(sandbox: Sandbox, following: App) -> Conversation:
    """Give the private chat of somebody without a key."""
    assert following.parts.username
    return sandbox.telegram.chat("guest")

"""Several processes: what the settings say, what /status says, and what stays unloaded."""

import subprocess
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import SecretStr

from binance.request.sharing import SharingState
from bot import layer_card
from bot.config import Settings, SettingsError, load_settings
from bot.main import App, compose
from bot.pretence import introduce
from bot.redaction import Redactor
from bot.sharing import sharing_of
from sandbox.server import Sandbox
from tests.bot.core.test_layer_status import QUIET
from tests.conftest import UNHURRIED, serving

ROOT = Path(__file__).parents[3]
PASSWORD = "p%40ssword-of-redis"  # as it stands in a URL


@pytest.fixture
def bot_settings(bot_settings: Settings, tmp_path: Path) -> Settings:
    """Name a Redis that is not there."""
    url = SecretStr(f"unix://:{PASSWORD}@{tmp_path}/nowhere")
    return bot_settings.model_copy(update={"redis_url": url})


@pytest.fixture
async def bot_app(sandbox: Sandbox, bot_settings: Settings) -> AsyncIterator[App]:
    """Give the bot, whose Redis is out of reach."""
    async with compose(bot_settings, limits=UNHURRIED) as app:
        await introduce(app, sandbox)
        async with serving(app):
            yield app


@pytest.mark.parametrize("url", ["http://localhost", "redis://", "unix://", "localhost:6379"])
def test_wrong_address_is_named_and_not_repeated(url: str) -> None:
    """A URL of another kind ends the start with one line."""
    with pytest.raises(SettingsError, match=r"^REDIS_URL must be a URL beginning with redis://"):
        load_settings(env_file=None, overrides={"REDIS_URL": url})


def test_password_is_hidden_everywhere() -> None:
    """Neither the settings nor a line of the log shows the password, as written or as meant."""
    url = f"rediss://bot:{PASSWORD}@redis.example:6380/2"
    settings = load_settings(env_file=None, overrides={"REDIS_URL": url})
    redactor = Redactor()
    sharing = sharing_of(settings, redactor)
    line = redactor.redact(f"{url} {PASSWORD} p@ssword-of-redis")

    assert sharing is not None
    assert "ssword" not in f"{line} {settings!r} {sharing!r}"


def test_bot_alone_does_not_load_redis() -> None:
    """Without the setting nothing is shared, and the library is not even loaded."""
    settings = load_settings(env_file=None, overrides={"REDIS_URL": None})
    check = "import binance.client, bot.sharing, sys; sys.exit('redis' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", check], cwd=ROOT, check=False)  # noqa: S603 -- our own words

    assert sharing_of(settings, Redactor()) is None
    assert ran.returncode == 0


@pytest.mark.usefixtures("english")
def test_status_says_how_many_share() -> None:
    """The card has a row for it, and a sentence only while the others cannot be reached."""
    together = SharingState(connected=True, processes=4)
    lost = SharingState(connected=False, processes=4)

    assert ("Shared by", "4") in layer_card.rows(replace(QUIET, sharing=together))
    assert ("Shared by", "out of reach") in layer_card.rows(replace(QUIET, sharing=lost))
    assert layer_card.warnings(replace(QUIET, sharing=together)) == []
    assert "Redis cannot be reached" in layer_card.warnings(replace(QUIET, sharing=lost))[0]


async def test_bot_answers_without_its_redis(sandbox: Sandbox, bot_app: App) -> None:
    """Redis out of reach at the start: prices come all the same, and administrators are told."""
    owner = sandbox.telegram.chat("owner")
    price = await owner.say("/p btc")
    card = await owner.say("/status")
    notices = [one.text for one in owner.messages if "1/4 of every budget" in one.text]

    assert bot_app.parts.settings.redis_url is not None
    assert "BTC" in price.text
    assert "Redis cannot be reached" in card.text
    assert len(notices) == 1

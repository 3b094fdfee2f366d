"""Planted secrets appear in no log line, exception, message, file of the bot or argument."""

import sys
from base64 import b64encode
from collections.abc import Sequence
from pathlib import Path

import pytest
from prometheus_client import generate_latest

from bot.main import App
from sandbox.server import Sandbox
from storage.apikey_manager import ApiKeyManager, MasterKeys
from storage.database import Database
from tests.security.canaries import Canaries
from tests.security.running_bot import running_bot
from tests.security.walk import Walk, told

HONEST = ("-m", "tests.security.blabbermouth")
BLABBING = (*HONEST, "blabbing")
UNREDACTED = (*BLABBING, "unredacted")


async def leaks_of(program: Sequence[str], directory: Path) -> set[tuple[str, str]]:
    """Walk through everything with the bot as a process; give which secret is in which sink."""
    canaries = Canaries()
    async with Sandbox(moving=False) as sandbox:
        walk = Walk(sandbox, canaries)
        own = walk.key("of the bot itself", "trader")
        master_key = canaries.plant("master key", MasterKeys.generate_one())
        canaries.plant("bot token", sandbox.telegram.token)
        settings = {
            **sandbox.settings(),
            "ACCESS": "open",
            "LOG_LEVEL": "DEBUG",
            "DATABASE_URL": "sqlite+aiosqlite:///bot.db",
            "FERNET_KEYS": master_key,
            "BINANCE_API_KEY": own.api_key,
            "BINANCE_API_SECRET": str(own.secret),
        }
        async with running_bot(directory, settings, program) as bot:
            await walk.go()
            alive = bot.sinks()
        assert bot.process.returncode == 0, bot.output.read_text("utf-8")[-2000:]
        sinks = {
            **alive,
            **{f"{name} at the end": content for name, content in bot.sinks().items()},
        }
        await plant_private_keys(canaries, directory, master_key)
        return canaries.found_in({**sinks, **told(sandbox)})


async def plant_private_keys(canaries: Canaries, directory: Path, master_key: str) -> None:
    """Take the private key that the bot made for a canary: only its database knows it."""
    async with Database.open(f"sqlite+aiosqlite:///{directory / 'bot.db'}") as database:
        keys = ApiKeyManager(database, MasterKeys.parse(master_key))
        users = {5_001_002}
        stored = [key for user in users for key in await keys.keys_of(user)]
        pairs = [key for key in stored if key.label == "pair"]
        assert pairs
        for key in pairs:
            credentials = await keys.credentials_of(key.user_id, key.id)
            canaries.plant_private_key("private key of the pair", credentials.secret)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGTERM on Windows")
@pytest.mark.timeout(180)
async def test_no_secret_leaves_the_bot(tmp_path: Path) -> None:
    """A full walk at DEBUG, with faults, leaves no secret in any sink."""
    assert await leaks_of(HONEST, tmp_path) == set()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGTERM on Windows")
@pytest.mark.timeout(180)
async def test_redaction_makes_up_for_code_that_blabs(tmp_path: Path) -> None:
    """Even when every hand logs what passes through it, no secret is in any sink."""
    assert await leaks_of(BLABBING, tmp_path) == set()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGTERM on Windows")
@pytest.mark.timeout(180)
async def test_without_redaction_the_secrets_are_found(tmp_path: Path) -> None:
    """Control: the same walk without redaction leaks every kind of secret into the log."""
    found = {name for name, sink in await leaks_of(UNREDACTED, tmp_path) if sink == "output.log"}

    assert {
        "bot token",
        "master key",
        "API key by command",
        "secret by command",
        "secret by dialog",
        "private key of the pair in base64",
        "API key of the bot itself",
        "pasted bot token",
    } <= found
    assert any(name.startswith("signature") for name in found)


@pytest.mark.parametrize("form", ["raw", "slice", "base64", "hex", "url", "reversed"])
def test_the_search_finds_every_form(form: str) -> None:
    """Control: a secret is found raw, in part, encoded and turned around."""
    secret = "k+J9/sQ2wLm4ZxV7bN1cY5tR8uE3oP6aGhDfKiWq"
    written = {
        "raw": secret.encode(),
        "slice": b"..." + secret[9:21].encode() + b"...",
        "base64": b"aaaaQmVhcmVyOg" + b64encode(b"x" + secret.encode()),
        "hex": secret.encode().hex().encode(),
        "url": secret.replace("+", "%2B").replace("/", "%2F").encode(),
        "reversed": secret[::-1].encode(),
    }[form]
    canaries = Canaries({"it": secret})

    assert canaries.found_in({"sink": b"\0" + written + b"\xff"}) == {("it", "sink")}
    assert canaries.found_in({"sink": secret[:11].encode()}) == set()


async def test_metrics_hold_no_secret(bot_app: App, sandbox: Sandbox) -> None:
    """The metrics name endpoints and outcomes, never keys or people."""
    canaries = Canaries()
    canaries.plant("bot token", sandbox.telegram.token)
    walk = Walk(sandbox, canaries)
    await walk.go()
    metrics = generate_latest(bot_app.parts.client.registry)

    assert b"apiRestrictions" in metrics
    assert canaries.found_in({"metrics": metrics}) == set()
    assert str(sandbox.telegram.users["guest"].id).encode() not in metrics

"""The whole pretence: the bot between a pretend Binance and a pretend Telegram, in a browser.

Nothing is stubbed: the bot sees other base URLs and a database in a temporary directory.
"""

import errno
import gc
import socket
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from binance.credentials import Credentials, KeyType
from bot.config import Settings, SettingsError, load_settings
from bot.main import App, compose, serve_until_told, start_logging
from bot.redaction import Redactor
from sandbox.server import Sandbox
from sandbox.telegram.people import ChatUser
from storage.apikey_manager import MasterKeys
from storage.users import Access

WELCOME = """
Nothing here is real: a pretend Binance, a pretend Telegram, no money.
Owner administers the bot and has a key, Guest has none yet, Stranger is new. Ctrl+C ends it.
For the real bot put BOT_TOKEN into .env, see .env.example.
"""


def pretence_settings(sandbox: Sandbox, directory: Path) -> dict[str, str | None]:
    """Give the settings that point the bot to the sandbox, whatever .env says."""
    return {
        "BINANCE_ENVIRONMENT": "mainnet",
        "BINANCE_API_KEY": None,
        "BINANCE_API_SECRET": None,
        "ACCESS": "approval",
        "DATABASE_URL": f"sqlite+aiosqlite:///{directory / 'bot.db'}",
        "FERNET_KEYS": MasterKeys.generate_one(),
        "FERNET_KEYS_FILE": None,
        **sandbox.settings(),
    }


async def introduce(app: App, sandbox: Sandbox) -> None:
    """Let in the owner, whose key is stored as /setkey would, and the guest, who has none."""
    people = sandbox.telegram.users
    for person in (people["owner"], people["guest"]):
        await _let_in(app, person)
    trader = sandbox.exchange.accounts["trader"]
    credentials = Credentials(api_key=trader.api_key, secret=trader.secret, key_type=KeyType.HMAC)
    owner = people["owner"]
    report = await app.parts.doctor.examine(credentials, owner.id)
    await app.parts.keys.add(
        owner.id,
        credentials,
        label="Main",
        environment=app.parts.settings.binance_environment.value,
        rights=report.facts(),
    )


async def run(_arguments: Sequence[str], settings: Settings) -> int:
    """Run the pretence until SIGTERM or Ctrl+C."""
    redactor = Redactor()
    start_logging(settings, redactor)
    with tempfile.TemporaryDirectory(prefix="bot-sandbox-") as directory:
        async with Sandbox(settings.sandbox_host, free_port(settings)) as sandbox:
            overrides = pretence_settings(sandbox, Path(directory))
            async with compose(load_settings(overrides=overrides), redactor=redactor) as app:
                await introduce(app, sandbox)
                gc.collect()
                gc.freeze()
                sys.stdout.write(f"Web chat: {sandbox.chat_url}\n{WELCOME}")
                sys.stdout.flush()
                await serve_until_told(app)
    return 0


def free_port(settings: Settings) -> int:
    """Give the port for the web chat; where the usual one is taken, 0 for any free one.

    Fails with `SettingsError` where a port that was asked for is taken, or the address is wrong.
    """
    try:
        with socket.create_server((settings.sandbox_host, settings.sandbox_port)):
            return settings.sandbox_port
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise SettingsError(
                "SANDBOX_HOST", "is no address of this computer; the usual one is 127.0.0.1."
            ) from None
    if "sandbox_port" in settings.model_fields_set:
        raise SettingsError("SANDBOX_PORT", "is taken by another program: choose another, or 0.")
    return 0


async def _let_in(app: App, person: ChatUser) -> None:
    await app.parts.users.seen(
        person.id, person.first_name, person.username, person.language_code, Access.APPROVED
    )

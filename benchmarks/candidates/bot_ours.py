"""This bot with all its middlewares and a database, as `python -m bot run` composes it."""

import asyncio
import gc
from collections.abc import Mapping
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from aiogram.types import Message

from benchmarks.measuring import Job
from benchmarks.polling import TOKEN, dispatching, replying
from bot.command import Command, Scope
from bot.config import load_settings
from bot.dispatcher import build_dispatcher
from bot.handler_loader import CommandCatalogue
from bot.main import App, Limits, compose
from bot.middlewares.throttle import Allowance
from bot.pacing import Pace, Rate
from storage.apikey_manager import MasterKeys
from storage.users import Access, User, Users

_COMMANDS = 120
_BINANCE = ("BINANCE_BASE_URL", "BINANCE_FAPI_URL", "BINANCE_DAPI_URL")
# Telegram's limits and ours for one person would stop a benchmark at once: these let it run.
_PLENTY = 1_000_000
_NO_HURRY = (Rate(_PLENTY, 1),)
_LIMITS = Limits(Pace(_NO_HURRY, _NO_HURRY, _NO_HURRY), Allowance(_PLENTY, _PLENTY))


class Remembered(Users):
    """People who are known without a database: shows what the database costs."""

    def __init__(self) -> None:
        self._known: dict[int, User] = {}

    async def seen(
        self,
        user_id: int,
        first_name: str,
        username: str | None,
        language_code: str | None,
        default_access: Access,
    ) -> User:
        """Give the same person each time."""
        user = self._known.get(user_id)
        if user is None:
            now = datetime.now(UTC)
            user = self._known[user_id] = User(
                id=user_id,
                first_name=first_name,
                username=username,
                language_code=language_code,
                language=None,
                access=default_access,
                active=True,
                quote_asset="USDT",
                created_at=now,
                seen_at=now,
            )
        return user


async def open_candidate(urls: Mapping[str, str], stack: AsyncExitStack) -> Mapping[str, Job]:
    """Start the bot, and two of its dispatchers with 120 commands that are handed updates."""
    url = urls["telegram"]
    folder = stack.enter_context(TemporaryDirectory())
    settings = load_settings(None, environment(urls, folder))
    app = await stack.enter_async_context(compose(settings, limits=_LIMITS))
    serving = asyncio.create_task(app.serve())
    stack.push_async_callback(_stopped, app, serving)
    many = replace(app.parts, catalogue=_catalogue())
    without = replace(many, users=Remembered())
    gc.collect()
    gc.freeze()  # as the bot does when it has started
    return {
        "updates": replying(url),
        "dispatch 120": dispatching(build_dispatcher(many), app.bot, "/c119"),
        "dispatch 120, no database": dispatching(build_dispatcher(without), app.bot, "/c119"),
    }


def environment(urls: Mapping[str, str], folder: str) -> dict[str, str]:
    """Give the settings of a bot between local servers; everybody may use it."""
    return {
        "BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": urls["telegram"],
        "ACCESS": "open",
        "DATABASE_URL": f"sqlite+aiosqlite:///{Path(folder) / 'bot.db'}",
        "FERNET_KEYS": MasterKeys.generate_one(),
        **dict.fromkeys(_BINANCE, urls["small"]),
    }


def _catalogue() -> CommandCatalogue:
    commands = [Command(f"c{number}", summary="Nothing") for number in range(_COMMANDS)]
    for command in commands:
        command.handler(_do_nothing)
    return CommandCatalogue((Scope.PUBLIC, command) for command in commands)


async def _do_nothing(message: Message) -> None:
    pass


async def _stopped(app: App, serving: "asyncio.Task[None]") -> None:
    app.stop()
    await serving

"""python -m bot [run | sandbox | keys … | health]; without a word: run if BOT_TOKEN is set.

run       the bot alone, by the settings in .env
sandbox   the bot between a pretend Binance and a pretend Telegram, with a web chat
keys      the master keys: new, rotate, verify
health    exit code 0 when the bot of these settings is alive, for Docker's health check
"""

import asyncio
import gc
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from types import MappingProxyType, ModuleType
from typing import Final

from bot.config import Settings, load_settings
from bot.start_errors import CannotRun, line_for
from storage.errors import StorageError

# Loaded only when called for: a health check every 30 seconds must not import the whole bot.
MODULES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "run": "bot.main",
        "sandbox": "bot.pretence",
        "keys": "bot.keys_command",
        "health": "bot.heartbeat",
    }
)
FAILED: Final = 1
WRONG_USE: Final = 2
INTERRUPTED: Final = 130


def main(words: Sequence[str]) -> int:
    """Do what the words ask for and give the exit code."""
    try:
        settings = None if list(words) == ["keys", "new"] else load_settings()
        name = words[0] if words else _usual(settings)
        if name not in MODULES:
            sys.stderr.write(f"{__doc__}\n")
            return WRONG_USE
        return _in_loop(name, words[1:], settings)
    except (CannotRun, StorageError) as error:
        sys.stderr.write(f"{line_for(error)}\n")
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED


def _usual(settings: Settings | None) -> str:
    return "run" if settings is not None and settings.bot_token is not None else "sandbox"


def _in_loop(name: str, arguments: Sequence[str], settings: Settings | None) -> int:
    # uvloop is not made for Windows; asyncio's own loop serves there.
    fast = import_module("uvloop").new_event_loop if find_spec("uvloop") else None
    with asyncio.Runner(loop_factory=fast) as runner:
        code: int = runner.run(_loaded(MODULES[name]).run(arguments, settings))
        return code


def _loaded(name: str) -> ModuleType:
    """Import what a word needs. All of it stays: to search it meanwhile takes a quarter longer."""
    gc.disable()
    try:
        return import_module(name)
    finally:
        gc.enable()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

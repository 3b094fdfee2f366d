"""The heartbeat: a file the running bot touches, and `python -m bot health`, which reads it.

The file lies beside the SQLite database, or in `data/` for another one. It is touched only while
updates are being fetched, so a bot that hangs or has lost Telegram for long is seen as ill.
"""

import asyncio
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from bot.config import Settings

EVERY: Final = 10.0  # seconds
STALE_AFTER: Final = 60.0
POLL_STALE_AFTER: Final = 120.0  # a long poll takes 30 s, a retry up to 30 s more


def heartbeat_path(settings: Settings) -> Path:
    """Give where the heartbeat lies."""
    return (settings.data_directory() or Path("data")) / "heartbeat"


async def keep_beating(path: Path, last_poll_age: Callable[[], float]) -> None:
    """Touch the file while polling goes on, until cancelled."""
    try:
        while True:
            if last_poll_age() < POLL_STALE_AFTER:
                await asyncio.to_thread(_touch, path)
            await asyncio.sleep(EVERY)
    finally:
        _remove(path)


async def run(_arguments: Sequence[str], settings: Settings) -> int:
    """Say whether the bot of these settings is alive; exit code 0 when it is."""
    age = await asyncio.to_thread(_age, heartbeat_path(settings))
    if age is None or age > STALE_AFTER:
        sys.stdout.write("The bot is not running, or has not fetched updates for a while.\n")
        return 1
    sys.stdout.write(f"The bot is alive; last heartbeat {age:.0f} s ago.\n")
    return 0


def _touch(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{time.time():.0f}\n", "utf-8")


def _remove(path: Path) -> None:
    path.unlink(missing_ok=True)


def _age(path: Path) -> float | None:
    """Give the seconds since the last beat; None where there is no heartbeat."""
    try:
        return max(0.0, time.time() - path.stat().st_mtime)
    except OSError:
        return None

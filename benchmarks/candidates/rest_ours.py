"""This bot, started as its users start it, and waiting."""

import sys
from collections.abc import Mapping
from contextlib import AsyncExitStack
from tempfile import TemporaryDirectory

from benchmarks.candidates.bot_ours import environment
from benchmarks.measuring import Job
from benchmarks.resting import resting
from storage.database import migrate


async def open_candidate(urls: Mapping[str, str], stack: AsyncExitStack) -> Mapping[str, Job]:
    """Measure a process for each call."""
    folder = stack.enter_context(TemporaryDirectory())
    settings = environment(urls, folder)
    await migrate(settings["DATABASE_URL"])  # as it is at every start but the first
    return {"memory": resting([sys.executable, "-m", "bot", "run"], settings)}

"""This bot, started as its users start it, and waiting."""

import sys
from collections.abc import Mapping
from contextlib import AsyncExitStack
from tempfile import TemporaryDirectory

from benchmarks.candidates.bot_ours import environment
from benchmarks.measuring import Job
from benchmarks.resting import resting


async def open_candidate(urls: Mapping[str, str], stack: AsyncExitStack) -> Mapping[str, Job]:
    """Measure a process for each call."""
    folder = stack.enter_context(TemporaryDirectory())
    settings = environment(urls, folder)
    return {"memory": resting([sys.executable, "-m", "bot", "run"], settings)}

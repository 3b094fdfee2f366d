"""A bot of aiogram alone, started and waiting."""

import sys
from collections.abc import Mapping
from contextlib import AsyncExitStack

from benchmarks.measuring import Job
from benchmarks.resting import resting


async def open_candidate(urls: Mapping[str, str], _stack: AsyncExitStack) -> Mapping[str, Job]:
    """Measure a process for each call."""
    command = [sys.executable, "-m", "benchmarks.small_bot", urls["telegram"]]
    return {"memory": resting(command, {})}

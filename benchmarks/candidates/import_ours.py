"""This project's client with everything it has."""

from collections.abc import Mapping
from contextlib import AsyncExitStack

from benchmarks.importing import importing
from benchmarks.measuring import Job
from benchmarks.processes import ROOT


async def open_candidate(_urls: Mapping[str, str], stack: AsyncExitStack) -> Mapping[str, Job]:
    """Measure a process for each import."""
    return await importing("binance.client", str(ROOT), stack)

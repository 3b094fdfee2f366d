"""ccxt, its asynchronous half."""

from collections.abc import Mapping
from contextlib import AsyncExitStack

from benchmarks.importing import importing
from benchmarks.measuring import Job


async def open_candidate(_urls: Mapping[str, str], stack: AsyncExitStack) -> Mapping[str, Job]:
    """Measure a process for each import."""
    return await importing("ccxt.async_support", "", stack)

"""Several real processes behind one address."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[3]
PATIENCE = 300.0  # seconds for one order


class Fleet:
    """Workers that are told the same or each something else."""

    def __init__(self, processes: list[asyncio.subprocess.Process]) -> None:
        self._processes = processes

    async def tell(self, do: str, **words: Any) -> list[Any]:
        """Tell all of them to do something; gives what each answers."""
        return await asyncio.gather(
            *(self.tell_one(number, do, **words) for number in range(len(self._processes)))
        )

    async def tell_one(self, number: int, do: str, **words: Any) -> Any:
        """Tell one of them."""
        process = self._processes[number]
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps({"do": do, **words}).encode() + b"\n")
        async with asyncio.timeout(PATIENCE):
            return json.loads(await process.stdout.readline())


@asynccontextmanager
async def launched(number: int) -> AsyncIterator[Fleet]:
    """Start so many workers."""
    command = [sys.executable, "-m", "tests.binance.sharing.worker"]
    pipe = asyncio.subprocess.PIPE
    processes = [
        await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdin=pipe, stdout=pipe)
        for _ in range(number)
    ]
    try:
        yield Fleet(processes)
    finally:
        for process in processes:
            assert process.stdin is not None
            process.stdin.close()
        await asyncio.gather(*(process.wait() for process in processes))

"""The job of measuring the memory of a process that has started and waits."""

import asyncio
import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.measuring import Figures, Job

_ROOT = Path(__file__).resolve().parents[1]
_BETWEEN = 0.5  # seconds between two looks
_STILL = 4  # looks without growth or work: it has started
_IDLE = 0.05  # seconds of CPU between two looks


def resting(command: Sequence[str], settings: Mapping[str, str]) -> Job:
    """Start a process, wait until it grows no more, and measure it."""

    async def job(_calls: int, _concurrency: int) -> Figures:
        """Start, wait, measure, end."""
        with TemporaryDirectory() as elsewhere:  # where no .env lies
            process = await asyncio.create_subprocess_exec(
                *command,
                cwd=elsewhere,
                env={**os.environ, "PYTHONPATH": str(_ROOT), **settings},
                stdout=asyncio.subprocess.DEVNULL,
                stderr=asyncio.subprocess.DEVNULL,
            )
            try:
                return {"resident": await _settled(process.pid)}
            finally:
                process.terminate()
                await process.wait()

    return job


async def _settled(pid: int) -> float:
    """Give the resident bytes once they have stood still. Fails when the process ends."""
    seen, worked, still = 0.0, 0.0, 0
    while still < _STILL:
        await asyncio.sleep(_BETWEEN)
        now, work = _resident(pid), _work(pid)
        still = still + 1 if now <= seen * 1.01 and work - worked < _IDLE else 0
        seen, worked = max(seen, now), work
    return seen


def _work(pid: int) -> float:
    """Give the seconds of CPU a process has had: a machine that is busy may let it stand still."""
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _resident(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text("ascii")
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    if found is None:
        raise RuntimeError("the process ended")
    return float(found[1]) * 1024

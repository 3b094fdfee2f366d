"""The job of importing a package in a new process: how long, and how much memory."""

import asyncio
import json
import os
import sys
from collections.abc import Mapping
from contextlib import AsyncExitStack
from tempfile import TemporaryDirectory

from benchmarks.measuring import Figures, Job

_PROBE = """
import json, sys, time
began = time.process_time()
__import__(sys.argv[1])
spent = time.process_time() - began
with open("/proc/self/status") as status:
    size = next(line.split()[1] for line in status if line.startswith("VmRSS:"))
print(json.dumps({"cpu": spent, "resident": int(size) * 1024}))
"""


async def importing(module: str, paths: str, stack: AsyncExitStack) -> Mapping[str, Job]:
    """Give the job for a package that is found on these paths, with its code compiled already."""
    cache = stack.enter_context(TemporaryDirectory())
    await _imported(module, paths, cache)
    alone = (await _imported("aiohttp", paths, cache))["resident"]

    async def job(_calls: int, _concurrency: int) -> Figures:
        """Import it once."""
        figures = await _imported(module, paths, cache)
        return {"imported": figures["cpu"], "above": figures["resident"] - alone}

    return {"import": job}


async def _imported(module: str, paths: str, cache: str) -> Figures:
    """Run a process that imports the package. Fails with `RuntimeError` when it cannot."""
    settings = {name: text for name, text in os.environ.items() if not name.startswith("PYTHON")}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        _PROBE,
        module,
        cwd=cache,
        env={**settings, "PYTHONPATH": paths, "PYTHONPYCACHEPREFIX": cache},
        stdout=asyncio.subprocess.PIPE,
    )
    output, _ = await process.communicate()
    if process.returncode:
        raise RuntimeError(f"{module} cannot be imported")
    figures: Figures = json.loads(output)
    return figures

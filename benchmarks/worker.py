"""One candidate in a process of its own: does a job for each line it reads, prints what came of it.

`python -m benchmarks.worker benchmarks.candidates.limit '{"small": "http://…"}'`
"""

import asyncio
import json
import os
import sys
from collections.abc import Mapping
from contextlib import AsyncExitStack
from importlib import import_module
from typing import TextIO

import uvloop

from benchmarks.measuring import Open
from benchmarks.profiler import Profiler


async def work(candidate: str, urls: Mapping[str, str], results: TextIO) -> None:
    """Do jobs until the input ends."""
    opened: Open = import_module(candidate).open_candidate
    async with AsyncExitStack() as stack:
        jobs = await opened(urls, stack)
        print("ready", file=results, flush=True)
        # Read in a thread: what the candidate does beside its jobs, such as polling, goes on.
        while line := await asyncio.to_thread(sys.stdin.readline):
            asked = json.loads(line)
            with Profiler(wanted=asked["profile"]) as profiler:
                figures = await jobs[asked["job"]](asked["calls"], asked["concurrency"])
            answer = {"figures": figures, "profile": profiler.shares()}
            print(json.dumps(answer), file=results, flush=True)


def main() -> None:
    """Keep standard output for the results: candidates may log there."""
    with os.fdopen(os.dup(sys.stdout.fileno()), "w") as results:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(work(sys.argv[1], json.loads(sys.argv[2]), results))


if __name__ == "__main__":
    main()

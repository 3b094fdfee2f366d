"""The processes of a benchmark: the server on one core, candidates on another."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from benchmarks.measuring import Figures

ROOT = Path(__file__).resolve().parents[1]


class Result(NamedTuple):
    """What a candidate measured, and where its time went if that was asked."""

    figures: Figures
    profile: dict[str, float]


class Worker:
    """A candidate at work in its own process."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self._read()

    def run(self, job: str, calls: int, concurrency: int = 1, *, profile: bool = False) -> Result:
        """Let it do so many calls, so many at a time. Fails with `RuntimeError` when it ended."""
        assert self._process.stdin is not None  # noqa: S101 -- it was opened with a pipe
        asked = {"job": job, "calls": calls, "concurrency": concurrency, "profile": profile}
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        return Result(**json.loads(self._read()))

    def _read(self) -> str:
        assert self._process.stdout is not None  # noqa: S101 -- it was opened with a pipe
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self._process.args!r} ended with {self._process.wait()}")
        return line


@contextmanager
def server() -> Iterator[dict[str, str]]:
    """Run the server; gives the addresses of its sites."""
    with running([sys.executable, "-m", "benchmarks.server"], core=_cores()[0]) as process:
        assert process.stdout is not None  # noqa: S101 -- it was opened with a pipe
        urls: dict[str, str] = json.loads(process.stdout.readline())
        yield urls


@contextmanager
def workers(candidates: Mapping[str, str], urls: Mapping[str, str]) -> Iterator[dict[str, Worker]]:
    """Run a process for each candidate's module, by the candidate's name."""
    with ExitStack() as stack:
        yield {
            name: Worker(
                stack.enter_context(
                    running(
                        [
                            sys.executable,
                            "-m",
                            "benchmarks.worker",
                            f"benchmarks.candidates.{module}",
                            json.dumps(dict(urls)),
                        ],
                        core=_cores()[-1],
                    )
                )
            )
            for name, module in candidates.items()
        }


@contextmanager
def running(command: Sequence[str], *, core: int) -> "Iterator[subprocess.Popen[str]]":
    """Run a process on one core for as long as the block lasts."""
    with subprocess.Popen(  # noqa: S603 -- our own modules
        ["taskset", "-c", str(core), *command],  # noqa: S607 -- part of util-linux
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    ) as process:
        try:
            yield process
        finally:
            process.terminate()


def _cores() -> list[int]:
    return sorted(os.sched_getaffinity(0))

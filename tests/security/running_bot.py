"""The bot as a process of its own, beside a sandbox in this one."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass
class RunningBot:
    """A process that reads its settings from `.env` in its own directory."""

    process: asyncio.subprocess.Process
    directory: Path

    @property
    def output(self) -> Path:
        """Where everything it prints goes."""
        return self.directory / "output.log"

    def sinks(self) -> dict[str, bytes]:
        """Give what it printed, its arguments and environment, and every file it wrote."""
        found = {
            str(path.relative_to(self.directory)): path.read_bytes()
            for path in sorted(self.directory.rglob("*"))
            if path.is_file() and path.name != ".env"
        }
        for name in ("cmdline", "environ"):
            source = Path(f"/proc/{self.process.pid}/{name}")
            if source.exists():
                found[name] = source.read_bytes()
        return found


@asynccontextmanager
async def running_bot(
    directory: Path, settings: Mapping[str, str], program: Sequence[str]
) -> AsyncIterator[RunningBot]:
    """Run Python with the arguments `program` while the block runs, then end it by SIGTERM."""
    lines = "".join(f"{name}={value}\n" for name, value in settings.items())
    (directory / ".env").write_text(lines, encoding="utf-8")
    environment = {
        name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "SYSTEMROOT"}
    }
    with (directory / "output.log").open("wb") as output:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *program,
            cwd=directory,
            env={**environment, "PYTHONPATH": str(ROOT), "PYTHONDEVMODE": "1"},
            stdout=output,
            stderr=output,
        )
        try:
            yield RunningBot(process, directory)
        finally:
            if process.returncode is None:
                process.send_signal(signal.SIGTERM)
            async with asyncio.timeout(30):
                await process.wait()

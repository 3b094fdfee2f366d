"""A real redis-server for a test: on a socket in a folder, without anything on disk."""

import asyncio
import shutil
import signal
import subprocess
from pathlib import Path

import pytest
from redis.asyncio import Redis

BINARY = shutil.which("redis-server")
NEEDED = pytest.mark.skipif(BINARY is None, reason="there is no redis-server on this machine")
PATIENCE = 10.0  # seconds


class RedisServer:
    """One server; it may be killed and started again, and then has forgotten everything."""

    def __init__(self, folder: Path, *options: str) -> None:
        self._socket = folder / "redis.sock"
        self._options = options
        self._process: subprocess.Popen[bytes] | None = None
        self.url = f"unix://{self._socket}"

    async def start(self) -> None:
        """Start it, and wait until it can be connected to."""
        assert BINARY is not None
        fixed = ["--port", "0", "--unixsocket", str(self._socket), "--save", "", "--dir"]
        command = [BINARY, *fixed, str(self._socket.parent), *self._options]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: ASYNC220, S603 -- a moment, our own words
        async with asyncio.timeout(PATIENCE):
            while not await self._answers():  # noqa: ASYNC110 -- another process
                await asyncio.sleep(0.01)

    def kill(self) -> None:
        """End it without a word."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None
            self._socket.unlink(missing_ok=True)

    def pause(self) -> None:
        """Let it hang: connections are there, answers are not."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """Let it answer again."""
        assert self._process is not None
        self._process.send_signal(signal.SIGCONT)

    async def forget(self) -> None:
        """Delete everything."""
        async with Redis.from_url(self.url) as client:
            await client.flushall()

    async def note_vanished(self, number: int) -> None:
        """Note processes that were there a minute ago and have not been heard of since."""
        async with Redis.from_url(self.url) as client:
            (name,) = [name async for name in client.scan_iter("*processes")]
            seconds, _ = await client.time()
            await client.zadd(name, {f"vanished {one}": seconds - 60 for one in range(number)})

    async def _answers(self) -> bool:
        try:
            _, writer = await asyncio.open_unix_connection(self._socket)
        except OSError:
            return False
        writer.close()
        return True

"""A bot that is restarted: one client after the other, with one memory and one pair of ears."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

from binance.client import BinanceClient, ClientOptions
from binance.constants import Hosts
from binance.events import Event
from tests.binance.manual_time import ManualTime
from tests.binance.scripted_server import ScriptedServer


class Paper:
    """A memory that outlives clients, and notes in which order things happen."""

    def __init__(self) -> None:
        self.stop: tuple[datetime, int] | None = None
        self.written = 0
        self.gate = asyncio.Event()
        self.gate.set()

    async def recall(self) -> tuple[datetime, int] | None:
        """Give what was written."""
        return self.stop

    async def remember(self, until: datetime, status: int) -> None:
        """Write, as slowly as the test wants."""
        await self.gate.wait()
        self.stop = until, status
        self.written += 1


class Bot:
    """One process after the other, with the same memory and the same ears."""

    def __init__(self, server: ScriptedServer, now: ManualTime) -> None:
        self.memory = Paper()
        self.heard: list[Event] = []
        self._hosts = Hosts(server.url, server.url, server.url, "", "", "", "")
        self._now = now

    @asynccontextmanager
    async def run(self) -> AsyncIterator[BinanceClient]:
        """Open a client."""
        async with BinanceClient.open(
            ClientOptions(self._hosts),
            self._now.timing,
            bans=self.memory,
            listener=self.heard.append,
        ) as client:
            yield client

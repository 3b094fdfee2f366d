"""A poller on the sandbox, with a handler and a clock under control."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from aiogram import Bot
from aiogram.types import Update

from bot.lanes import Lanes
from bot.polling import Poller
from bot.tasks import Tasks
from bot.telegram_session import make_bot
from sandbox.server import Sandbox
from tests.bot.core.pauses import Pauses


class Work:
    """A handler that notes what it gets and ends when it is told to."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.ended: list[str] = []
        self.gates: defaultdict[str, asyncio.Event] = defaultdict(asyncio.Event)
        self.changed = asyncio.Event()

    async def feed(self, update: Update) -> None:
        """Note an update; one whose text begins with "wait" ends when its gate opens."""
        text = (update.message.text if update.message else None) or ""
        self.begun.append(text)
        self.changed.set()
        if text.startswith("wait"):
            await self.gates[text].wait()
        if text == "fail":
            raise RuntimeError(text)
        self.ended.append(text)
        self.changed.set()

    async def until(self, wanted: Callable[[], bool]) -> None:
        """Wait until something is as wanted."""
        async with asyncio.timeout(10):
            while not wanted():
                self.changed.clear()
                await self.changed.wait()


class Station:
    """A poller on the sandbox with a handler under control."""

    def __init__(self, sandbox: Sandbox, *, drain_seconds: float = 5.0) -> None:
        self.sandbox = sandbox
        self.work = Work()
        self.tasks = Tasks()
        self.pauses = Pauses()
        self.bot: Bot = make_bot(sandbox.telegram.token, sandbox.chat_url)
        self.lanes = Lanes(self.work.feed, self.tasks, clock=self.pauses.clock)
        self.poller = Poller(
            self.bot,
            self.lanes,
            clock=self.pauses.clock,
            sleep=self.pauses.sleep,
            drain_seconds=drain_seconds,
        )

    def say(self, role: str, text: str) -> int:
        """Write as somebody; give the id of the update."""
        own = self.sandbox.telegram.chat(role).send(text)
        assert own.update_id is not None
        return own.update_id

    def confirmed(self, update_id: int) -> bool:
        """Tell whether Telegram has been told that an update is done."""
        return self.sandbox.telegram.world.updates.is_confirmed(update_id)

    async def confirmation(self, update_id: int) -> None:
        """Wait until Telegram has been told."""
        await self.sandbox.telegram.chat("guest").until(lambda: self.confirmed(update_id) or None)

    async def crash(self) -> None:
        """Lose everything at once, as a killed process does."""
        await self.tasks.close()
        await self.bot.session.close()


@asynccontextmanager
async def polling(station: Station) -> AsyncIterator[asyncio.Task[None]]:
    """Poll while the block runs, then stop in order."""
    task = asyncio.create_task(station.poller.run())
    try:
        yield task
    finally:
        station.poller.stop()
        await asyncio.gather(task, return_exceptions=True)
        await station.crash()

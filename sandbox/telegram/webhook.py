"""Delivery of updates to the bot's own address, one at a time and again until it says 200."""

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp

from sandbox.telegram.updates import UpdateQueue

Json = dict[str, Any]
Execute = Callable[[str, Json], Awaitable[None]]
FIRST_PAUSE = 0.05  # seconds before the first repetition; doubles
LONGEST_PAUSE = 30.0


class Webhook:
    """Posts the oldest update until it is taken; a method in the answer is executed."""

    def __init__(self, updates: UpdateQueue, execute: Execute, now: Callable[[], int]) -> None:
        self.url = ""
        self.last_error: Json = {}  # last_error_date and last_error_message
        self._updates = updates
        self._execute = execute
        self._now = now
        self._secret = ""
        self._task: asyncio.Task[None] | None = None
        updates.webhook_active = lambda: bool(self.url)

    async def point_to(self, url: str, secret: str) -> None:
        """Deliver to an address from now on; an empty one ends the delivery."""
        await self.close()
        self.url, self._secret, self.last_error = url, secret, {}
        if url:
            self._updates.close()
            self._task = asyncio.create_task(self._deliver())

    async def close(self) -> None:
        """End the delivery."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
            self._task = None

    async def _deliver(self) -> None:
        headers = {"X-Telegram-Bot-Api-Secret-Token": self._secret} if self._secret else {}
        pause = FIRST_PAUSE
        async with aiohttp.ClientSession(headers=headers) as session:
            while True:
                await self._updates.arrival()
                update = self._updates.first()
                if update is None:
                    continue
                if await self._post(session, update):
                    self._updates.confirm_before(update["update_id"] + 1)
                    pause = FIRST_PAUSE
                else:
                    await asyncio.sleep(pause)
                    pause = min(LONGEST_PAUSE, pause * 2)

    async def _post(self, session: aiohttp.ClientSession, update: Json) -> bool:
        try:
            async with session.post(self.url, json=update) as answer:
                body = await answer.text()
        except (aiohttp.ClientError, TimeoutError) as error:
            return self._failed(type(error).__name__)
        if not answer.ok:
            return self._failed(f"Wrong response from the webhook: {answer.status}")
        with contextlib.suppress(ValueError):
            asked = json.loads(body) if body else None
            if isinstance(asked, dict) and isinstance(asked.get("method"), str):
                await self._execute(asked.pop("method"), asked)
        return True

    def _failed(self, reason: str) -> bool:
        self.last_error = {"last_error_date": self._now(), "last_error_message": reason}
        return False

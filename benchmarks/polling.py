"""The jobs of bots: replies to the updates they poll, and updates handed to them."""

import asyncio
import os
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from aiogram import Bot, Dispatcher
from aiogram.types import Update

from benchmarks.measuring import Figures, Job, fresh_number, measured
from benchmarks.telegram_site import AT_ONCE, update

TOKEN = f"{os.getpid()}:benchmark"  # a feed of updates for each process


def replying(url: str) -> Job:
    """Measure a running bot from the moment people write until all have their replies."""

    async def job(calls: int, _concurrency: int) -> Figures:
        """Warm up, then measure."""
        await _feed(url, 2 * AT_ONCE)
        return await measured(calls, lambda: _feed(url, calls))

    return job


def dispatching(dispatcher: Dispatcher, bot: Bot, text: str) -> Job:
    """Measure what it costs to bring an update to its handler, which does nothing."""

    async def run(updates: list[Update]) -> None:
        """Hand over one after the other."""
        for one in updates:
            await dispatcher.feed_update(bot, one)

    async def job(calls: int, _concurrency: int) -> Figures:
        """Warm up, then measure."""
        await run(_updates(bot, text, AT_ONCE))
        updates = _updates(bot, text, calls)
        return await measured(calls, lambda: run(updates))

    return job


def _updates(bot: Bot, text: str, count: int) -> list[Update]:
    return [
        Update.model_validate(_saying(text, update(fresh_number())), context={"bot": bot})
        for _ in range(count)
    ]


def _saying(text: str, raw: dict[str, Any]) -> Mapping[str, Any]:
    raw["message"]["text"] = text
    raw["message"]["entities"][0]["length"] = len(text)
    return raw


async def _feed(url: str, count: int) -> None:
    """Let people write so many commands; ends with the last reply."""
    address = urlsplit(url)
    reader, writer = await asyncio.open_connection(address.hostname, address.port)
    writer.write(f"GET /feed/{TOKEN}/{count} HTTP/1.1\r\n\r\n".encode())
    await reader.readuntil(b"\r\n\r\n")
    writer.close()
    await writer.wait_closed()

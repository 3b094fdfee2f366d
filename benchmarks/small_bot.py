"""The least bot there is, of aiogram alone: `python -m benchmarks.small_bot ADDRESS`."""

import asyncio
import sys

import uvloop
from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import Command
from aiogram.types import Message

from benchmarks.polling import TOKEN


async def answer(message: Message) -> None:
    """Answer."""
    await message.answer("There is nothing to cancel.")


async def poll(url: str) -> None:
    """Poll until the process is ended."""
    bot = Bot(TOKEN, AiohttpSession(api=TelegramAPIServer.from_base(url)))
    dispatcher = Dispatcher()
    dispatcher.message.register(answer, Command("cancel"))
    await dispatcher.start_polling(bot)


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(poll(sys.argv[1]))

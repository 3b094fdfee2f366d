"""LIMIT for updates: aiogram alone. One handler, or 120 of which the last one is meant."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, suppress

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import Command
from aiogram.types import Message

from benchmarks.measuring import Job
from benchmarks.polling import TOKEN, dispatching, replying

_COMMANDS = 120


async def open_candidate(urls: Mapping[str, str], stack: AsyncExitStack) -> Mapping[str, Job]:
    """Start a bot that polls, and two dispatchers that are handed updates."""
    url = urls["telegram"]
    bot = Bot(TOKEN, AiohttpSession(api=TelegramAPIServer.from_base(url)))
    stack.push_async_callback(bot.session.close)
    dispatcher = _dispatcher({"cancel": _reply})
    polling = asyncio.create_task(dispatcher.start_polling(bot, handle_signals=False))
    stack.push_async_callback(_ended, polling)
    many = {f"c{number}": _do_nothing for number in range(_COMMANDS)}
    return {
        "updates": replying(url),
        "dispatch": dispatching(_dispatcher({"c0": _do_nothing}), bot, "/c0"),
        "dispatch 120": dispatching(_dispatcher(many), bot, f"/c{_COMMANDS - 1}"),
    }


def _dispatcher(handlers: Mapping[str, Callable[[Message], Awaitable[None]]]) -> Dispatcher:
    dispatcher = Dispatcher()
    for name, handler in handlers.items():
        dispatcher.message.register(handler, Command(name))
    return dispatcher


async def _reply(message: Message) -> None:
    await message.answer("There is nothing to cancel.")


async def _do_nothing(_message: Message) -> None:
    pass


async def _ended(polling: "asyncio.Task[None]") -> None:
    polling.cancel()
    with suppress(asyncio.CancelledError):
        await polling

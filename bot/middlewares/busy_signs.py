"""Signs that the bot is at work: "typing" on a slow command, and an answer to every button."""

import asyncio
from typing import Any, Final

import structlog
from aiogram import BaseMiddleware, Bot
from aiogram.enums import ChatAction
from aiogram.exceptions import TelegramAPIError
from aiogram.types import CallbackQuery, Message, TelegramObject, Update

from bot.middlewares.step import Data, NextStep
from bot.outbox import Outbox
from bot.tasks import Tasks

TYPING_AFTER: Final = 0.4  # seconds
TYPING_EVERY: Final = 4.5  # Telegram shows it for five seconds
ANSWER_AFTER: Final = 0.8  # a press is answered within a second, whatever it sets going

log = structlog.get_logger(__name__)


class BusySigns(BaseMiddleware):
    """Shows work in progress; a press that nobody answered is answered at the end."""

    def __init__(self, tasks: Tasks, outbox: Outbox) -> None:
        self._tasks = tasks
        self._outbox = outbox

    async def __call__(self, handler: NextStep, event: TelegramObject, data: Data) -> Any:
        """Call the handler; nothing is started for one that is quick."""
        if not isinstance(event, Update):
            return await handler(event, data)
        if event.callback_query is not None:
            return await self._answering(handler, event, event.callback_query, data)
        if event.message is not None:
            return await self._typing(handler, event, event.message, data)
        return await handler(event, data)

    async def _typing(self, handler: NextStep, event: Update, message: Message, data: Data) -> Any:
        loop, started = asyncio.get_running_loop(), list[asyncio.Task[Any]]()
        timer = loop.call_later(
            TYPING_AFTER, lambda: started.extend(self._start_typing(message, data))
        )
        try:
            return await handler(event, data)
        finally:
            timer.cancel()
            for task in started:
                task.cancel()

    def _start_typing(self, message: Message, data: Data) -> list[asyncio.Task[Any]]:
        if data.get("route") is None:
            return []
        return [self._tasks.start("typing", _type(data["bot"], message))]

    async def _answering(
        self, handler: NextStep, event: Update, query: CallbackQuery, data: Data
    ) -> Any:
        loop = asyncio.get_running_loop()
        timer = loop.call_later(
            ANSWER_AFTER, lambda: self._tasks.start("early answer", self._answer(query))
        )
        try:
            return await handler(event, data)
        finally:
            timer.cancel()
            await self._answer(query)

    async def _answer(self, query: CallbackQuery) -> None:
        if self._outbox.has_answered(query.id):
            return
        try:
            await query.answer()
        except TelegramAPIError as error:
            log.warning("button press not answered", reason=str(error))


async def _type(bot: Bot, message: Message) -> None:
    topic = message.message_thread_id if message.is_topic_message else None
    while True:
        try:
            await bot.send_chat_action(message.chat.id, ChatAction.TYPING, message_thread_id=topic)
        except TelegramAPIError as error:
            log.debug("typing not shown", reason=str(error))
        await asyncio.sleep(TYPING_EVERY)

"""Messages that answer no command, sent through the outbox with their own priority."""

from collections.abc import Sequence

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.types import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup, Message

from bot.outbox import Outbox
from bot.pacing import Priority
from bot.services.notifier import NoticeButton

log = structlog.get_logger(__name__)


class TelegramNotifier:
    """The `Notifier` of the services."""

    def __init__(self, bot: Bot, outbox: Outbox, *, priority: Priority = Priority.NOTICE) -> None:
        self._bot = bot
        self._outbox = outbox
        self._priority = priority

    async def notify(
        self,
        user_id: int,
        html: str,
        *,
        silent: bool = False,
        keyboard: Sequence[Sequence[NoticeButton]] | None = None,
    ) -> int | None:
        """Send `html` to a user; None where Telegram did not take it, which is logged."""
        try:
            with self._outbox.priority(self._priority):
                sent = await self._bot.send_message(
                    user_id, html, disable_notification=silent, reply_markup=_markup(keyboard)
                )
        except TelegramAPIError as error:
            log.warning("notice not delivered", user_id=user_id, reason=str(error))
            return None
        return sent.message_id

    async def amend(
        self,
        user_id: int,
        message_id: int,
        html: str,
        *,
        keyboard: Sequence[Sequence[NoticeButton]] | None = None,
    ) -> bool:
        """Write another text into a message; False where Telegram did not take it."""
        try:
            with self._outbox.priority(self._priority):
                edited = await self._bot.edit_message_text(
                    html, chat_id=user_id, message_id=message_id, reply_markup=_markup(keyboard)
                )
        except TelegramAPIError as error:
            log.warning("notice not amended", user_id=user_id, reason=str(error))
            return False
        return isinstance(edited, Message)  # the outbox gives True for one that was deleted


def _markup(
    keyboard: Sequence[Sequence[NoticeButton]] | None,
) -> InlineKeyboardMarkup | None:
    if keyboard is None:
        return None
    rows = [
        [
            InlineKeyboardButton(
                text=b.text,
                callback_data=b.data,
                url=b.url,
                style=b.style,
                copy_text=None if b.copy is None else CopyTextButton(text=b.copy),
            )
            for b in row
        ]
        for row in keyboard
    ]
    return InlineKeyboardMarkup(inline_keyboard=rows)

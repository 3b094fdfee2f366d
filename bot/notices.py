"""Messages that answer no command, sent through the outbox with their own priority."""

from collections.abc import Sequence

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

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
    ) -> bool:
        """Send `html` to a user; False where Telegram did not take it, which is logged."""
        try:
            with self._outbox.priority(self._priority):
                await self._bot.send_message(
                    user_id, html, disable_notification=silent, reply_markup=_markup(keyboard)
                )
        except TelegramAPIError as error:
            log.warning("notice not delivered", user_id=user_id, reason=str(error))
            return False
        return True


def _markup(
    keyboard: Sequence[Sequence[NoticeButton]] | None,
) -> InlineKeyboardMarkup | None:
    if keyboard is None:
        return None
    rows = [
        [
            InlineKeyboardButton(text=b.text, callback_data=b.data, url=b.url, style=b.style)
            for b in row
        ]
        for row in keyboard
    ]
    return InlineKeyboardMarkup(inline_keyboard=rows)

"""Who may use the bot: administrators, and whom they let in. Everybody else is denied."""

import time
from typing import Any, Final

from aiogram import BaseMiddleware, Bot
from aiogram.types import TelegramObject, Update
from aiogram.utils.i18n import gettext as _

from bot.access_card import request_card
from bot.config import Settings
from bot.middlewares.step import Data, NextStep
from bot.notices import TelegramNotifier
from bot.outbox import Outbox
from bot.pacing import Clock, Priority, Rate, Window
from bot.replies import Reply, dismiss, respond
from bot.services.notifier import NoticeButton
from storage.users import Access as Allowed
from storage.users import User

CARDS: Final = Rate(20, 600)
"""So many newcomers are introduced to the administrators one by one."""
SUMMARIES: Final = Rate(1, 600)


class AccessControl(BaseMiddleware):
    """Lets approved people pass; a newcomer is told once, and the administrators are asked."""

    def __init__(self, settings: Settings, outbox: Outbox, clock: Clock = time.monotonic) -> None:
        self._settings = settings
        self._outbox = outbox
        self._clock = clock
        self._cards = Window(CARDS)
        self._summary = Window(SUMMARIES)

    async def __call__(self, handler: NextStep, event: TelegramObject, data: Data) -> Any:
        """Pass on what comes from an approved person; deny the rest."""
        user: User | None = data.get("user")
        if not isinstance(event, Update) or event.my_chat_member is not None:
            return await handler(event, data)
        if user is None:
            return None
        if user.id in self._settings.admin_ids or user.access is Allowed.APPROVED:
            return await handler(event, data)
        bot: Bot = data["bot"]
        # After everybody's messages: strangers, however many, keep nobody waiting who was let in.
        with self._outbox.priority(Priority.NOTICE):
            if data["newcomer"] and user.access is Allowed.PENDING:
                await self._ask_administrators(bot, user)
                await respond(bot, self._outbox, event, self._told(user))
            elif event.callback_query is not None and user.access is Allowed.PENDING:
                text = _("Your request is waiting for an administrator.")
                await event.callback_query.answer(text)
        await dismiss(self._outbox, event)
        return None

    async def _ask_administrators(self, bot: Bot, user: User) -> None:
        """Send the card of a newcomer; of many at once only word that there are many."""
        now = self._clock()
        if self._cards.opens_at() > now:
            if self._summary.opens_at() > now:
                return
            self._summary.pass_at(now)
            text, buttons = _("🙋 Many people ask to be let in. /users lists them all."), None
        else:
            self._cards.pass_at(now)
            text, buttons = _card_of(user)
        notifier = TelegramNotifier(bot, self._outbox)
        for admin_id in sorted(self._settings.admin_ids):
            await notifier.notify(admin_id, text, keyboard=buttons)

    def _told(self, user: User) -> Reply:
        if self._settings.admin_ids:
            sent = _(
                "🔒 <b>This bot is private.</b>\n"
                "Your request was sent to its administrator; I write to you when it is decided."
            )
            return Reply(sent)
        nobody = _(
            "🔒 <b>This bot is private, and nobody administers it yet.</b>\n"
            "If it is yours, put this line into .env and start it again:\n"
            "<code>ADMIN_IDS={user_id}</code>"
        )
        return Reply(nobody.format(user_id=user.id))


def _card_of(user: User) -> tuple[str, list[list[NoticeButton]]]:
    text, keyboard = request_card(user)
    buttons = [
        [NoticeButton(button.text, button.callback_data) for button in row]
        for row in keyboard.inline_keyboard
    ]
    return text, buttons

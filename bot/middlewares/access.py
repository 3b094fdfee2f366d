"""Who may use the bot: administrators, and whom they let in. Everybody else is denied."""

import time
from collections import OrderedDict
from typing import Any, Final

from aiogram import BaseMiddleware, Bot
from aiogram.enums import ChatType
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
REMINDED: Final = 300.0
"""Seconds between two answers to somebody who waits."""
_MOST_REMINDED: Final = 10_000  # people; whoever was answered longest ago is forgotten first


class AccessControl(BaseMiddleware):
    """Lets approved people pass; the administrators are asked about a newcomer, once.

    Who waits hears so now and then, and whenever they send /start.
    """

    def __init__(self, settings: Settings, outbox: Outbox, clock: Clock = time.monotonic) -> None:
        self._settings = settings
        self._outbox = outbox
        self._clock = clock
        self._cards = Window(CARDS)
        self._summary = Window(SUMMARIES)
        self._reminded: OrderedDict[int, float] = OrderedDict()  # when, by `clock`

    async def __call__(self, handler: NextStep, event: TelegramObject, data: Data) -> Any:
        """Pass on what comes from an approved person; deny the rest."""
        user: User | None = data.get("user")
        if not isinstance(event, Update) or event.my_chat_member is not None:
            return await handler(event, data)
        if user is None:
            return None
        if user.id in self._settings.admin_ids or user.access is Allowed.APPROVED:
            return await handler(event, data)
        # After everybody's messages: strangers, however many, keep nobody waiting who was let in.
        with self._outbox.priority(Priority.NOTICE):
            if user.access is Allowed.PENDING:
                await self._answer_pending(event, user, data)
        await dismiss(self._outbox, event)
        return None

    async def _answer_pending(self, update: Update, user: User, data: Data) -> None:
        """Tell somebody who was not let in yet how things are."""
        bot: Bot = data["bot"]
        if data["newcomer"]:
            await self._ask_administrators(bot, user)
            await respond(bot, self._outbox, update, self._told(user))
        elif update.callback_query is not None:
            text = _("Your request is waiting for an administrator.")
            await update.callback_query.answer(text)
        elif self._is_due(user.id) or _starts(update):
            await respond(bot, self._outbox, update, self._still(user))

    def _is_due(self, user_id: int) -> bool:
        """Tell whether somebody was not answered for a while, and note that they are now."""
        now = self._clock()
        if now < self._reminded.get(user_id, float("-inf")) + REMINDED:
            return False
        self._reminded[user_id] = now
        self._reminded.move_to_end(user_id)
        if len(self._reminded) > _MOST_REMINDED:
            self._reminded.popitem(last=False)
        return True

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

    def _still(self, user: User) -> Reply:
        if not self._settings.admin_ids:
            return self._told(user)
        return Reply(
            _(
                "⏳ <b>Your request is still waiting for an administrator.</b>\n"
                "I write to you when it is decided."
            )
        )

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
        [NoticeButton(button.text, button.callback_data, style=button.style) for button in row]
        for row in keyboard.inline_keyboard
    ]
    return text, buttons


def _starts(update: Update) -> bool:
    message = update.message
    if message is None or message.chat.type != ChatType.PRIVATE:
        return False
    return (message.text or "").startswith("/start")

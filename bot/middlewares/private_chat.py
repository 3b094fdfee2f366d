"""Account data and administration stay in the private chat; a group gets a link to it."""

from typing import Any

from aiogram import BaseMiddleware
from aiogram.enums import ChatType
from aiogram.types import (
    Chat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    TelegramObject,
    Update,
)
from aiogram.utils.i18n import gettext as _

from bot.command import Scope
from bot.handler_loader import Route
from bot.middlewares.step import Data, NextStep
from bot.outbox import Outbox
from bot.replies import Reply, respond


class PrivateChatOnly(BaseMiddleware):
    """Lets private and admin commands, buttons and dialogs pass in the private chat only."""

    def __init__(self, username: str, outbox: Outbox) -> None:
        self._username = username
        self._outbox = outbox

    async def __call__(self, handler: NextStep, event: TelegramObject, data: Data) -> Any:
        """Pass on what may be answered where it was asked."""
        route: Route | None = data.get("route")
        chat: Chat | None = data.get("event_chat")
        if not isinstance(event, Update) or route is None or not _confidential(route):
            return await handler(event, data)
        if chat is not None and chat.type == ChatType.PRIVATE:
            return await handler(event, data)
        await respond(data["bot"], self._outbox, event, self._invitation(event, route))
        return None

    def _invitation(self, update: Update, route: Route) -> Reply:
        text = _("🔒 /{name} works in the private chat only.").format(name=route.command.name)
        if update.callback_query is not None:
            return Reply(text)
        link = f"https://t.me/{self._username}?start={route.command.name}"
        button = InlineKeyboardButton(text=_("💬 Open the private chat"), url=link)
        return Reply(text, InlineKeyboardMarkup(inline_keyboard=[[button]]))


def _confidential(route: Route) -> bool:
    return route.scope is not Scope.PUBLIC or not route.command.in_groups

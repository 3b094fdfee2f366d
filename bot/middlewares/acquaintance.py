"""Who wrote: the row of the user, made on the first message."""

from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import TelegramObject, Update
from aiogram.types import User as Sender
from aiogram.utils.i18n import I18n

from bot.config import AccessPolicy, Settings
from bot.middlewares.language import known_locale
from bot.middlewares.step import Data, NextStep
from storage.clock import Clock, utc_now
from storage.users import Access, Users


class Acquaintance(BaseMiddleware):
    """Hands over `user`, and `newcomer`: whether this is the first message of that person."""

    def __init__(
        self, users: Users, settings: Settings, i18n: I18n, clock: Clock = utc_now
    ) -> None:
        self._clock = clock  # the one of `users`
        self._users = users
        self._settings = settings
        self._i18n = i18n

    async def __call__(self, handler: NextStep, event: TelegramObject, data: Data) -> Any:
        """Note that the person wrote, and answer in the language they chose."""
        sender: Sender | None = data.get("event_from_user")
        if sender is None or not isinstance(event, Update) or event.my_chat_member is not None:
            return await handler(event, data)
        before = self._clock()
        user = await self._users.seen(
            sender.id,
            sender.first_name,
            sender.username,
            sender.language_code,
            self._first_access(sender.id),
        )
        data["user"] = user
        data["newcomer"] = user.created_at >= before
        if user.language is None:
            return await handler(event, data)
        with self._i18n.use_locale(known_locale(self._i18n, user.language)):
            return await handler(event, data)

    def _first_access(self, user_id: int) -> Access:
        let_in = self._settings.access is AccessPolicy.OPEN or user_id in self._settings.admin_ids
        return Access.APPROVED if let_in else Access.PENDING

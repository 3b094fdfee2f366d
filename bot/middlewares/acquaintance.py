"""Who wrote: the row of the user, made on the first message."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from aiogram import BaseMiddleware
from aiogram.types import TelegramObject, Update
from aiogram.types import User as Sender
from aiogram.utils.i18n import I18n

from bot.config import AccessPolicy, Settings
from bot.middlewares.language import known_locale
from bot.middlewares.step import Data, NextStep
from storage.clock import Clock, utc_now
from storage.database import Database
from storage.users import SEEN_PRECISION, Access, User, Users

REMEMBERED: Final = 10_000  # people; whoever was read longest ago is forgotten first


@dataclass(frozen=True, slots=True)
class _Known:
    """A row as it was read, and what must be unchanged for it to hold."""

    user: User
    sender: Sender
    commits: int
    until: datetime


class Acquaintance(BaseMiddleware):
    """Hands over `user`, and `newcomer`: whether this is the first message of that person.

    A row is read again when anything was written to the database since, when Telegram tells
    something new of the person, and after a few minutes.
    """

    def __init__(
        self,
        users: Users,
        database: Database,
        settings: Settings,
        i18n: I18n,
        clock: Clock = utc_now,
    ) -> None:
        self._users = users
        self._database = database
        self._settings = settings
        self._i18n = i18n
        self._clock = clock  # the one of `users`
        self._known: OrderedDict[int, _Known] = OrderedDict()

    async def __call__(self, handler: NextStep, event: TelegramObject, data: Data) -> Any:
        """Note that the person wrote, and answer in the language they chose."""
        sender: Sender | None = data.get("event_from_user")
        if sender is None or not isinstance(event, Update) or event.my_chat_member is not None:
            return await handler(event, data)
        now = self._clock()
        user = self._remembered(sender, now) or await self._met(sender)
        data["user"] = user
        data["newcomer"] = user.created_at >= now
        if user.language is None:
            return await handler(event, data)
        with self._i18n.use_locale(known_locale(self._i18n, user.language)):
            return await handler(event, data)

    def _remembered(self, sender: Sender, now: datetime) -> User | None:
        known = self._known.get(sender.id)
        if known is None or known.commits != self._database.commits:
            return None
        return known.user if now < known.until and known.sender == sender else None

    async def _met(self, sender: Sender) -> User:
        commits = self._database.commits  # before the read, so that a write meanwhile counts
        user = await self._users.seen(
            sender.id,
            sender.first_name,
            sender.username,
            sender.language_code,
            self._first_access(sender.id),
        )
        self._known[sender.id] = _Known(user, sender, commits, user.seen_at + SEEN_PRECISION)
        self._known.move_to_end(sender.id)
        if len(self._known) > REMEMBERED:
            self._known.popitem(last=False)
        return user

    def _first_access(self, user_id: int) -> Access:
        let_in = self._settings.access is AccessPolicy.OPEN or user_id in self._settings.admin_ids
        return Access.APPROVED if let_in else Access.PENDING

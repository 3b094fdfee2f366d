"""Letting people in and keeping them out: the decision, its limits, and telling the person."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from aiogram import Bot
from aiogram.utils.i18n import I18n

from bot.access_card import welcome_notice
from bot.arguments import NotANumber, UsageError
from bot.config import Settings
from bot.notices import TelegramNotifier
from bot.outbox import Outbox
from bot.readers import reads
from storage.errors import UnknownUser
from storage.users import Access, User, Users


class IsAdministrator(UsageError):  # noqa: N818 - named like its siblings
    """Somebody in ADMIN_IDS cannot be banned by a command."""


class IdMissing(UsageError):  # noqa: N818 - as above
    """The command was sent without the id of a person."""


@dataclass(frozen=True, slots=True)
class Admission:
    """Decides, on behalf of an administrator."""

    users: Users
    settings: Settings
    bot: Bot
    outbox: Outbox
    i18n: I18n
    changed: Callable[[int], None]  # hears whose rights have changed

    async def decide(self, user_id: int, access: Access, admin: User) -> User:
        """Set what somebody may do, and tell whoever was let in just now.

        Fails with `UnknownUser`, `IsAdministrator`.
        """
        before = await self.users.get(user_id)
        if before is None:
            raise UnknownUser(user_id)
        if access is Access.BANNED and user_id in self.settings.admin_ids:
            raise IsAdministrator
        if before.access is access:
            return before
        user = await self.users.set_access(user_id, access, actor_id=admin.id)
        self.changed(user_id)
        if access is Access.APPROVED:
            await self._welcome(user)
        return user

    async def _welcome(self, user: User) -> None:
        with self.i18n.use_locale(reads(self.i18n, user)):
            text = welcome_notice()
        await TelegramNotifier(self.bot, self.outbox).notify(user.id, text)


async def let_in_administrators(users: Users, settings: Settings) -> None:
    """Approve the administrators who wrote before they were listed in ADMIN_IDS.

    Otherwise they would wait for themselves in /users.
    """
    for admin_id in sorted(settings.admin_ids):
        known = await users.get(admin_id)
        if known is not None and known.access is not Access.APPROVED:
            await users.set_access(admin_id, Access.APPROVED, actor_id=admin_id)


def user_id_in(args: str) -> int:
    """Read the numeric id of a person. Fails with `NotANumber`, `IdMissing`."""
    if not args:
        raise IdMissing
    if not re.fullmatch(r"[0-9]{1,15}", args):
        raise NotANumber(args)
    return int(args)

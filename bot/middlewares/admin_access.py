"""Administration is for the numeric ids of ADMIN_IDS, never for names or anonymous admins."""

from typing import Any, Final

from aiogram import BaseMiddleware
from aiogram.types import TelegramObject

from bot.config import Settings
from bot.middlewares.step import Data, NextStep
from storage.users import User

# Telegram's stand-ins: the anonymous group admin, a channel that posts, Telegram itself.
STAND_INS: Final = frozenset({1_087_968_824, 136_817_688, 777_000})


class AdministratorsOnly(Exception):  # noqa: N818 - named like its siblings in the packages
    """The caller is no administrator."""


class AdminAccess(BaseMiddleware):
    """Lets administrators pass."""

    def __init__(self, settings: Settings) -> None:
        self._admin_ids = settings.admin_ids - STAND_INS

    async def __call__(self, handler: NextStep, event: TelegramObject, data: Data) -> Any:
        """Call the handler for an administrator. Fails with `AdministratorsOnly`."""
        user: User = data["user"]
        if user.id not in self._admin_ids:
            raise AdministratorsOnly
        return await handler(event, data)

"""The language of somebody who is written to without having asked."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from aiogram.utils.i18n import I18n

from bot.middlewares.language import known_locale
from storage.users import User, Users


@dataclass(frozen=True, slots=True)
class Readers:
    """Finds the language a user reads."""

    i18n: I18n
    users: Users

    async def language_of(self, user_id: int) -> str:
        """Give the language chosen, else the one Telegram reported, else the bot's."""
        user = await self.users.get(user_id)
        return self.i18n.default_locale if user is None else reads(self.i18n, user)

    @contextmanager
    def writing(self, language: str) -> Iterator[None]:
        """Let the block write in a language."""
        with self.i18n.context(), self.i18n.use_locale(language):
            yield


def reads(i18n: I18n, user: User) -> str:
    """Give the language of a user."""
    return known_locale(i18n, user.language or user.language_code)

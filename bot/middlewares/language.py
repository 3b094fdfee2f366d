"""The language of the answers: the one Telegram reports, until the user has chosen another."""

from typing import Final

from aiogram.types import TelegramObject, User
from aiogram.utils.i18n import I18n
from aiogram.utils.i18n.middleware import I18nMiddleware

from bot.middlewares.step import Data

CODE_LANGUAGE: Final = "en"  # of the texts in the code


class Language(I18nMiddleware):
    """Sets the language before anything is answered; costs no database read."""

    def __init__(self, i18n: I18n) -> None:
        super().__init__(i18n)

    async def get_locale(self, event: TelegramObject, data: Data) -> str:  # noqa: ARG002 - aiogram's
        """Give the language of the sender, or the default one."""
        sender: User | None = data.get("event_from_user")
        return known_locale(self.i18n, sender.language_code if sender is not None else None)


def known_locale(i18n: I18n, code: str | None) -> str:
    """Give the language a code such as "pt-br" stands for, or the default one."""
    name = (code or "").partition("-")[0].lower()
    known = name == CODE_LANGUAGE or name in i18n.available_locales
    return name if known else i18n.default_locale

"""Errors of Telegram that the person can be told of all the same."""

from types import MappingProxyType
from typing import Final

from aiogram.exceptions import TelegramServerError
from aiogram.utils.i18n import gettext as _

from bot.explanations.explanation import Explanation, Explanations, Situation, try_again


def _server(_error: TelegramServerError, _where: Situation) -> Explanation:
    return Explanation(
        _("Telegram did not take my answer."),
        _("It has a fault just now; the answer may have come through all the same."),
        try_again(),
    )


EXPLANATIONS: Final[Explanations] = MappingProxyType({TelegramServerError: _server})

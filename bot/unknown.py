"""The answer to what no command answers to: the nearest command, or where to look."""

from typing import Final

from aiogram import html
from aiogram.types import Message
from aiogram.utils.i18n import gettext as _

from bot.command import Scope
from bot.config import Settings
from bot.explanations.explanation import quoted
from bot.handler_loader import CommandCatalogue
from storage.users import User

_LONGEST_NAME: Final = 33  # the slash and 32 characters


async def answer_unknown(
    message: Message, user: User, catalogue: CommandCatalogue, settings: Settings
) -> None:
    """Suggest what may have been meant."""
    text = (message.text or "").strip()
    if not text.startswith("/"):
        await message.answer(
            _("I understand commands, such as <code>/p btc</code>. /help lists them all.")
        )
        return
    typed = text.split(maxsplit=1)[0].partition("@")[0]
    near = catalogue.nearest(typed[1:], usable_scopes(user, settings))
    lines = [_("❌ <b>I do not know {typed}.</b>").format(typed=quoted(typed, _LONGEST_NAME))]
    if near is not None:
        lines.append(
            _("Did you mean /{name}? For example: {example}").format(
                name=near.name, example=f"<code>{html.quote(near.example)}</code>"
            )
        )
    lines.append(_("👉 /help lists every command."))
    await message.answer("\n".join(lines))


def usable_scopes(user: User, settings: Settings) -> frozenset[Scope]:
    """Give the scopes whose commands somebody may call."""
    if user.id in settings.admin_ids:
        return frozenset(Scope)
    return frozenset({Scope.PUBLIC, Scope.PRIVATE})

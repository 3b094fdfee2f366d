"""/help: every command by topic; /help NAME: one command with its grammar and an example."""

from typing import Final

from aiogram import html
from aiogram.enums import ChatType
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from aiogram.utils.i18n import gettext as _
from aiogram.utils.i18n import lazy_gettext as __

from bot import formatting
from bot.cards import redraw
from bot.command import Command, Scope
from bot.config import Settings
from bot.handler_loader import CommandCatalogue
from bot.home import HelpCard
from bot.unknown import usable_scopes
from storage.users import User

COMMAND = Command(
    "help",
    summary=__("Every command, or one in detail"),
    usage="/help [COMMAND]",
    example="/help p",
)
_TITLES: Final = {
    Scope.PUBLIC: __("For everybody"),
    Scope.PRIVATE: __("Your account"),
    Scope.ADMIN: __("Administration"),
}


@COMMAND.handler
async def show_help(
    message: Message, args: str, user: User, catalogue: CommandCatalogue, settings: Settings
) -> None:
    """Answer with the list, or with one command."""
    scopes = usable_scopes(user, settings)
    if message.chat.type != ChatType.PRIVATE:
        scopes = frozenset({Scope.PUBLIC})
    if not args:
        await message.answer(overview(catalogue, scopes))
        return
    await message.answer(_about(args, catalogue, scopes))


@COMMAND.button(HelpCard)
async def show_help_in_place(
    query: CallbackQuery, user: User, catalogue: CommandCatalogue, settings: Settings
) -> None:
    """Show the list in place of another card."""
    empty = InlineKeyboardMarkup(inline_keyboard=[])
    await redraw(query, overview(catalogue, usable_scopes(user, settings)), empty)


def overview(catalogue: CommandCatalogue, scopes: frozenset[Scope]) -> str:
    """Format the list of commands by topic."""
    shown = catalogue.listed(scopes)
    blocks = []
    for scope in Scope:
        lines = [
            f"/{command.name} – {html.quote(str(command.summary))}"
            for command in shown
            if catalogue.scope_of(command) is scope
        ]
        if lines:
            blocks.append("\n".join([f"<b>{_TITLES[scope]}</b>", *lines]))
    blocks.append(_("<i>/help and a name shows one in detail, for example /help p.</i>"))
    return "\n\n".join(blocks)


def detail(command: Command) -> str:
    """Format one command: what it does, its grammar, an example that a tap copies."""
    lines = [
        f"<b>/{command.name}</b> – {html.quote(str(command.summary))}",
        f"<pre>{html.quote(command.usage)}</pre>",
    ]
    if details := str(command.details):
        lines.append(html.quote(details))
    lines.append(
        _("Example: {example}").format(example=f"<code>{html.quote(command.example)}</code>")
    )
    if command.aliases:
        names = ", ".join(f"/{name}" for name in command.aliases)
        lines.append(_("Also: {names}").format(names=names))
    return "\n".join(lines)


def _about(args: str, catalogue: CommandCatalogue, scopes: frozenset[Scope]) -> str:
    """Give one command in detail, or the nearest to a name nobody has."""
    name = args.split(maxsplit=1)[0].removeprefix("/")
    route = catalogue.find(name)
    if route is not None and route.scope in scopes:
        return detail(route.command)
    near = catalogue.nearest(name, scopes)
    unknown = _("❌ <b>There is no command {name}.</b>").format(name=formatting.safe(name, 32))
    if near is None:
        return "\n".join([unknown, _("👉 /help lists every command.")])
    meant = _("👉 Did you mean /{name}?").format(name=near.name)
    return "\n".join([unknown, meant, "", detail(near)])

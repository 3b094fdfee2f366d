"""/help: every command by topic; /help NAME: one command with its grammar and an example."""

from collections.abc import Sequence
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
from bot.handler_loader import CommandCatalogue, nearest
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
    usable = _usable(catalogue, user, settings)
    if message.chat.type != ChatType.PRIVATE:
        usable = [command for command in usable if works_in_groups(command, catalogue)]
    text = _about(args, catalogue, usable) if args else overview(usable, catalogue)
    await message.answer(text)


@COMMAND.button(HelpCard)
async def show_help_in_place(
    query: CallbackQuery, user: User, catalogue: CommandCatalogue, settings: Settings
) -> None:
    """Show the list in place of another card."""
    empty = InlineKeyboardMarkup(inline_keyboard=[])
    await redraw(query, overview(_usable(catalogue, user, settings), catalogue), empty)


def overview(usable: Sequence[Command], catalogue: CommandCatalogue) -> str:
    """Format the list of commands by topic."""
    blocks = []
    for scope in Scope:
        lines = [
            f"/{command.name} – {html.quote(str(command.summary))}"
            for command in usable
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


def works_in_groups(command: Command, catalogue: CommandCatalogue) -> bool:
    """Tell whether a command is answered in a group itself."""
    return command.in_groups and catalogue.scope_of(command) is Scope.PUBLIC


def _usable(catalogue: CommandCatalogue, user: User, settings: Settings) -> list[Command]:
    return catalogue.listed(usable_scopes(user, settings))


def _about(args: str, catalogue: CommandCatalogue, usable: Sequence[Command]) -> str:
    """Give one command in detail, or the nearest to a name nobody has."""
    name = args.split(maxsplit=1)[0].removeprefix("/")
    route = catalogue.find(name)
    if route is not None and route.command in usable:
        return detail(route.command)
    near = nearest(name, usable)
    unknown = _("❌ <b>There is no command {name}.</b>").format(name=formatting.safe(name, 32))
    if near is None:
        return "\n".join([unknown, _("👉 /help lists every command.")])
    meant = _("👉 Did you mean /{name}?").format(name=near.name)
    return "\n".join([unknown, meant, "", detail(near)])

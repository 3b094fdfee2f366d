"""The page of commands, docs/commands.md, written from the declarations: `make docs`."""

import sys
from pathlib import Path
from typing import Final

from aiogram.utils.i18n import I18n

from bot.command import Command, Scope
from bot.handler_loader import CommandCatalogue, load

_INTRODUCTION: Final = """# Commands

Written by `make docs` from the commands themselves. In the chat, /help shows the same.
"""
_TITLES: Final = {
    Scope.PUBLIC: (
        "For everybody",
        "Anyone who was let in. Market data needs no key of your own.",
    ),
    Scope.PRIVATE: (
        "Your account",
        "Needs a key stored with /setkey; answered in the private chat only.",
    ),
    Scope.ADMIN: (
        "Administration",
        "For the numeric Telegram ids in ADMIN_IDS; private chat only.",
    ),
}


def page(catalogue: CommandCatalogue) -> str:
    """Give the whole page as Markdown."""
    sections = [_INTRODUCTION]
    for scope, (title, who) in _TITLES.items():
        rows = [_row(command) for command in catalogue.listed({scope})]
        head = ["| command | what it does | example |", "|---|---|---|"]
        sections.append("\n".join([f"## {title}", "", who, "", *head, *rows, ""]))
    return "\n".join(sections)


def _row(command: Command) -> str:
    usage = command.usage.replace("|", "\\|")
    also = "".join(f", `/{alias}`" for alias in command.aliases)
    where = "" if command.in_groups else "Private chat only."
    what = " ".join(filter(None, [f"{command.summary}.", str(command.details), where]))
    return f"| `{usage}`{also} | {what} | `{command.example}` |"


def main() -> None:
    """Write the page to standard output."""
    with I18n(path=Path(__file__).parent / "locales", default_locale="en").context():
        sys.stdout.write(page(load()))


if __name__ == "__main__":
    main()

"""What ends the start, each as one line that names the setting and how to mend it."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from storage import errors


class CannotRun(Exception):  # noqa: N818 - says what happened, as the packages' errors do
    """The bot cannot start or go on; the text is one line that says why and what to do."""


def command_line(words: str) -> str:
    """Give how this bot is called from where it was started: `.venv/bin/python -m bot keys new`.

    A Python from elsewhere is the one on the path.
    """
    program = Path(sys.executable)
    here = program.is_relative_to(Path.cwd())
    return f"{program.relative_to(Path.cwd()) if here else 'python'} -m bot {words}"


_LINES: Final[Mapping[type[BaseException], Callable[[Any], str]]] = MappingProxyType(
    {
        errors.MasterKeysInvalid: lambda error: (
            f"FERNET_KEYS cannot be read ({error.reason}): make a key with"
            f" `{command_line('keys new')}`."
        ),
        errors.MasterKeyMissing: lambda error: (
            f"FERNET_KEYS lacks a key that stored API keys need (id {', '.join(error.kids)}):"
            " add the older key behind the newest."
        ),
        errors.DatabaseUrlInvalid: lambda error: (
            f"DATABASE_URL cannot be used ({error.reason}); see .env.example."
        ),
        errors.SchemaTooNew: lambda error: (
            f"DATABASE_URL names a database of a newer version (revision {error.revision}):"
            " update the bot."
        ),
        errors.DatabaseBusy: lambda _error: (
            "DATABASE_URL names a database that another process holds: stop the other copy."
        ),
        errors.DatabaseFull: lambda _error: (
            "DATABASE_URL names a database on a full disk: make room."
        ),
        errors.StorageError: lambda _error: (
            "DATABASE_URL names a database that cannot be used: it is damaged, is none, or may"
            " not be read."
        ),
    }
)


def line_for(error: BaseException) -> str:
    """Give the line for an error at the start; errors that carry one give their own."""
    found = next((_LINES[kind] for kind in type(error).__mro__ if kind in _LINES), None)
    return " ".join((found(error) if found is not None else str(error)).split())

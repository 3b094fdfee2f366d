"""Sorts every command module into public, private or admin, and answers look-ups by one dict.

The look-up costs the same whatever the number of commands. Duplicates and incomplete modules stop
the start with a `DeclarationError` that names the module and what to mend.
"""

import difflib
import inspect
import pkgutil
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType, ModuleType
from typing import Any, Final

from aiogram.dispatcher.event.handler import CallableObject
from aiogram.filters.callback_data import CallbackData

from bot.command import Command, DeclarationError, Handler, Scope

PACKAGES: Final[Mapping[Scope, str]] = MappingProxyType(
    {scope: f"bot.handlers.{scope}" for scope in Scope}
)
NEAREST_RATIO: Final = 0.6  # how alike two names must be to suggest one for the other
_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,31}")  # what Telegram accepts in a command menu
_PREFIX: Final = re.compile(r"[A-Za-z0-9_.-]{1,16}")


@dataclass(frozen=True, slots=True)
class Route:
    """What answers a command, a button or a dialog step, and who may call it."""

    command: Command
    scope: Scope
    target: CallableObject
    data: type[CallbackData] | None = None  # for buttons

    def wants(self, name: str) -> bool:
        """Tell whether the handler asks for the injected value `name`."""
        return name in self.target.params


class CommandCatalogue:
    """Every command, button and dialog step of the bot, by name."""

    def __init__(self, declared: Iterable[tuple[Scope, Command]]) -> None:
        self._commands: dict[str, Route] = {}
        self._buttons: dict[str, Route] = {}
        self._steps: dict[str, Route] = {}
        self._scopes: dict[Command, Scope] = {}
        for scope, command in declared:
            self._add(scope, command)

    def __iter__(self) -> Iterator[Command]:
        return iter(self._scopes)

    def __len__(self) -> int:
        return len(self._scopes)

    def find(self, name: str) -> Route | None:
        """Give what answers the command `name`, without the slash; case does not matter."""
        return self._commands.get(name) or self._commands.get(name.lower())

    def button(self, data: str) -> Route | None:
        """Give what answers a button with the callback data `data`, by its prefix."""
        return self._buttons.get(data.split(":", 1)[0])

    def step(self, state: str) -> Route | None:
        """Give what takes plain text in the dialog state `state`."""
        return self._steps.get(state)

    def scope_of(self, command: Command) -> Scope:
        """Tell who may call a command."""
        return self._scopes[command]

    def listed(self, scopes: Collection[Scope]) -> list[Command]:
        """Give the commands of `scopes` that are not hidden, ordered by scope, then by name."""
        order = list(Scope)
        shown = [
            command
            for command, scope in self._scopes.items()
            if scope in scopes and not command.hidden
        ]
        return sorted(shown, key=lambda c: (order.index(self._scopes[c]), c.name))

    def nearest(self, name: str, scopes: Collection[Scope]) -> Command | None:
        """Give the command whose name is most like a mistyped `name`, or None."""
        return nearest(name, self.listed(scopes))

    def _add(self, scope: Scope, command: Command) -> None:
        if command.run is None:
            raise DeclarationError(f"/{command.name} has no handler; add one @COMMAND.handler.")
        self._scopes[command] = scope
        route = _route(scope, command, command.run)
        for name in command.names:
            if not _NAME.fullmatch(name):
                raise DeclarationError(
                    f"/{name}: a name is a-z, 0-9 and _, begins with a letter, has up to 32."
                )
            _claim(self._commands, name, route, f"The name /{name}")
        for data, handler in command.buttons.items():
            prefix = data.__prefix__
            if data.__separator__ != ":" or not _PREFIX.fullmatch(prefix):
                raise DeclarationError(f"/{command.name}: the button prefix {prefix!r} is no word.")
            button = _route(scope, command, handler, data)
            _claim(self._buttons, prefix, button, f"The button prefix {prefix!r}")
        for state, handler in command.steps.items():
            step = _route(scope, command, handler)
            _claim(self._steps, state, step, f"The dialog step {state!r}")


def nearest(name: str, commands: Iterable[Command]) -> Command | None:
    """Give the one of `commands` whose name or alias is most like `name`, or None."""
    names = {known: command for command in commands for known in command.names}
    found = difflib.get_close_matches(name.lower()[:32], names, n=1, cutoff=NEAREST_RATIO)
    return names[found[0]] if found else None


def load(packages: Mapping[Scope, str] = PACKAGES) -> CommandCatalogue:
    """Import every command module of the packages. Fails with `DeclarationError`."""
    return CommandCatalogue(
        (scope, _declared_by(module))
        for scope, package in packages.items()
        for module in _modules(package)
    )


def _modules(package: str) -> Iterator[ModuleType]:
    names = sorted(found.name for found in pkgutil.iter_modules(import_module(package).__path__))
    for name in names:
        yield import_module(f"{package}.{name}")


def _declared_by(module: ModuleType) -> Command:
    command = getattr(module, "COMMAND", None)
    if not isinstance(command, Command):
        raise DeclarationError(
            f"{module.__name__} declares no command; add COMMAND = Command(…) or move it away."
        )
    if command.run is None:
        raise DeclarationError(
            f"{module.__name__} is incomplete: /{command.name} has no @COMMAND.handler."
        )
    return command


def _route(
    scope: Scope, command: Command, handler: Handler, data: type[CallbackData] | None = None
) -> Route:
    if not inspect.iscoroutinefunction(handler):
        raise DeclarationError(f"/{command.name}: {_name(handler)} must be an async function.")
    return Route(command, scope, CallableObject(handler), data)


def _claim(taken: dict[str, Route], key: str, route: Route, what: str) -> None:
    other = taken.get(key)
    if other is not None:
        raise DeclarationError(
            f"{what} is declared twice: by /{other.command.name} ({_name(other.target.callback)})"
            f" and /{route.command.name} ({_name(route.target.callback)})."
        )
    taken[key] = route


def _name(handler: Callable[..., Any]) -> str:
    return f"{handler.__module__}.{getattr(handler, '__qualname__', handler)}"

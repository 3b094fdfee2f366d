"""What a command module declares: its words, its handler, its buttons and its dialog steps.

    COMMAND = Command("p", aliases=("price",), summary=__("Price of one or more symbols"))

    @COMMAND.handler
    async def show_price(message: Message, args: str, binance: BinanceClient) -> None: ...

The folder a module lies in decides who may call it; `handler_loader` reads the declarations.
"""

from collections.abc import Awaitable, Callable
from enum import StrEnum
from typing import Any, TypeVar

from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.state import State
from babel.support import LazyProxy

from bot.start_errors import CannotRun

Handler = Callable[..., Awaitable[Any]]
HandlerT = TypeVar("HandlerT", bound=Handler)


class Scope(StrEnum):
    """Who may call a command; the name of the folder its module lies in."""

    PUBLIC = "public"  # everybody let in; the answer holds no account data
    PRIVATE = "private"  # needs the caller's own Binance key; private chats only
    ADMIN = "admin"  # the numeric ids of ADMIN_IDS; private chats only


class DeclarationError(CannotRun):
    """A command module is declared wrongly; the text names what and how to mend it."""


class Command:
    """One command as its module declares it.

    `summary` is one line for the menu, `usage` the grammar, `example` a filled-in call that can
    be tapped to copy, `details` a longer text for /help NAME. Texts may be lazy translations.
    `in_groups=False` keeps a public command out of groups, `hidden` out of menus and lists.
    """

    def __init__(  # noqa: PLR0913 - keyword-only words of one declaration
        self,
        name: str,
        *,
        summary: str | LazyProxy,
        aliases: tuple[str, ...] = (),
        usage: str = "",
        example: str = "",
        details: str | LazyProxy = "",
        in_groups: bool = True,
        hidden: bool = False,
    ) -> None:
        self.name = name
        self.summary = summary
        self.aliases = aliases
        self.usage = usage or f"/{name}"
        self.example = example or f"/{name}"
        self.details = details
        self.in_groups = in_groups
        self.hidden = hidden
        self.run: Handler | None = None
        self.buttons: dict[type[CallbackData], Handler] = {}
        self.steps: dict[str, Handler] = {}

    def __repr__(self) -> str:
        return f"Command({self.name!r})"

    @property
    def names(self) -> tuple[str, ...]:
        """The name and its aliases."""
        return (self.name, *self.aliases)

    def handler(self, function: HandlerT) -> HandlerT:
        """Let `function` answer the command. Fails with `DeclarationError` on a second one."""
        if self.run is not None:
            raise DeclarationError(f"/{self.name} has two handlers; keep one @COMMAND.handler.")
        self.run = function
        return function

    def button(self, data: type[CallbackData]) -> Callable[[HandlerT], HandlerT]:
        """Let the decorated function answer presses of buttons that carry `data`."""

        def register(function: HandlerT) -> HandlerT:
            if data in self.buttons:
                raise DeclarationError(f"/{self.name} answers {data.__name__} twice; keep one.")
            self.buttons[data] = function
            return function

        return register

    def step(self, state: State) -> Callable[[HandlerT], HandlerT]:
        """Let the decorated function take the plain text a user sends in the dialog `state`."""

        def register(function: HandlerT) -> HandlerT:
            name = state.state
            if name is None or name in self.steps:
                raise DeclarationError(f"/{self.name}: the step {name} is unnamed or taken.")
            self.steps[name] = function
            return function

        return register

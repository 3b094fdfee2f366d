"""What an update asks for: a command, a button, a dialog step, or nothing of ours.

What nobody addressed to the bot ends here, before the database is asked anything.
"""

import contextlib
import re
from typing import Any, Final

from aiogram import BaseMiddleware
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.enums import ChatType
from aiogram.types import CallbackQuery, Message, TelegramObject, Update

from bot.command import Command
from bot.handler_loader import CommandCatalogue, Route
from bot.middlewares.step import Data, NextStep

_COMMAND: Final = re.compile(r"(?s)/([A-Za-z0-9_]{1,64})(?:@([A-Za-z0-9_]{1,64}))?(?:\s+(.*))?")
_PAYLOAD: Final = re.compile(r"[A-Za-z0-9_]{1,32}")


class Recognition(BaseMiddleware):
    """Looks the update up in the catalogue; hands over `route`, `command` and `args`.

    `route` is None for what is addressed to the bot but unknown.
    """

    def __init__(self, catalogue: CommandCatalogue, username: str) -> None:
        self._catalogue = catalogue
        self._username = username.lower()

    async def __call__(self, handler: NextStep, event: TelegramObject, data: Data) -> Any:
        """Pass on what is addressed to the bot."""
        if not isinstance(event, Update):
            return await handler(event, data)
        if event.my_chat_member is not None:
            return await handler(event, data)
        if event.callback_query is not None:
            self._recognise_button(event.callback_query, data)
            return await handler(event, data)
        message = event.message
        if message is None or not _own(message) or not self._recognise(message, data):
            return UNHANDLED
        return await handler(event, data)

    def _recognise_button(self, query: CallbackQuery, data: Data) -> None:
        """Find what a press asks for; nothing where its message is out of the bot's reach."""
        route, button = self._catalogue.button(query.data or ""), None
        if route is not None and route.data is not None:
            with contextlib.suppress(TypeError, ValueError):
                button = route.data.unpack(query.data or "")
        usable = button is not None and isinstance(query.message, Message)
        _hand_over(data, route if usable else None, "")
        data["callback_data"] = button
        data["command"] = route.command if route is not None else None

    def _recognise(self, message: Message, data: Data) -> bool:
        """Find what a message asks for; False where it is not for the bot."""
        private = message.chat.type == ChatType.PRIVATE
        found = _COMMAND.fullmatch(message.text or "")
        if found is None:
            state = data.get("raw_state")
            step = self._catalogue.step(state) if message.text and state else None
            _hand_over(data, step, message.text or "")
            return step is not None or (private and _has_content(message))
        name, mention, args = found[1], found[2], found[3] or ""
        if mention is not None and mention.lower() != self._username:
            return False
        route = self._catalogue.find(name)
        if private and name.lower() == "start" and (linked := self._linked(args)):
            route, args = linked, ""
        _hand_over(data, route, args.strip())
        return route is not None or private or mention is not None

    def _linked(self, payload: str) -> Route | None:
        """Give the command that a deep link from a group names."""
        return self._catalogue.find(payload) if _PAYLOAD.fullmatch(payload) else None


def _hand_over(data: Data, route: Route | None, args: str) -> None:
    command: Command | None = route.command if route is not None else None
    data.update(route=route, command=command, args=args)


def _own(message: Message) -> bool:
    """Tell whether a person wrote the message himself, here and now."""
    sender = message.from_user
    person = sender is not None and not sender.is_bot and message.sender_chat is None
    return person and message.forward_origin is None and message.via_bot is None


def _has_content(message: Message) -> bool:
    """Tell a message from the notes Telegram itself writes, such as "pinned" or "joined"."""
    return any(
        (
            message.text,
            message.caption,
            message.photo,
            message.document,
            message.sticker,
            message.voice,
            message.audio,
            message.video,
            message.video_note,
            message.animation,
            message.contact,
            message.location,
            message.poll,
            message.dice,
        )
    )

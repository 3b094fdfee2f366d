"""The secret tripwire: what looks like a key vanishes from the chat before anything else sees it.

It stands behind the language and before everything that logs, stores or answers.
"""

import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterator
from typing import Any, Final

from aiogram import BaseMiddleware, Bot
from aiogram.enums import ChatType
from aiogram.exceptions import TelegramAPIError
from aiogram.types import Message, TelegramObject, Update

from bot.key_dialog import SECRET_STEPS
from bot.key_texts import private_chat_button, secret_removed
from bot.middlewares.throttle import Allowance
from bot.pacing import Clock
from bot.services.secret_shapes import SecretKind, find_secret

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]

_REMEMBERED_CHATS: Final = 1_000
# What a person fills in. The rest is Telegram's, a bot's, or somebody else's message.
_PLACES: Final = (
    "text",
    "caption",
    "entities",
    "caption_entities",
    "quote",
    "contact",
    "venue",
    "document",
    "audio",
    "video",
    "animation",
    "poll",
    "checklist",
    "rich_message",
    "link_preview_options",
)
_IDS: Final = {"file_id", "file_unique_id"}


class Tripwire(BaseMiddleware):
    """Deletes messages that hold a secret; lets pass only what a step of /setkey asked for.

    Handlers may ask for `still_visible`: the message holds a secret and could not be deleted.
    A flood of secrets is deleted message by message, but answered no faster than `allowance`.
    """

    def __init__(self, allowance: Allowance, clock: Clock = time.monotonic) -> None:
        self._allowance = allowance
        self._clock = clock
        self._warnings: OrderedDict[int, tuple[float, float]] = OrderedDict()  # left, since when

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Pass on updates without a secret, and secrets that were asked for; stop the others."""
        data["still_visible"] = False
        message = _message_of(event)
        if message is None:
            return await handler(event, data)
        is_setkey = await _is_setkey(message, data["bot"])
        if _asked_for(event, message, data.get("raw_state"), is_setkey=is_setkey):
            data["still_visible"] = not await _delete(data["bot"], message)
            return await handler(event, data)
        kind = _secret_in(message)
        misplaced = kind is None and is_setkey and message.chat.type != ChatType.PRIVATE
        if kind is None and not misplaced:
            return await handler(event, data)
        still_visible = not await _delete(data["bot"], message)
        if self._may_warn(message.chat.id):
            await self._warn(data["bot"], message, kind, still_visible=still_visible)
        return None

    async def _warn(
        self, bot: Bot, message: Message, kind: SecretKind | None, *, still_visible: bool
    ) -> None:
        """Say what was deleted and why; in a group also where keys may be sent instead."""
        link = None
        private = message.chat.type == ChatType.PRIVATE
        if not private:
            link = f"https://t.me/{(await bot.me()).username}?start=setkey"
        await bot.send_message(
            message.chat.id,
            secret_removed(kind, still_visible=still_visible, private=private),
            message_thread_id=message.message_thread_id if message.is_topic_message else None,
            reply_markup=private_chat_button(link) if link else None,
        )

    def _may_warn(self, chat_id: int) -> bool:
        now, burst = self._clock(), self._allowance.burst
        left, since = self._warnings.get(chat_id, (burst, now))
        left = min(burst, left + (now - since) * self._allowance.per_second)
        self._warnings[chat_id] = (max(left - 1, 0), now)
        self._warnings.move_to_end(chat_id)
        if len(self._warnings) > _REMEMBERED_CHATS:
            self._warnings.popitem(last=False)
        return left >= 1


def _message_of(event: TelegramObject) -> Message | None:
    if not isinstance(event, Update):
        return None
    return (
        event.message
        or event.edited_message
        or event.channel_post
        or event.edited_channel_post
        or event.business_message
        or event.edited_business_message
        or event.guest_message
    )


def _asked_for(
    update: TelegramObject, message: Message, state: str | None, *, is_setkey: bool
) -> bool:
    """Tell whether a step of /setkey waits for this text, or it is /setkey with its arguments.

    Only what the user wrote himself, new, and in the private chat counts.
    """
    own = message.forward_origin is None and message.via_bot is None and message.sender_chat is None
    private = message.chat.type == ChatType.PRIVATE
    new = isinstance(update, Update) and update.message is not None
    if not new or not message.text or not own or not private:
        return False
    if is_setkey:
        return len(message.text.split(maxsplit=1)) > 1
    return state in SECRET_STEPS and not message.text.startswith("/")


async def _is_setkey(message: Message, bot: Bot) -> bool:
    """Tell whether a message is /setkey, and not that of another bot."""
    words = (message.text or "").split(maxsplit=1)
    name, at, mention = words[0].partition("@") if words else ("", "", "")
    if name.lower() != "/setkey":
        return False
    return not at or mention.lower() == ((await bot.me()).username or "").lower()


def _secret_in(message: Message) -> SecretKind | None:
    found = (find_secret(text) for text in _texts(message))
    return next((kind for kind in found if kind is not None), None)


def _texts(message: Message) -> Iterator[str]:
    """Give every text a person can put into a message."""
    for place in _PLACES:
        content = getattr(message, place)
        if content is not None:
            yield from _strings(content)


def _strings(value: object) -> Iterator[str]:
    """Give the texts in nested values, without the ids of files, which look like keys."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, TelegramObject):
        yield from _strings(value.model_dump(exclude_none=True))
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name not in _IDS:
                yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


async def _delete(bot: Bot, message: Message) -> bool:
    """Give whether the message is gone, by whoever's hand."""
    try:
        return await bot.delete_message(message.chat.id, message.message_id)
    except TelegramAPIError as error:
        return "message to delete not found" in error.message.lower()

"""Messages as the pretend Telegram keeps them."""

from dataclasses import dataclass, field
from typing import Any

from sandbox.telegram.files import StoredFile

Json = dict[str, Any]
Keyboard = list[list[Json]]  # rows of `InlineKeyboardButton`


@dataclass(frozen=True, slots=True)
class Content:
    """What a message says: plain text with entities (offsets in UTF-16 units), and a file."""

    text: str = ""
    entities: tuple[Json, ...] = ()
    source: str = ""  # the text as it was sent, with its markup
    file: StoredFile | None = None

    def as_json(self) -> Json:
        """Give the fields of Telegram's `Message` that carry the content."""
        words, marks = ("caption", "caption_entities") if self.file else ("text", "entities")
        fields: Json = {words: self.text} if self.text else {}
        if self.entities:
            fields[marks] = list(self.entities)
        return fields | (self.file.as_json() if self.file else {})


@dataclass(slots=True, eq=False)
class StoredMessage:
    """One message of a chat; `id` is unique within private chats, and within each group."""

    chat_id: int
    sender_id: int
    content: Content
    keyboard: Keyboard = field(default_factory=list)
    reply_to: "StoredMessage | None" = None
    id: int = 0  # given when the message is posted, as is the date
    date: int = 0
    edited_at: int | None = None
    revision: int = 0  # counts the edits
    deleted: bool = False
    extra: Json = field(default_factory=dict)  # forward_origin, via_bot, sender_chat …

    def as_json(self, chat: Json, sender: Json) -> Json:
        """Give Telegram's `Message`, without the message it replies to."""
        message: Json = {
            "message_id": self.id,
            "from": sender,
            "chat": chat,
            "date": self.date,
            **self.content.as_json(),
            **self.extra,
        }
        if self.edited_at is not None:
            message["edit_date"] = self.edited_at
        if self.keyboard:
            message["reply_markup"] = {"inline_keyboard": self.keyboard}
        return message

"""Messages and buttons as a person sees them."""

from dataclasses import dataclass

from sandbox.telegram.messages import Json, StoredMessage
from sandbox.telegram.people import BOT_ID


@dataclass(frozen=True, slots=True)
class Button:
    """An inline button; exactly one of data, url, copy_text and disabled is set."""

    text: str
    data: str | None
    url: str | None
    copy_text: str | None
    style: str | None
    disabled: bool

    @classmethod
    def of(cls, button: Json) -> "Button":
        """Read Telegram's `InlineKeyboardButton`."""
        copied = button.get("copy_text") or {}
        return cls(
            text=button["text"],
            data=button.get("callback_data"),
            url=button.get("url"),
            copy_text=copied.get("text"),
            style=button.get("style"),
            disabled="disabled" in button,
        )


class Message:
    """A message of a chat, always as it is now."""

    def __init__(self, stored: StoredMessage, update_id: int | None = None) -> None:
        self.stored = stored
        self.update_id = update_id  # of the update that told the bot, for messages of users

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Message) and other.stored is self.stored

    def __hash__(self) -> int:
        return id(self.stored)

    def __repr__(self) -> str:
        state = " deleted" if self.deleted else " edited" if self.edited else ""
        who = "bot" if self.from_bot else "user"
        return f"<Message {self.id} by {who}{state}: {self.text!r} {self.labels}>"

    @property
    def id(self) -> int:
        """The id of the message in its chat."""
        return self.stored.id

    @property
    def from_bot(self) -> bool:
        """Whether the bot wrote it."""
        return self.stored.sender_id == BOT_ID

    @property
    def text(self) -> str:
        """The text or caption as people read it."""
        return self.stored.content.text

    @property
    def html(self) -> str:
        """The text or caption as the bot sent it."""
        return self.stored.content.source

    @property
    def entities(self) -> list[Json]:
        """Telegram's `MessageEntity` objects."""
        return list(self.stored.content.entities)

    @property
    def buttons(self) -> list[list[Button]]:
        """The inline keyboard, row by row."""
        return [[Button.of(button) for button in row] for row in self.stored.keyboard]

    @property
    def labels(self) -> list[list[str]]:
        """The labels of the inline keyboard, row by row."""
        return [[button.text for button in row] for row in self.buttons]

    @property
    def photo(self) -> bytes | None:
        """The picture, if it has one."""
        file = self.stored.content.file
        return file.body if file is not None and file.kind == "photo" else None

    @property
    def document(self) -> bytes | None:
        """The attached file, if it has one."""
        file = self.stored.content.file
        return file.body if file is not None and file.kind == "document" else None

    @property
    def reply_to(self) -> "Message | None":
        """The message it answers."""
        replied = self.stored.reply_to
        return None if replied is None else Message(replied)

    @property
    def edited(self) -> bool:
        """Whether it was ever changed."""
        return self.stored.edited_at is not None

    @property
    def revision(self) -> int:
        """How many times it was changed."""
        return self.stored.revision

    @property
    def deleted(self) -> bool:
        """Whether it has vanished from the chat."""
        return self.stored.deleted

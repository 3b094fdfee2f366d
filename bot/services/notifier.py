"""How services speak to people without knowing Telegram."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class NoticeButton:
    """A button under a notice: its label, callback data, a link or a text to copy, its colour."""

    text: str
    data: str | None = None  # up to 64 bytes
    url: str | None = None
    style: str | None = None  # "success" is green, "danger" red, "primary" blue
    copy: str | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """A message: HTML and buttons."""

    html: str
    keyboard: Sequence[Sequence[NoticeButton]] | None = None


class Notifier(Protocol):
    """Delivers messages that answer no command."""

    async def notify(
        self,
        user_id: int,
        html: str,
        *,
        silent: bool = False,
        keyboard: Sequence[Sequence[NoticeButton]] | None = None,
    ) -> int | None:
        """Send `html` to a user and give the message's id; None where it did not arrive."""
        ...

    async def amend(
        self,
        user_id: int,
        message_id: int,
        html: str,
        *,
        keyboard: Sequence[Sequence[NoticeButton]] | None = None,
    ) -> bool:
        """Write another text into a message; False where it is not there any more."""
        ...

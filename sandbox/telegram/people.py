"""The cast: three users, one group, and the bot."""

from dataclasses import dataclass, field
from typing import Any

BOT_ID = 7_000_000_001
BOT_USERNAME = "binance_sandbox_bot"


@dataclass(slots=True)
class ChatUser:
    """A person; the id of their private chat with the bot is their own id."""

    id: int
    first_name: str
    username: str | None
    language_code: str | None
    started: bool = False  # the bot may only write to people who wrote first
    blocked: bool = False  # stopped the bot in the private chat

    def as_json(self) -> dict[str, Any]:
        """Give Telegram's `User`."""
        known = {
            "id": self.id,
            "is_bot": False,
            "first_name": self.first_name,
            "username": self.username,
            "language_code": self.language_code,
        }
        return {name: value for name, value in known.items() if value is not None}

    def chat_json(self) -> dict[str, Any]:
        """Give Telegram's `Chat` of the private conversation."""
        chat = {"id": self.id, "type": "private", "first_name": self.first_name}
        return chat | ({"username": self.username} if self.username else {})


@dataclass(slots=True)
class Group:
    """A supergroup; an administrating bot sees every message and may delete any."""

    id: int
    title: str
    member_ids: set[int] = field(default_factory=set)
    creator_id: int | None = None
    bot_is_member: bool = True
    bot_is_administrator: bool = True

    def chat_json(self) -> dict[str, Any]:
        """Give Telegram's `Chat`."""
        return {"id": self.id, "type": "supergroup", "title": self.title}


def users() -> dict[str, ChatUser]:
    """Give the users by role: an administrator, a user without a key, and someone unknown."""
    return {
        "owner": ChatUser(5_001_001, "Owner", "owner", "en", started=True),
        "guest": ChatUser(5_001_002, "Guest", "guest", "en", started=True),
        "stranger": ChatUser(5_001_003, "Stranger", "stranger", "en"),
    }


def group(members: dict[str, ChatUser]) -> Group:
    """Give the one group: the owner made it, the guest is in it, the bot administers it."""
    owner, guest = members["owner"].id, members["guest"].id
    return Group(-1_002_000_000_001, "Market talk", {owner, guest}, creator_id=owner)


def bot_json() -> dict[str, Any]:
    """Give Telegram's `User` for the bot as messages carry it."""
    return {
        "id": BOT_ID,
        "is_bot": True,
        "first_name": "Binance Bot",
        "username": BOT_USERNAME,
    }

"""Everything the pretend Telegram knows: people, chats, messages, menus, callback queries."""

import itertools
import random
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from sandbox.telegram import people
from sandbox.telegram.errors import bad_request, forbidden
from sandbox.telegram.feed import Event, Feed
from sandbox.telegram.files import Files
from sandbox.telegram.limits import Clock, FloodControl
from sandbox.telegram.menus import Menus
from sandbox.telegram.messages import Content, Json, Keyboard, StoredMessage
from sandbox.telegram.people import BOT_ID, ChatUser, Group
from sandbox.telegram.updates import UpdateQueue


@dataclass(slots=True)
class CallbackQuery:
    """A press on a button; `answer` holds what the bot answered."""

    id: str
    user_id: int
    message: StoredMessage
    data: str
    asked_at: float
    answer: Json | None = None


@dataclass(frozen=True, slots=True)
class SeenCall:
    """One Bot API call: method, decoded parameters without files, and how it ended."""

    method: str
    params: dict[str, Any]
    status: int


@dataclass(slots=True)
class World:
    """The state of the pretend Telegram; every change of it is published on the feed."""

    clock: Clock
    random: random.Random
    feed: Feed = field(default_factory=Feed)
    users: dict[str, ChatUser] = field(default_factory=people.users)
    files: Files = field(default_factory=Files)
    calls: deque[SeenCall] = field(default_factory=lambda: deque(maxlen=10_000))
    queries: dict[str, CallbackQuery] = field(default_factory=dict)
    callback_seconds: float = 15.0  # a press must be answered within this time
    deletable_seconds: float = 48 * 3600.0  # messages older than this stay
    group: Group = field(init=False)
    menus: Menus = field(init=False)
    updates: UpdateQueue = field(init=False)
    floods: FloodControl = field(init=False)
    _messages: dict[int, dict[int, StoredMessage]] = field(init=False)
    _private_ids: "itertools.count[int]" = field(init=False)
    _group_ids: "itertools.count[int]" = field(init=False)

    def __post_init__(self) -> None:
        """Fill what depends on the clock and the seed."""
        self.group = people.group(self.users)
        self.menus = Menus(self.group)
        self.updates = UpdateQueue(self.feed, self.random.randrange(10**8, 10**9 - 10**7))
        self.floods = FloodControl(self.clock)
        self._messages = {chat_id: {} for chat_id in (*self._private_chats(), self.group.id)}
        self._private_ids = itertools.count(self.random.randrange(100, 900))
        self._group_ids = itertools.count(1)

    def _private_chats(self) -> list[int]:
        return [user.id for user in self.users.values()]

    def now(self) -> int:
        """Give the Unix time, in whole seconds as Telegram counts."""
        return int(self.clock())

    def user(self, user_id: int) -> ChatUser:
        """Give a user by id. Fails with `TelegramError`."""
        for user in self.users.values():
            if user.id == user_id:
                return user
        raise bad_request("user not found")

    def user_json(self, user_id: int) -> Json:
        """Give Telegram's `User` of a person or of the bot."""
        return people.bot_json() if user_id == BOT_ID else self.user(user_id).as_json()

    def chat(self, chat_id: int) -> ChatUser | Group:
        """Give the chat as the bot may use it. Fails with `TelegramError` as Telegram does."""
        if chat_id == self.group.id:
            if not self.group.bot_is_member:
                raise forbidden("bot is not a member of the supergroup chat")
            return self.group
        for user in self.users.values():
            if user.id == chat_id and user.started:
                return user
        raise bad_request("chat not found")

    def writable_chat(self, chat_id: int) -> ChatUser | Group:
        """Give the chat if the bot may write there. Fails with `TelegramError` 400 or 403."""
        chat = self.chat(chat_id)
        if isinstance(chat, ChatUser) and chat.blocked:
            raise forbidden("bot was blocked by the user")
        return chat

    def chat_json(self, chat_id: int) -> Json:
        """Give Telegram's `Chat`."""
        if chat_id == self.group.id:
            return self.group.chat_json()
        return self.user(chat_id).chat_json()

    def message_json(self, message: StoredMessage) -> Json:
        """Give Telegram's `Message`, with the one it replies to."""
        given = message.as_json(self.chat_json(message.chat_id), self.user_json(message.sender_id))
        if message.reply_to is not None:
            given["reply_to_message"] = message.reply_to.as_json(
                self.chat_json(message.chat_id), self.user_json(message.reply_to.sender_id)
            )
        return given

    def message(self, chat_id: int, message_id: int) -> StoredMessage | None:
        """Give a message that has not been deleted."""
        found = self._messages.get(chat_id, {}).get(message_id)
        return None if found is None or found.deleted else found

    def history(self, chat_id: int) -> list[StoredMessage]:
        """Give the messages of a chat that are visible now, oldest first."""
        return [message for message in self._messages[chat_id].values() if not message.deleted]

    def post(self, message: StoredMessage) -> StoredMessage:
        """Put a message into its chat; gives it with id and date."""
        ids = self._group_ids if message.chat_id == self.group.id else self._private_ids
        message.id, message.date = next(ids), self.now()
        self._messages[message.chat_id][message.id] = message
        self.publish("message", message)
        return message

    def edit(self, message: StoredMessage, content: Content, keyboard: Keyboard) -> None:
        """Change a message in place."""
        message.content, message.keyboard = content, keyboard
        message.edited_at, message.revision = self.now(), message.revision + 1
        self.publish("edited", message)

    def delete(self, message: StoredMessage) -> None:
        """Take a message out of its chat, for everybody."""
        message.deleted = True
        self.feed.publish(Event("deleted", message.chat_id, {"message_id": message.id}))

    def publish(self, kind: str, message: StoredMessage) -> None:
        """Tell the watchers of a message."""
        self.feed.publish(Event(kind, message.chat_id, {"message": self.message_json(message)}))

"""What people do: say, press, edit, stop the bot; each becomes an update for the bot."""

from dataclasses import dataclass
from typing import Any

from sandbox.telegram.detection import detect
from sandbox.telegram.errors import bad_request
from sandbox.telegram.feed import Event
from sandbox.telegram.messages import Content, Json, StoredMessage
from sandbox.telegram.people import BOT_ID, BOT_USERNAME, ChatUser, bot_json
from sandbox.telegram.world import CallbackQuery, World

TEXT_LENGTH = 4096


@dataclass(frozen=True, slots=True)
class Sent:
    """A message of a person, and the update that carries it (None: the bot does not get it)."""

    message: StoredMessage
    update_id: int | None


class Persons:
    """The hands of the users."""

    def __init__(self, world: World) -> None:
        self._world = world

    def say(
        self,
        user: ChatUser,
        chat_id: int,
        text: str,
        *,
        reply_to: StoredMessage | None = None,
        extra: Json | None = None,
    ) -> Sent:
        """Write into a chat. Fails with `TelegramError` for an empty or too long text."""
        if not text.strip():
            raise bad_request("message text is empty")
        if len(text) > TEXT_LENGTH:
            raise bad_request("message is too long")
        if chat_id == user.id:
            self.start(user)
        content = Content(text, tuple(detect(text, ())), text)
        message = StoredMessage(chat_id, user.id, content, reply_to=reply_to, extra=extra or {})
        self._world.post(message)
        payload = self._world.message_json(message)
        if not self._reaches_bot(message):
            return Sent(message, None)
        return Sent(message, self._world.updates.push("message", payload))

    def start(self, user: ChatUser) -> None:
        """Let the bot write to a user, as the Start button does."""
        user.started = True
        if user.blocked:
            self.set_blocked(user, blocked=False)

    def set_blocked(self, user: ChatUser, *, blocked: bool) -> None:
        """Stop or restart the bot in the private chat of a user."""
        if user.blocked == blocked:
            return
        user.blocked = blocked
        states = ("member", "kicked") if blocked else ("kicked", "member")
        old, new = (_membership(state) for state in states)
        self._world.updates.push(
            "my_chat_member",
            {
                "chat": user.chat_json(),
                "from": user.as_json(),
                "date": self._world.now(),
                "old_chat_member": old,
                "new_chat_member": new,
            },
        )
        self._world.feed.publish(Event("chat", user.id, {"blocked": blocked}))

    def edit(self, message: StoredMessage, text: str) -> int | None:
        """Change an own message; gives the id of the update."""
        self._world.edit(message, Content(text, tuple(detect(text, ())), text), [])
        return self._world.updates.push("edited_message", self._world.message_json(message))

    def press(self, user: ChatUser, message: StoredMessage, row: int, column: int) -> CallbackQuery:
        """Press a callback button; gives the query that waits for the bot's answer.

        Fails with `TelegramError` when the message has no such button.
        """
        try:
            data = str(message.keyboard[row][column]["callback_data"])
        except (IndexError, KeyError):
            raise bad_request("DATA_INVALID") from None
        query_id = str(self._world.random.randrange(10**17, 10**18))
        query = CallbackQuery(query_id, user.id, message, data, self._world.clock())
        self._world.queries[query_id] = query
        self._world.updates.push(
            "callback_query",
            {
                "id": query_id,
                "from": user.as_json(),
                "message": self._world.message_json(message),
                "chat_instance": str(message.chat_id * 7919),
                "data": data,
            },
        )
        return query

    def _reaches_bot(self, message: StoredMessage) -> bool:
        """Privacy mode: in a group that the bot does not administer it sees only what is meant."""
        group = self._world.group
        if message.chat_id != group.id or group.bot_is_administrator:
            return message.chat_id != group.id or group.bot_is_member
        replied = message.reply_to is not None and message.reply_to.sender_id == BOT_ID
        meant = message.content.text.startswith("/") or f"@{BOT_USERNAME}" in message.content.text
        return group.bot_is_member and (meant or replied)


def _membership(status: str) -> dict[str, Any]:
    left: dict[str, Any] = {"until_date": 0} if status == "kicked" else {}
    return {"status": status, "user": bot_json(), **left}

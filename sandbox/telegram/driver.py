"""The driver for tests: talk to the bot as a user does, and wait for what it does, never for time.

Every wait ends with the event it waits for, or with an `AssertionError` that shows the chat.
"""

import asyncio
from collections.abc import Callable
from typing import Literal, TypeVar

from sandbox.telegram.messages import Json
from sandbox.telegram.people import ChatUser, bot_json
from sandbox.telegram.persons import Persons
from sandbox.telegram.shown import Button, Message
from sandbox.telegram.world import SeenCall, World

__all__ = ["Button", "Conversation", "Message"]

T = TypeVar("T")


class Conversation:
    """A chat with the bot as one user sees it."""

    def __init__(self, world: World, persons: Persons, user: ChatUser, chat_id: int) -> None:
        self.user = user
        self.chat_id = chat_id
        self.last_alert: str | None = None  # the text of the last answer to a press
        self.clipboard: str | None = None  # what a copy button copied last
        self.patience = 40.0  # seconds to wait before giving up; machines may be crowded
        self._world = world
        self._persons = persons

    @property
    def messages(self) -> list[Message]:
        """What is visible now, oldest first, from everybody."""
        return [Message(stored) for stored in self._world.history(self.chat_id)]

    @property
    def calls(self) -> list[SeenCall]:
        """The bot's calls for this chat, and its answers to this user's presses."""
        presses = self._world.queries.values()
        queries = {query.id for query in presses if query.user_id == self.user.id}
        return [
            call
            for call in self._world.calls
            if call.params.get("chat_id") == self.chat_id
            or call.params.get("callback_query_id") in queries
        ]

    @property
    def commands(self) -> list[Json]:
        """The command menu this user sees here."""
        language = self.user.language_code or ""
        return self._world.menus.shown_to(self.user.id, language, self.chat_id)

    def send(
        self,
        text: str,
        *,
        reply_to: Message | None = None,
        forwarded: bool = False,
        via_bot: bool = False,
        extra: Json | None = None,
    ) -> Message:
        """Write without waiting; gives the own message.

        `extra` adds raw fields to the update's message, such as `sender_chat`.
        """
        fields: Json = dict(extra or {})
        if forwarded:
            origin = {"type": "user", "date": self._world.now(), "sender_user": bot_json()}
            fields["forward_origin"] = origin
        if via_bot:
            fields["via_bot"] = bot_json()
        replied = None if reply_to is None else reply_to.stored
        sent = self._persons.say(self.user, self.chat_id, text, reply_to=replied, extra=fields)
        return Message(sent.message, sent.update_id)

    async def say(self, text: str, *, reply_to: Message | None = None) -> Message:
        """Write, and give the bot's next new message in this chat."""
        own = self.send(text, reply_to=reply_to)
        return await self.next_message(own)

    async def next_message(self, after: Message) -> Message:
        """Give the bot's first message that came after another one of this chat."""
        return await self.wait_for(lambda message: message.from_bot and message.id > after.id)

    async def wait_for(self, wanted: Callable[[Message], bool]) -> Message:
        """Give the first visible message that is as wanted, as soon as there is one."""
        return await self.until(
            lambda: next((message for message in self.messages if wanted(message)), None),
        )

    async def vanishing(self, message: Message) -> None:
        """Wait until a message has been deleted."""
        await self.until(lambda: message.deleted or None)

    async def confirmed(self, own: Message) -> None:
        """Wait until the bot has confirmed the update of a message that was sent."""
        update_id = own.update_id
        assert update_id is not None, f"the bot is not told of {own!r}"  # noqa: S101 - a test's
        await self.until(lambda: self._world.updates.is_confirmed(update_id) or None)

    async def press(
        self,
        message: Message,
        label: str,
        *,
        expect: Literal["answer", "edit", "message"] = "answer",
    ) -> Message:
        """Press a button by its label (exact, or else contained).

        Waits for the answer to the press, and with `expect` for the next edit of the message or
        for a new message too. Gives the message as it is afterwards, or the new one. A copy
        button fills `clipboard`; a disabled one fails.
        """
        button, row, column = self._button(message, label)
        if button.copy_text is not None:
            self.clipboard = button.copy_text
            return message
        newest, revision = self.messages[-1], message.revision
        query = self._persons.press(self.user, message.stored, row, column)
        answer = await self.until(lambda: query.answer)
        self.last_alert = answer.get("text")
        if expect == "edit":
            await self.until(lambda: message.revision > revision or None)
        if expect == "message":
            return await self.next_message(newest)
        return message

    def press_only(self, message: Message, label: str) -> None:
        """Press a button and wait for nothing."""
        _, row, column = self._button(message, label)
        self._persons.press(self.user, message.stored, row, column)

    def edit(self, message: Message, text: str) -> None:
        """Change an own message."""
        self._persons.edit(message.stored, text)

    def block(self) -> None:
        """Stop the bot in the private chat; it gets 403 from now on."""
        self._persons.set_blocked(self.user, blocked=True)

    def unblock(self) -> None:
        """Start the bot again."""
        self._persons.set_blocked(self.user, blocked=False)

    async def until(self, look: Callable[[], T | None]) -> T:
        """Give what `look` finds, as soon as it finds something."""
        try:
            async with asyncio.timeout(self.patience):
                while (found := look()) is None:
                    await self._world.feed.change()
        except TimeoutError:
            lines = "\n  ".join(repr(message) for message in self.messages[-12:])
            raise AssertionError(
                f"nothing of the kind within {self.patience:g} s; the chat shows\n  {lines}"
            ) from None
        return found

    def _button(self, message: Message, label: str) -> tuple[Button, int, int]:
        places = [
            (button, row, column)
            for row, buttons in enumerate(message.buttons)
            for column, button in enumerate(buttons)
        ]
        exact = [place for place in places if place[0].text == label]
        for place in exact + [place for place in places if label in place[0].text]:
            if place[0].disabled:
                raise AssertionError(f"the button {place[0].text!r} is disabled")
            return place
        raise AssertionError(f"no button {label!r} on {message!r}")

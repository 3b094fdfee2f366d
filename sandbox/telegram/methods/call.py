"""One call of a method: what it may use."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from sandbox.telegram.errors import bad_request
from sandbox.telegram.messages import Content, Json, StoredMessage
from sandbox.telegram.parameters import Parameters
from sandbox.telegram.texts import caption, message_text
from sandbox.telegram.webhook import Webhook
from sandbox.telegram.world import World


@dataclass(frozen=True, slots=True)
class Call:
    """The state and the parameters."""

    world: World
    params: Parameters
    webhook: Webhook

    def text(self) -> Content:
        """Read `text` with its parse mode. Fails with `TelegramError`."""
        mode, marked = self.params.text("parse_mode"), self.params.objects("entities")
        return message_text(self.params.text("text"), mode, marked)

    def caption(self) -> Content:
        """Read `caption` with its parse mode. Fails with `TelegramError`."""
        mode, marked = self.params.text("parse_mode"), self.params.objects("caption_entities")
        return caption(self.params.text("caption"), mode, marked)

    def message(self, missing: str) -> StoredMessage:
        """Give the message named by chat and id. Fails with `TelegramError`."""
        chat_id = self.params.chat_id()
        self.world.chat(chat_id)
        found = self.world.message(chat_id, self.params.number("message_id"))
        if found is None:
            raise bad_request(missing)
        return found

    def shown(self, message: StoredMessage) -> Json:
        """Give Telegram's `Message`."""
        return self.world.message_json(message)


Method = Callable[[Call], Awaitable[Any]]

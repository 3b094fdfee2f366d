"""Updates that no honest client sends: Telegram passes callback data on as it comes."""

import itertools
from typing import Any

from sandbox.server import Sandbox
from sandbox.telegram.messages import Content, StoredMessage
from sandbox.telegram.people import bot_json
from sandbox.telegram.world import CallbackQuery

NUMBERS = itertools.count(1)


async def forged_press(
    sandbox: Sandbox,
    role: str,
    data: str,
    *,
    group: bool = False,
    inaccessible: bool = False,
    without_message: bool = False,
) -> CallbackQuery:
    """Send a press of a button that may not exist, and wait for its answer."""
    world = sandbox.telegram.world
    user = world.users[role]
    chat = world.group.chat_json() if group else user.chat_json()
    message: dict[str, Any] = {"message_id": 1, "chat": chat, "date": 0}
    if not inaccessible:
        message |= {"date": world.now(), "from": bot_json(), "text": "a card"}
    query_id = f"forged-{next(NUMBERS)}"
    stored = StoredMessage(chat["id"], bot_json()["id"], Content("a card", (), "a card"))
    query = CallbackQuery(query_id, user.id, stored, data, world.clock())
    world.queries[query_id] = query
    update = {"id": query_id, "from": user.as_json(), "chat_instance": "1", "data": data}
    world.updates.push(
        "callback_query", update if without_message else {**update, "message": message}
    )
    await sandbox.telegram.chat(role).until(lambda: query.answer)
    return query

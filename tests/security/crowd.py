"""Many people at once: what one hostile person with many accounts has."""

from sandbox.server import Sandbox
from sandbox.telegram.driver import Conversation
from sandbox.telegram.messages import Content, StoredMessage
from sandbox.telegram.people import ChatUser, bot_json
from sandbox.telegram.world import CallbackQuery

FIRST_ID = 6_000_001


def crowd(sandbox: Sandbox, count: int) -> list[Conversation]:
    """Give the private chats of people the bot has never seen."""
    world = sandbox.telegram.world
    for number in range(count):
        person = ChatUser(FIRST_ID + number, f"Eve {number}", None, "en")
        world.users[f"eve{number}"] = person
        world._messages[person.id] = {}
    return [sandbox.telegram.chat(f"eve{number}") for number in range(count)]


def press_nothing(sandbox: Sandbox, chat: Conversation, times: int) -> list[CallbackQuery]:
    """Press a button that never was, without waiting; give the presses."""
    world = sandbox.telegram.world
    stored = StoredMessage(chat.chat_id, bot_json()["id"], Content("a card", (), "a card"))
    pressed = []
    for number in range(times):
        query_id = f"stray-{chat.user.id}-{number}"
        query = CallbackQuery(query_id, chat.user.id, stored, "help", world.clock())
        world.queries[query_id] = query
        message = {"message_id": 1, "chat": chat.user.chat_json(), "date": 1, "text": "a card"}
        update = {"id": query_id, "chat_instance": "1", "data": "help", "message": message}
        world.updates.push("callback_query", update | {"from": chat.user.as_json()})
        pressed.append(query)
    return pressed

"""deleteMessage and deleteMessages."""

from sandbox.telegram.errors import bad_request
from sandbox.telegram.messages import StoredMessage
from sandbox.telegram.methods.call import Call, Method
from sandbox.telegram.people import BOT_ID


async def delete_message(call: Call) -> bool:
    """Take one message away, for everybody."""
    message = call.message("message to delete not found")
    _check_deletable(call, message)
    call.world.delete(message)
    return True


async def delete_messages(call: Call) -> bool:
    """Take up to 100 messages away; those that are not there are skipped."""
    chat_id = call.params.chat_id()
    call.world.chat(chat_id)
    ids = call.params.structure("message_ids")
    if not isinstance(ids, list) or not 1 <= len(ids) <= 100:
        raise bad_request("there must be 1 to 100 message identifiers")
    for message_id in ids:
        message = call.world.message(chat_id, int(message_id))
        if message is not None:
            _check_deletable(call, message)
            call.world.delete(message)
    return True


def _check_deletable(call: Call, message: StoredMessage) -> None:
    """Refuse old messages, and those of others in a group the bot does not administer."""
    group = call.world.group
    foreign = message.sender_id != BOT_ID and message.chat_id == group.id
    too_old = call.world.clock() - message.date > call.world.deletable_seconds
    if too_old or (foreign and not group.bot_is_administrator):
        raise bad_request("message can't be deleted")


METHODS: dict[str, Method] = {
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
}

"""answerCallbackQuery."""

from sandbox.telegram.errors import bad_request
from sandbox.telegram.feed import Event
from sandbox.telegram.methods.call import Call, Method

ANSWER_LENGTH = 200


async def answer_callback_query(call: Call) -> bool:
    """Answer a press: nothing, a toast, or an alert."""
    query = call.world.queries.get(call.params.text("callback_query_id"))
    now = call.world.clock()
    late = query is None or now - query.asked_at > call.world.callback_seconds
    if query is None or query.answer is not None or late:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    text = call.params.text("text")
    if len(text) > ANSWER_LENGTH:
        raise bad_request("MESSAGE_TOO_LONG")
    query.answer = {
        "query_id": query.id,
        "user_id": query.user_id,
        "message_id": query.message.id,
        "text": text or None,
        "show_alert": call.params.flag("show_alert"),
        "url": call.params.text("url") or None,
    }
    call.world.feed.publish(Event("answer", query.message.chat_id, query.answer))
    return True


METHODS: dict[str, Method] = {"answerCallbackQuery": answer_callback_query}

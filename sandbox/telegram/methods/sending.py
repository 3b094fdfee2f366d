"""sendMessage, sendPhoto, sendDocument, sendChatAction."""

from dataclasses import replace
from typing import Any

from sandbox.telegram.errors import bad_request
from sandbox.telegram.feed import Event
from sandbox.telegram.files import StoredFile
from sandbox.telegram.keyboards import inline_keyboard
from sandbox.telegram.messages import Content, Json, StoredMessage
from sandbox.telegram.methods.call import Call, Method
from sandbox.telegram.people import BOT_ID

ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}


async def send_message(call: Call) -> Json:
    """Put a text into a chat."""
    return _send(call, call.text())


async def send_photo(call: Call) -> Json:
    """Put a picture into a chat."""
    return _send(call, replace(call.caption(), file=photo(call, call.params.text("photo"))))


async def send_document(call: Call) -> Json:
    """Put a file into a chat."""
    return _send(call, replace(call.caption(), file=document(call, call.params.text("document"))))


async def send_chat_action(call: Call) -> bool:
    """Show for some seconds what the bot is doing."""
    chat_id = call.params.chat_id()
    call.world.writable_chat(chat_id)
    action = call.params.required("action")
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    call.world.feed.publish(Event("action", chat_id, {"action": action}))
    return True


def photo(call: Call, value: str) -> StoredFile:
    """Give the picture a parameter names: uploaded now, or known by its id."""
    if upload := call.params.upload(value or "photo"):
        spoiler = call.params.flag("has_spoiler")
        return call.world.files.add_photo(upload.name, upload.body, has_spoiler=spoiler)
    return _known(call, value, "photo")


def document(call: Call, value: str) -> StoredFile:
    """Give the file a parameter names: uploaded now, or known by its id."""
    if upload := call.params.upload(value or "document"):
        return call.world.files.add_document(upload.name, upload.content_type, upload.body)
    return _known(call, value, "document")


def _known(call: Call, value: str, kind: str) -> StoredFile:
    if not value:
        raise bad_request(f"there is no {kind} in the request")
    found = call.world.files.find(value)
    if found is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if found.kind != kind:
        raise bad_request(f"can't use file of type {found.kind} as {kind}")
    return found


def _send(call: Call, content: Content) -> Json:
    chat_id = call.params.chat_id()
    call.world.writable_chat(chat_id)
    keyboard = inline_keyboard(call.params.structure("reply_markup"))
    replied = _replied(call, chat_id)
    call.world.floods.count(chat_id)
    message = StoredMessage(chat_id, BOT_ID, content, keyboard, replied)
    return call.shown(call.world.post(message))


def _replied(call: Call, chat_id: int) -> StoredMessage | None:
    asked: Any = call.params.structure("reply_parameters") or {}
    message_id = asked.get("message_id") or call.params.number("reply_to_message_id")
    if not message_id:
        return None
    found = call.world.message(chat_id, int(message_id))
    if found is None and not asked.get("allow_sending_without_reply"):
        raise bad_request("message to be replied not found")
    return found


METHODS: dict[str, Method] = {
    "sendMessage": send_message,
    "sendPhoto": send_photo,
    "sendDocument": send_document,
    "sendChatAction": send_chat_action,
}

"""editMessageText, editMessageCaption, editMessageMedia, editMessageReplyMarkup."""

from dataclasses import replace

from sandbox.telegram.errors import bad_request
from sandbox.telegram.keyboards import inline_keyboard
from sandbox.telegram.messages import Content, Json, StoredMessage
from sandbox.telegram.methods.call import Call, Method
from sandbox.telegram.methods.sending import document, photo
from sandbox.telegram.people import BOT_ID
from sandbox.telegram.texts import caption


async def edit_message_text(call: Call) -> Json:
    """Change the text of a message of the bot."""
    message = _own(call)
    if message.content.file is not None:
        raise bad_request("there is no text in the message to edit")
    return _edit(call, message, call.text())


async def edit_message_caption(call: Call) -> Json:
    """Change the caption of a photo or document of the bot."""
    message = _own(call)
    if message.content.file is None:
        raise bad_request("there is no caption in the message to edit")
    return _edit(call, message, replace(call.caption(), file=message.content.file))


async def edit_message_media(call: Call) -> Json:
    """Replace photo or document, and caption, of a message of the bot."""
    message = _own(call)
    media = call.params.structure("media")
    if not isinstance(media, dict) or media.get("type") not in {"photo", "document"}:
        raise bad_request("can't parse InputMedia: type must be photo or document")
    words = caption(
        str(media.get("caption") or ""),
        str(media.get("parse_mode") or ""),
        media.get("caption_entities"),
    )
    take = photo if media["type"] == "photo" else document
    return _edit(call, message, replace(words, file=take(call, str(media.get("media") or ""))))


async def edit_message_reply_markup(call: Call) -> Json:
    """Change the inline keyboard only."""
    message = _own(call)
    return _edit(call, message, message.content)


def _own(call: Call) -> StoredMessage:
    call.world.writable_chat(call.params.chat_id())
    message = call.message("message to edit not found")
    if message.sender_id != BOT_ID:
        raise bad_request("message can't be edited")
    return message


def _edit(call: Call, message: StoredMessage, content: Content) -> Json:
    keyboard = inline_keyboard(call.params.structure("reply_markup"))
    old = message.content
    same = (content.text, content.entities, content.file) == (old.text, old.entities, old.file)
    if same and keyboard == message.keyboard:
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly "
            "the same as a current content and reply markup of the message"
        )
    call.world.floods.count(message.chat_id)
    call.world.edit(message, content, keyboard)
    return call.shown(message)


METHODS: dict[str, Method] = {
    "editMessageText": edit_message_text,
    "editMessageCaption": edit_message_caption,
    "editMessageMedia": edit_message_media,
    "editMessageReplyMarkup": edit_message_reply_markup,
}

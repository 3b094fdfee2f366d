"""Edits and deletions follow Telegram's rules."""

from typing import Any

from sandbox.telegram import Telegram
from tests.sandbox.telegram.conftest import Hands
from tests.sandbox.telegram.serving import Api

NOT_MODIFIED = "Bad Request: message is not modified"
MARKUP = {"inline_keyboard": [[{"text": "🔄", "callback_data": "r"}]]}


async def sent(api: Api, chat_id: int, **params: Any) -> dict[str, Any]:
    """Send a message; gives what names it."""
    message = await api.result("sendMessage", chat_id=chat_id, text="one", **params)
    return {"chat_id": chat_id, "message_id": message["message_id"]}


async def test_an_edit_changes_the_message_in_place(
    api: Api, telegram: Telegram, owner_id: int
) -> None:
    """Text and keyboard change; a keyboard that is left out goes away."""
    place = await sent(api, owner_id, reply_markup=MARKUP)
    shown = telegram.chat("owner").messages[-1]
    assert shown.labels == [["🔄"]]

    edited = await api.result("editMessageText", **place, text="two")

    assert (shown.text, shown.labels, shown.edited) == ("two", [], True)
    assert edited["edit_date"] >= edited["date"]


async def test_the_same_again_is_not_modified(api: Api, owner_id: int) -> None:
    """Neither by text nor by keyboard; markup that parses to the same is the same."""
    place = await sent(api, owner_id, reply_markup=MARKUP)
    same = {"text": "one", "reply_markup": MARKUP}
    assert (await api.refusal("editMessageText", **place, **same)).startswith(NOT_MODIFIED)
    again = await api.refusal("editMessageReplyMarkup", **place, reply_markup=MARKUP)
    assert again.startswith(NOT_MODIFIED)

    changed = await api.result("editMessageReplyMarkup", **place)

    assert "reply_markup" not in changed


async def test_only_own_messages_that_are_there_can_be_edited(
    api: Api, telegram: Telegram, owner_id: int
) -> None:
    """A user's message cannot be edited, a vanished one is not found."""
    own = telegram.chat("owner").send("mine")
    foreign = {"chat_id": owner_id, "message_id": own.id, "text": "yours"}
    assert await api.refusal("editMessageText", **foreign) == "Bad Request: message can't be edited"
    place = await sent(api, owner_id)
    assert await api.result("deleteMessage", **place) is True

    refusal = await api.refusal("editMessageText", **place, text="two")

    assert refusal == "Bad Request: message to edit not found"


async def test_a_text_has_no_caption(api: Api, owner_id: int) -> None:
    """The caption of a text message cannot be edited."""
    refusal = await api.refusal("editMessageCaption", **await sent(api, owner_id), caption="x")

    assert refusal == "Bad Request: there is no caption in the message to edit"


async def test_messages_older_than_two_days_stay(
    api: Api, telegram: Telegram, owner_id: int, hands: Hands
) -> None:
    """Within 48 hours a message of anybody can be deleted, later nobody's."""
    young, old = await sent(api, owner_id), telegram.chat("owner").send("secret")
    assert await api.result("deleteMessage", **young) is True
    hands.now += 48 * 3600 + 1

    refusal = await api.refusal("deleteMessage", chat_id=owner_id, message_id=old.id)

    assert refusal == "Bad Request: message can't be deleted"
    assert not old.deleted


async def test_deleting_twice_finds_nothing(api: Api, owner_id: int) -> None:
    """The second deletion is refused, many at once skip what is gone."""
    place = await sent(api, owner_id)
    await api.result("deleteMessage", **place)
    refusal = await api.refusal("deleteMessage", **place)
    many = {"chat_id": owner_id, "message_ids": [place["message_id"], 1]}

    assert refusal == "Bad Request: message to delete not found"
    assert await api.result("deleteMessages", **many) is True
    assert "1 to 100" in await api.refusal("deleteMessages", **many | {"message_ids": []})


async def test_in_a_group_foreign_messages_need_an_administrator(
    api: Api, telegram: Telegram
) -> None:
    """An administrating bot may delete them, another may not."""
    own = telegram.chat("guest", group=True).send("secret")
    place = {"chat_id": telegram.group.id, "message_id": own.id}
    telegram.group.bot_is_administrator = False
    assert await api.refusal("deleteMessage", **place) == "Bad Request: message can't be deleted"
    telegram.group.bot_is_administrator = True

    await api.result("deleteMessage", **place)

    assert own.deleted
    assert telegram.chat("owner", group=True).messages == []

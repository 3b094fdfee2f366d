"""The driver waits for events and says clearly what did not happen."""

import pytest

from sandbox.telegram import Telegram
from tests.sandbox.telegram.conftest import Hands
from tests.sandbox.telegram.serving import Api

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


async def test_waiting_in_vain_shows_the_chat(telegram: Telegram) -> None:
    """The error holds what is visible, so that one sees why."""
    owner = telegram.chat("owner")
    owner.patience = 0.01

    with pytest.raises(AssertionError, match="by user: '/p btc'"):
        await owner.say("/p btc")


async def test_a_press_ends_with_the_answer(api: Api, telegram: Telegram, hands: Hands) -> None:
    """The bot gets the data once; a second or a late answer is too old."""
    owner = telegram.chat("owner")
    keys = [[{"text": "Go now", "callback_data": "go"}, {"text": "No", "disabled": {}}]]
    markup = {"inline_keyboard": keys}
    await api.result("sendMessage", chat_id=owner.chat_id, text="x", reply_markup=markup)
    card = owner.messages[-1]
    owner.press_only(card, "Go")
    [update] = await api.result("getUpdates")
    query = {"callback_query_id": update["callback_query"]["id"]}
    assert update["callback_query"]["data"] == "go"
    assert await api.result("answerCallbackQuery", **query) is True
    assert TOO_OLD in await api.refusal("answerCallbackQuery", **query)
    owner.press_only(card, "Go")
    hands.now += 16
    late = (await api.result("getUpdates"))[-1]["callback_query"]["id"]

    assert TOO_OLD in await api.refusal("answerCallbackQuery", callback_query_id=late)
    with pytest.raises(AssertionError, match="the button 'No' is disabled"):
        owner.press_only(card, "No")


async def test_messages_can_be_forwarded_edited_or_sent_by_other_means(
    api: Api, telegram: Telegram
) -> None:
    """What a bot must not take for a command can be sent to it."""
    owner = telegram.chat("owner")
    owner.send("one", forwarded=True)
    owner.send("two", via_bot=True)
    owner.send("three", extra={"sender_chat": telegram.group.chat_json()})
    owner.edit(owner.send("four"), "five")
    updates = await api.result("getUpdates")

    assert updates[0]["message"]["forward_origin"]["type"] == "user"
    assert updates[1]["message"]["via_bot"]["is_bot"] is True
    assert updates[2]["message"]["sender_chat"]["type"] == "supergroup"
    assert updates[4]["edited_message"]["text"] == "five"


async def test_a_deletion_can_be_waited_for(api: Api, telegram: Telegram) -> None:
    """The message is deleted, and gone from what is visible."""
    owner = telegram.chat("owner")
    secret = owner.send("secret")
    await api.result("deleteMessage", chat_id=owner.chat_id, message_id=secret.id)
    await owner.vanishing(secret)

    assert secret.deleted
    assert owner.messages == []


async def test_the_group_is_one_for_both(telegram: Telegram) -> None:
    """What one member writes the other sees."""
    telegram.chat("guest", group=True).send("hello")

    assert [message.text for message in telegram.chat("owner", group=True).messages] == ["hello"]

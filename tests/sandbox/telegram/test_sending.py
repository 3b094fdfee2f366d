"""Messages the bot sends: who may be written to, what comes back, what people see."""

import pytest

from sandbox.telegram import Telegram
from tests.sandbox.telegram.serving import Api

BLOCKED = "Forbidden: bot was blocked by the user"


async def test_a_message_reaches_the_chat(api: Api, telegram: Telegram, owner_id: int) -> None:
    """The text is parsed, the answer is the message as Telegram gives it."""
    sent = await api.result("sendMessage", chat_id=owner_id, text="<b>Hi</b>", parse_mode="HTML")

    shown = telegram.chat("owner").messages[-1]
    assert sent["text"] == shown.text == "Hi"
    assert sent["entities"] == [{"type": "bold", "offset": 0, "length": 2}]
    assert sent["chat"]["type"] == "private"
    assert sent["from"]["is_bot"] is True
    assert shown.html == "<b>Hi</b>"
    assert shown.id == sent["message_id"]


async def test_only_people_who_wrote_first_can_be_written_to(api: Api, telegram: Telegram) -> None:
    """A stranger's chat is unknown until they write."""
    stranger = telegram.chat("stranger")
    params = {"chat_id": stranger.user.id, "text": "hello"}
    assert await api.refusal("sendMessage", **params) == "Bad Request: chat not found"

    stranger.send("/start")

    assert (await api.result("sendMessage", **params))["text"] == "hello"


async def test_who_blocked_the_bot_gets_nothing(api: Api, telegram: Telegram) -> None:
    """Sending, editing and actions are refused with 403 until they start again."""
    guest = telegram.chat("guest")
    params = {"chat_id": guest.user.id, "text": "hello"}
    guest.block()
    assert await api.refusal("sendMessage", **params) == BLOCKED
    assert await api.refusal("sendChatAction", **params, action="typing") == BLOCKED
    guest.send("/start")

    assert (await api.result("sendMessage", **params))["text"] == "hello"


async def test_blocking_is_an_update(api: Api, telegram: Telegram) -> None:
    """The bot learns of a block as my_chat_member."""
    telegram.chat("guest").block()

    [update] = await api.result("getUpdates")

    assert update["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    assert update["my_chat_member"]["old_chat_member"]["status"] == "member"


async def test_a_reply_carries_what_it_replies_to(
    api: Api, telegram: Telegram, owner_id: int
) -> None:
    """A vanished message can only be replied to when the bot allows it."""
    asked = telegram.chat("owner").send("hello")
    replied = {"reply_parameters": {"message_id": asked.id}}
    sent = await api.result("sendMessage", chat_id=owner_id, text="yes", **replied)
    await api.result("deleteMessage", chat_id=owner_id, message_id=asked.id)
    gone = await api.refusal("sendMessage", chat_id=owner_id, text="yes", **replied)
    allowed = {"message_id": asked.id, "allow_sending_without_reply": True}
    late = await api.result("sendMessage", chat_id=owner_id, text="yes", reply_parameters=allowed)

    assert sent["reply_to_message"]["text"] == "hello"
    assert gone == "Bad Request: message to be replied not found"
    assert "reply_to_message" not in late


@pytest.mark.parametrize(
    ("params", "reason"),
    [
        ({"text": "x"}, "chat_id is empty"),
        ({"text": "x", "chat_id": "@nobody"}, "chat not found"),
        ({"text": "x", "chat_id": 1}, "chat not found"),
        ({"chat_id": 5_001_001}, "message text is empty"),
        ({"chat_id": 5_001_001, "text": "x", "reply_markup": "{"}, "can't parse reply_markup"),
        ({"chat_id": 5_001_001, "text": "x", "rich_message": {}}, "does not know rich_message"),
    ],
)
async def test_wrong_parameters_are_refused(
    api: Api, params: dict[str, object], reason: str
) -> None:
    """The refusal says which parameter is wrong."""
    assert reason in await api.refusal("sendMessage", **params)


async def test_the_ledger_keeps_every_call(api: Api, telegram: Telegram, owner_id: int) -> None:
    """Method, decoded parameters and status of each call, refused ones too, polling left out."""
    await api.result("sendMessage", chat_id=owner_id, text="a")
    await api.refusal("sendMessage", chat_id=owner_id, text="")
    await api.result("getUpdates")

    calls = telegram.chat("owner").calls
    assert [(call.method, call.status) for call in calls] == [
        ("sendMessage", 200),
        ("sendMessage", 400),
    ]
    assert telegram.calls[0].params == {"chat_id": owner_id, "text": "a"}


async def test_a_wrong_token_is_refused(api: Api) -> None:
    """A token of the right shape is 401, anything else 404, and so is an unknown method."""
    assert await api.refusal("getSomething") == "Not Found: method not found"
    right, api.base = api.base, api.base[:-1] + "!"
    assert await api.refusal("getMe") == "Not Found"
    api.base = right[:-1] + ("a" if right[-1] != "a" else "b")

    assert await api.refusal("getMe") == "Unauthorized"

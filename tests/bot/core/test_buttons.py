"""Presses: every one is answered, whatever it carries and wherever it comes from."""

import string

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.main import App
from sandbox.exchange import Exchange
from sandbox.server import Sandbox
from sandbox.telegram.driver import Conversation
from tests.bot.core.forged import forged_press


async def test_card_changes_in_place(owner: Conversation) -> None:
    """A button shows the next card in the same message."""
    card = await owner.say("/users")

    detail = await owner.press(card, "1", expect="edit")
    back = await owner.press(detail, "All users", expect="edit")

    assert back.text.startswith("Users")
    assert len([message for message in owner.messages if message.from_bot]) == 1


async def test_card_without_news_is_answered(sandbox: Sandbox, owner: Conversation) -> None:
    """Telegram's complaint that nothing changed reaches nobody."""
    card = await owner.say("/users")

    after = await owner.press(card, "Refresh")
    refusals = [call for call in sandbox.telegram.calls if call.status == 400]

    assert len(refusals) == 1
    assert not after.edited
    assert owner.last_alert is None


@pytest.mark.parametrize("data", ["gone:1", "p", "p:BTC:extra", "user:x:y", "", ":::", "help:1"])
async def test_stale_button_says_so(
    sandbox: Sandbox, guest: Conversation, exchange: Exchange, data: str
) -> None:
    """A button of another version is told to be too old, with the way on."""
    query = await forged_press(sandbox, "guest", data)

    assert guest.user.id == query.user_id
    assert query.answer is not None
    assert "too old" in query.answer["text"]
    assert query.answer["show_alert"] is True
    assert exchange.requests == []


@pytest.mark.parametrize("options", [{"inaccessible": True}, {"without_message": True}])
async def test_press_on_a_message_out_of_reach(
    sandbox: Sandbox, guest: Conversation, options: dict[str, bool]
) -> None:
    """A card that Telegram no longer shows the bot is answered, not edited."""
    assert guest.user.id
    query = await forged_press(sandbox, "guest", "pf", **options)

    assert query.answer is not None
    assert "too old" in query.answer["text"]


async def test_private_button_in_a_group_shows_nothing(
    sandbox: Sandbox, bot_app: App, exchange: Exchange
) -> None:
    """A forged press in a group never shows an account there."""
    assert bot_app.parts.username
    query = await forged_press(sandbox, "owner", "pf", group=True)

    assert query.answer is not None
    assert "private chat only" in query.answer["text"]
    assert exchange.requests == []


async def test_admin_button_of_somebody_else(sandbox: Sandbox, guest: Conversation) -> None:
    """A person who is no administrator is told so."""
    assert guest.user.id
    query = await forged_press(sandbox, "guest", "status")

    assert query.answer is not None
    assert "for administrators" in query.answer["text"]


async def test_private_button_without_a_key(
    sandbox: Sandbox, guest: Conversation, exchange: Exchange
) -> None:
    """Where the answer has buttons of its own it comes as a message, and the press is answered."""
    last = guest.messages[-1:]
    query = await forged_press(sandbox, "guest", "pf")
    reply = await guest.wait_for(lambda message: message.from_bot and message not in last)

    assert query.answer is not None
    assert "/setkey" in reply.text
    assert exchange.requests == []


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.text(alphabet=string.printable + "ÄЯ币\U0001f600\u202e", max_size=40))
async def test_any_callback_data_is_answered(
    sandbox: Sandbox, guest: Conversation, exchange: Exchange, data: str
) -> None:
    """Callback data is input like any other: it is answered and does no harm."""
    assert guest.user.id
    query = await forged_press(sandbox, "guest", data)

    assert query.answer is not None
    assert "went wrong" not in str(query.answer.get("text"))
    assert exchange.requests == []

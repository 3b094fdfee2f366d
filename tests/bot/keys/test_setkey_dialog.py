"""The dialog of /setkey: how it ends, what it remembers, and where it does not begin."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from bot.main import App
from sandbox.exchange import Exchange
from sandbox.server import Sandbox
from sandbox.telegram.driver import Conversation
from tests.bot.keys.dialog import (
    answered,
    both,
    hmac_key,
    public_key_in,
    questions,
)


async def test_a_failed_deletion_is_told(
    guest: Conversation, exchange: Exchange, sandbox: Sandbox
) -> None:
    """Where the message stays, the user is asked to delete it; the key is taken all the same."""
    sandbox.telegram.faults.inject("deleteMessage", "error", status=400)
    own, warning = await answered(guest, f"/setkey {both(hmac_key(exchange))}")
    card = await guest.next_message(warning)

    assert not own.deleted
    assert "delete it yourself" in warning.text
    assert "Key saved" in card.text


@pytest.mark.parametrize("how", ["button", "command"])
async def test_cancelling_ends_the_dialog(
    guest: Conversation, exchange: Exchange, bot_app: App, how: str
) -> None:
    """After Cancel or /cancel an API key is no answer any more, but a secret in the chat."""
    prompt = await guest.say("/setkey")
    if how == "button":
        await guest.press(prompt, "Cancel", expect="edit")
    else:
        await guest.say("/cancel")
    own, answer = await answered(guest, hmac_key(exchange).api_key)

    assert own.deleted
    assert "looked like" in answer.text
    assert questions(exchange) == 0
    assert await bot_app.parts.keys.keys_of(guest.user.id) == []


async def test_a_stale_cancel_says_so(guest: Conversation) -> None:
    """A button of a dialog that is over changes nothing."""
    prompt = await guest.say("/setkey")
    await guest.press(prompt, "Cancel", expect="edit")
    again = await guest.say("/setkey")
    await guest.say("/cancel")
    await guest.press(again, "Cancel")

    assert guest.last_alert is not None
    assert "over" in guest.last_alert


async def test_the_dialog_ends_after_ten_minutes(guest: Conversation, exchange: Exchange) -> None:
    """A key that comes too late is deleted and not taken."""
    prompt = await guest.say("/setkey")
    issued = exchange.create_key("guest", public_key=public_key_in(prompt))
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=11), tick=True):
        own, answer = await answered(guest, issued.api_key)

    assert own.deleted
    assert "10 minutes" in answer.text
    assert questions(exchange) == 0


async def test_the_dialog_remembers_no_secret(
    guest: Conversation, exchange: Exchange, bot_app: App
) -> None:
    """What the dialog keeps in memory is a name and a time."""
    issued = hmac_key(exchange)
    prompt = await guest.say("/setkey")
    await guest.press(prompt, "I have a key and a secret", expect="message")
    await answered(guest, issued.api_key)
    context = bot_app.dispatcher.fsm.get_context(bot_app.bot, guest.chat_id, guest.user.id)
    data = await context.get_data()

    assert set(data) == {"label", "since"}
    assert issued.api_key not in repr(data)


async def test_in_a_group_the_command_is_deleted_and_refused(
    sandbox: Sandbox, exchange: Exchange, bot_app: App
) -> None:
    """Nothing of it stays in the group, nothing reaches Binance, and a link leads on."""
    group = sandbox.telegram.chat("guest", group=True)
    own, answer = await answered(group, f"/setkey {both(hmac_key(exchange))}")

    assert own.deleted
    assert answer.buttons[0][0].url == "https://t.me/binance_sandbox_bot?start=setkey"
    assert questions(exchange) == 0
    assert await bot_app.parts.keys.keys_of(group.user.id) == []


async def test_the_link_of_the_group_begins_the_dialog(guest: Conversation) -> None:
    """Following it, /start setkey is /setkey."""
    prompt = await guest.say("/start setkey")

    assert "Add a Binance key" in prompt.text


async def test_the_link_from_a_group_leads_into_the_dialog(
    sandbox: Sandbox, bot_app: App, guest: Conversation
) -> None:
    """Whoever follows it is asked for the key at once."""
    assert bot_app.parts.username
    group = sandbox.telegram.chat("guest", group=True)
    refusal = await group.say("/setkey")
    parameter = str(refusal.buttons[0][0].url).partition("?start=")[2]

    reply = await guest.say(f"/start {parameter}")

    assert "Add a Binance key" in reply.text

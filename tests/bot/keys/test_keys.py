"""/keys as a user lives it."""

import pytest
from sqlalchemy import update

from bot.main import App
from sandbox.exchange import Exchange
from sandbox.exchange.keys import Rights
from sandbox.server import Sandbox
from sandbox.telegram.driver import Conversation
from storage.models import ApiKeyRow
from tests.bot.keys.dialog import RIGHTS, add_hmac, questions


async def test_without_a_key_the_way_to_one_is_shown(guest: Conversation) -> None:
    """The list is empty and its button begins the dialog."""
    card = await guest.say("/keys")
    prompt = await guest.press(card, "Add key", expect="message")

    assert "No Binance key yet" in card.text
    assert "Add a Binance key" in prompt.text


async def test_the_list_masks_every_key(guest: Conversation, exchange: Exchange) -> None:
    """Name, last four characters, type, rights and ages are there; the key is not."""
    issued = await add_hmac(guest, exchange)
    card = await guest.say("/keys")

    assert f"Main · …{issued.api_key[-4:]} · in use" in card.text
    assert "HMAC · Reading, Spot trading · trusted IPs only" in card.text
    assert "added" in card.text
    assert "checked" in card.text
    assert issued.api_key not in card.text
    assert str(issued.secret) not in card.text


async def test_another_key_can_be_used(
    guest: Conversation, exchange: Exchange, bot_app: App
) -> None:
    """The button changes the key in use, and the card shows it."""
    await add_hmac(guest, exchange)
    await add_hmac(guest, exchange)
    card = await guest.say("/keys")
    card = await guest.press(card, "Use Main", expect="edit")
    used = await bot_app.parts.keys.in_use(guest.user.id)

    assert used is not None
    assert used.label == "Main"
    assert guest.last_alert == "Main is in use now."
    assert "Use Key 2" in str(card.labels)


async def test_checking_again_shows_the_rights_of_now(
    guest: Conversation, exchange: Exchange, bot_app: App
) -> None:
    """Rights changed at Binance are in the new report and stored."""
    issued = await add_hmac(guest, exchange)
    exchange.venue.keys.restrict(issued.api_key, rights=Rights(enable_futures=True))
    card = await guest.say("/keys")
    card = await guest.press(card, "🔄", expect="edit")
    stored = await bot_app.parts.keys.in_use(guest.user.id)

    assert "Key checked" in card.text
    assert "Futures          on   ok" in card.text
    assert stored is not None
    assert stored.rights["enable_futures"] is True
    assert stored.last_error is None


async def test_a_key_that_went_bad_is_told_and_remembered(
    guest: Conversation, exchange: Exchange
) -> None:
    """After Binance refused it, /keys shows why."""
    issued = await add_hmac(guest, exchange)
    exchange.revoke_key(issued.api_key)
    card = await guest.say("/keys")
    card = await guest.press(card, "🔄", expect="edit")
    listed = await guest.press(card, "All keys", expect="edit")

    assert "still stored" in card.text or "does not accept" in listed.text
    assert "-2015" in listed.text


async def test_a_key_that_became_dangerous_is_named(
    guest: Conversation, exchange: Exchange
) -> None:
    """A right that was switched on later is found by checking again."""
    issued = await add_hmac(guest, exchange)
    exchange.venue.keys.restrict(issued.api_key, rights=Rights(enable_withdrawals=True))
    card = await guest.press(await guest.say("/keys"), "🔄", expect="edit")

    assert "may withdraw" in card.text
    assert "Delete key" in str(card.labels)


async def test_a_passing_fault_keeps_the_known_rights(
    guest: Conversation, exchange: Exchange, bot_app: App
) -> None:
    """Without an answer the rights known before stay, beside the error."""
    await add_hmac(guest, exchange)
    exchange.faults.inject(RIGHTS, "error", times=None, status=500)
    await guest.press(await guest.say("/keys"), "🔄", expect="edit")
    stored = await bot_app.parts.keys.in_use(guest.user.id)

    assert stored is not None
    assert stored.rights["enable_spot_and_margin_trading"] is True
    assert stored.last_error is not None
    assert stored.last_error.startswith("no_answer")


async def test_buttons_of_another_users_key_do_nothing(
    guest: Conversation, owner: Conversation, exchange: Exchange, bot_app: App, sandbox: Sandbox
) -> None:
    """Ids in buttons are only handles: a foreign key is answered like one that is gone."""
    foreign = await bot_app.parts.keys.in_use(owner.user.id)
    assert foreign is not None
    await add_hmac(guest, exchange)
    card = await guest.say("/keys")
    asked = questions(exchange)
    for data in (
        f"keys:use:{foreign.id}",
        f"keys:check:{foreign.id}",
        f"delkey:{foreign.id}:1",
        f"delkey:{foreign.id}:0",
    ):
        card.stored.keyboard[0][0]["callback_data"] = data
        await guest.press(card, card.labels[0][0])
        assert guest.last_alert is not None
    still = await bot_app.parts.keys.in_use(owner.user.id)

    assert still == foreign
    assert questions(exchange) == asked
    assert sandbox.telegram.users["owner"].id == foreign.user_id


async def test_an_unreadable_key_is_listed_and_can_be_deleted(
    guest: Conversation, exchange: Exchange, bot_app: App
) -> None:
    """A key that cannot be decrypted stops neither /keys nor /delkey."""
    await add_hmac(guest, exchange)
    async with bot_app.parts.database.write() as session:  # as a lost master key does
        await session.execute(
            update(ApiKeyRow).where(ApiKeyRow.user_id == guest.user.id).values(token="gAAA")
        )
    card = await guest.say("/keys")
    await guest.press(card, "🔄", expect="message")
    explained = guest.messages[-1]
    await guest.press(await guest.say("/delkey"), "🗑 Delete", expect="edit")

    assert "Main" in card.text
    assert "cannot be read" in explained.text
    assert await bot_app.parts.keys.keys_of(guest.user.id) == []


async def test_key_commands_stay_in_the_private_chat(
    sandbox: Sandbox, guest: Conversation, exchange: Exchange
) -> None:
    """In a group they are refused with a link, and show nothing."""
    await add_hmac(guest, exchange)
    group = sandbox.telegram.chat("guest", group=True)
    for command in ("/keys", "/delkey", "/forget"):
        answer = await group.say(command)
        assert "private chat only" in answer.text
        assert "Main" not in answer.text


@pytest.mark.parametrize("command", ["keys", "forget"])
async def test_a_word_too_many_is_told(guest: Conversation, command: str) -> None:
    """Words these commands do not take are not passed over."""
    reply = await guest.say(f"/{command} x")

    assert "Too many words" in reply.text
    assert f"<code>/{command}</code>" in reply.html

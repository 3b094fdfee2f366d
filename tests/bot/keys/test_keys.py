"""/keys and /delkey as a user lives them."""

from sqlalchemy import update

from bot.main import App
from sandbox.exchange import Exchange
from sandbox.exchange.keys import Rights
from sandbox.server import Sandbox
from sandbox.telegram.driver import Conversation
from storage.models import ApiKeyRow
from tests.bot.keys.dialog import RIGHTS, add_hmac, answered, both, hmac_key, questions


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


async def test_a_key_is_deleted_after_a_confirmation(
    guest: Conversation, exchange: Exchange, bot_app: App
) -> None:
    """The first press asks, the second deletes, and the answer leads to Binance."""
    await add_hmac(guest, exchange)
    question = await guest.say("/delkey")
    asked, kept = question.text, await bot_app.parts.keys.keys_of(guest.user.id)
    done = await guest.press(question, "🗑 Delete", expect="edit")

    assert "Delete Main" in asked
    assert len(kept) == 1
    assert "Deleted" in done.text
    assert done.buttons[0][0].url is not None
    assert await bot_app.parts.keys.keys_of(guest.user.id) == []


async def test_keeping_it_deletes_nothing(
    guest: Conversation, exchange: Exchange, bot_app: App
) -> None:
    """The other button leads back to the list."""
    await add_hmac(guest, exchange)
    listed = await guest.press(await guest.say("/delkey"), "Keep it", expect="edit")

    assert "Your keys" in listed.text
    assert len(await bot_app.parts.keys.keys_of(guest.user.id)) == 1


async def test_one_of_several_is_chosen(
    guest: Conversation, exchange: Exchange, bot_app: App
) -> None:
    """With several keys /delkey asks which, unless the name was typed."""
    await add_hmac(guest, exchange)
    await add_hmac(guest, exchange, "@trading")
    asked = await guest.say("/delkey")
    named = await guest.say("/delkey Trading")
    question = named.text
    unknown = await guest.say("/delkey nonsense")
    await guest.press(named, "🗑 Delete", expect="edit")
    left = await bot_app.parts.keys.keys_of(guest.user.id)

    assert len(asked.buttons) == 2
    assert "Delete trading" in question
    assert "no key of that name" in unknown.text
    assert [key.label for key in left] == ["Main"]


async def test_deleting_twice_is_told(guest: Conversation, exchange: Exchange) -> None:
    """The confirmation of a key that is gone says so."""
    await add_hmac(guest, exchange)
    first = await guest.say("/delkey")
    second = await guest.say("/delkey")
    await guest.press(first, "🗑 Delete", expect="edit")
    await guest.press(second, "🗑 Delete")

    assert guest.last_alert is not None
    assert "not here any more" in guest.last_alert


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


async def test_forget_deletes_everything_after_a_confirmation(
    guest: Conversation, exchange: Exchange, bot_app: App
) -> None:
    """Key, user and dialog are gone; the answer leads to Binance."""
    await add_hmac(guest, exchange)
    question = await guest.say("/forget")
    asked = question.text
    done = await guest.press(question, "Delete everything", expect="edit")

    assert "Nothing remains" in asked
    assert "All forgotten" in done.text
    assert done.buttons[0][0].url is not None
    assert await bot_app.parts.users.get(guest.user.id) is None
    assert await bot_app.parts.keys.keys_of(guest.user.id) == []


async def test_forget_can_be_declined(
    guest: Conversation, exchange: Exchange, bot_app: App
) -> None:
    """Keeping everything keeps everything."""
    await add_hmac(guest, exchange)
    done = await guest.press(await guest.say("/forget"), "Keep everything", expect="edit")

    assert "Nothing was deleted" in done.text
    assert len(await bot_app.parts.keys.keys_of(guest.user.id)) == 1


async def test_an_old_question_of_forget_is_not_obeyed(guest: Conversation, bot_app: App) -> None:
    """A confirmation found weeks later in the chat deletes nothing."""
    question = await guest.say("/forget")
    for row in question.stored.keyboard:
        row[0]["callback_data"] = row[0]["callback_data"].rsplit(":", 1)[0] + ":1"
    await guest.press(question, "Delete everything")

    assert guest.last_alert is not None
    assert "too old" in guest.last_alert
    assert await bot_app.parts.users.get(guest.user.id) is not None


async def test_forgetting_ends_the_dialog_too(guest: Conversation, exchange: Exchange) -> None:
    """A dialog that was open at /forget does not go on afterwards."""
    await guest.say("/setkey")
    await guest.press(await guest.say("/forget"), "Delete everything", expect="edit")
    own, _ = await answered(guest, both(hmac_key(exchange)))

    assert own.deleted
    assert questions(exchange) == 0

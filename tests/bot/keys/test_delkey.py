"""/delkey as a user lives it."""

from bot.main import App
from sandbox.exchange import Exchange
from sandbox.telegram.driver import Conversation
from tests.bot.keys.dialog import add_hmac


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

"""/forget as a user lives it."""

from bot.main import App
from sandbox.exchange import Exchange
from sandbox.telegram.driver import Conversation
from tests.bot.keys.dialog import add_hmac, answered, both, hmac_key, questions


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


async def test_forget_tells_who_must_be_let_in_again(
    guest: Conversation, owner: Conversation
) -> None:
    """Members would wait for an administrator afterwards; administrators would not."""
    asked, administrator = await guest.say("/forget"), await owner.say("/forget")

    assert "let you in again" in asked.text
    assert "let you in again" not in administrator.text


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

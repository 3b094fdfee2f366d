"""/status, /users, /approve and /ban."""

import pytest

from bot.handlers.admin.status import duration
from bot.main import App
from sandbox.exchange import Exchange
from sandbox.server import Sandbox
from sandbox.telegram.driver import Conversation
from storage.users import Access
from tests.bot.core.quiet import stays_silent


async def people(app: App, count: int) -> None:
    """Let that many people have written to the bot."""
    for number in range(count):
        await app.parts.users.seen(1_000 + number, f"Person {number}", None, None, Access.APPROVED)


async def test_status_shows_every_part(owner: Conversation) -> None:
    """Users, updates, Binance, weight, breaker, queue, database and clock are on one card."""
    await owner.say("/p btc")
    card = await owner.say("/status")

    assert "v0.1.0" in card.text
    assert "2 (1 with key)" in card.text
    for word in ("Updates", "Binance", "Weight", "Breaker", "TG queue", "DB", "Clock"):
        assert word in card.text
    widest = max(map(len, card.html.split("<pre>")[1].split("</pre>")[0].splitlines()))
    assert widest <= 30


async def test_status_refreshes_in_place(owner: Conversation) -> None:
    """The card is kept current by its button."""
    card = await owner.say("/status")
    await owner.say("/help")

    after = await owner.press(card, "Refresh", expect="edit")

    assert after.id == card.id
    assert "Status" in after.text


async def test_status_names_a_key_that_binance_refused(
    owner: Conversation, exchange: Exchange
) -> None:
    """A refused key is noted beside it, and the administrator sees whose it is."""
    exchange.revoke_key(exchange.accounts["trader"].api_key)

    refusal = await owner.say("/pf")
    card = await owner.say("/status")

    assert "refused your API key" in refusal.text
    assert "-2015" in refusal.text
    assert f"user {owner.user.id}: key refused (rejected -2015)" in card.text


async def test_users_are_paged(bot_app: App, owner: Conversation) -> None:
    """Ten a page, with what each may do; pages turn in place."""
    await people(bot_app, 15)

    first = await owner.say("/users")
    texts = first.text
    second = await owner.press(first, "▶", expect="edit")

    assert "page 1 of 2" in texts
    assert "17 in, 0 waiting" in texts
    assert "page 2 of 2" in second.text
    assert second.labels[-1] == ["◀", "🔄 Refresh"]


async def test_person_can_be_banned_from_the_list(
    bot_app: App, owner: Conversation, guest: Conversation
) -> None:
    """A tap on the number shows the person, with the button that decides."""
    card = await owner.press(await owner.say("/users"), "2", expect="edit")
    assert "Guest" in card.text

    decided = await owner.press(card, "Ban", expect="edit")

    assert "banned by Owner" in decided.text
    assert await stays_silent(guest, guest.send("/p btc"))
    user = await bot_app.parts.users.get(guest.user.id)
    assert user is not None
    assert user.access is Access.BANNED


async def test_commands_ban_and_approve(owner: Conversation, guest: Conversation) -> None:
    """/ban and /approve do what the buttons do, and the person hears of being let in."""
    before = await guest.say("/start")
    banned = await owner.say(f"/ban {guest.user.id}")
    approved = await owner.say(f"/approve {guest.user.id}")
    notice = await guest.next_message(before)

    assert "banned by" in banned.text
    assert "approved by" in approved.text
    assert "You are in" in notice.text


async def test_approving_twice_tells_once(owner: Conversation, guest: Conversation) -> None:
    """Somebody who is in already gets no second welcome."""
    own = guest.send("/start")
    await guest.next_message(own)

    await owner.say(f"/approve {guest.user.id}")

    assert [message.text for message in guest.messages if "You are in" in message.text] == []


async def test_administrators_cannot_be_banned(owner: Conversation) -> None:
    """Nobody locks himself out by a command."""
    reply = await owner.say(f"/ban {owner.user.id}")

    assert "administers the bot" in reply.text


async def test_approving_an_administrator_offers_no_ban(owner: Conversation) -> None:
    """What would be refused is not offered, neither by the card nor in the list."""
    approved = await owner.say(f"/approve {owner.user.id}")
    shown = await owner.press(await owner.say("/users"), "1", expect="edit")

    assert "approved by Owner" in approved.text
    assert approved.labels == []
    assert "Owner" in shown.text
    assert shown.labels == [["◀ All users"]]


@pytest.mark.parametrize("command", ["approve", "ban"])
async def test_missing_id_is_named(owner: Conversation, command: str) -> None:
    """Without an id the answer says what is missing and where it stands."""
    reply = await owner.say(f"/{command}")

    assert "id of the person is missing" in reply.text
    assert "/users" in reply.text
    assert f"<code>/{command} 123456789</code>" in reply.html


@pytest.mark.parametrize("command", ["approve", "ban"])
@pytest.mark.parametrize(
    "argument",
    ["", "owner", "@owner", "-1", "1e9999999", "１２", "9" * 30, "1 2", "NaN", "1_000"],
)
async def test_wrong_id_gets_an_example(owner: Conversation, command: str, argument: str) -> None:
    """What is no id is answered with how it is written."""
    reply = await owner.say(f"/{command} {argument}")

    assert f"<code>/{command} 123456789</code>" in reply.html


async def test_unknown_person_is_told(owner: Conversation) -> None:
    """An id nobody has is answered with where to look."""
    reply = await owner.say("/approve 424242")

    assert "424242" in reply.text
    assert "/users" in reply.text


@pytest.mark.parametrize("command", ["/status", "/users", "/approve 1", "/ban 1"])
async def test_administration_is_for_administrators(guest: Conversation, command: str) -> None:
    """Others are told so; nothing is shown."""
    assert "for administrators" in (await guest.say(command)).text


async def test_name_gives_no_right(sandbox: Sandbox, guest: Conversation) -> None:
    """Taking over the name of an administrator changes nothing: only the numeric id counts."""
    sandbox.telegram.users["guest"].username = sandbox.telegram.users["owner"].username

    assert "for administrators" in (await guest.say("/users")).text


@pytest.mark.parametrize(
    ("seconds", "text"), [(59, "0m"), (61, "1m"), (3_720, "1h 2m"), (6 * 86_400 + 14_400, "6d 4h")]
)
def test_duration(seconds: float, text: str) -> None:
    """The uptime has its two largest units."""
    assert duration(seconds) == text

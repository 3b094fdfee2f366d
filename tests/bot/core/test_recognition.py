"""What counts as a command, and what the bot passes over in silence."""

from typing import Any

import pytest

from bot.main import App
from sandbox.exchange import Exchange
from sandbox.server import Sandbox
from sandbox.telegram.driver import Conversation
from sandbox.telegram.people import BOT_USERNAME
from tests.bot.core.quiet import stays_silent

CHANNEL = {"id": -1_001, "type": "channel", "title": "News"}


@pytest.mark.parametrize(
    "text", ["/P btc", "/p@" + BOT_USERNAME + " btc", "/p\nbtc", "/price   btc ", "/p\u00a0btc"]
)
async def test_spellings_of_one_command(guest: Conversation, text: str) -> None:
    """Case, the bot's own name, aliases and any white space do not matter."""
    assert "BTC/USDT" in (await guest.say(text)).text


async def test_command_for_another_bot_is_let_be(guest: Conversation, exchange: Exchange) -> None:
    """What names another bot is not answered."""
    assert await stays_silent(guest, guest.send("/p@other_bot btc"))
    assert exchange.requests == []


@pytest.mark.parametrize(
    "options",
    [
        {"forwarded": True},
        {"via_bot": True},
        {"extra": {"sender_chat": CHANNEL}},
        {"extra": {"from": {"id": 1_087_968_824, "is_bot": True, "first_name": "Group"}}},
    ],
)
async def test_words_of_others_are_no_commands(
    guest: Conversation, exchange: Exchange, options: dict[str, Any]
) -> None:
    """Forwarded, via a bot, by a channel or an anonymous admin: nothing is done."""
    assert await stays_silent(guest, guest.send("/p btc", **options))
    assert exchange.requests == []


async def test_edited_message_is_no_command(guest: Conversation, exchange: Exchange) -> None:
    """Changing a text into a command does not call it."""
    own = guest.send("hello")
    await guest.next_message(own)
    guest.edit(own, "/p btc")

    assert "I understand commands" in (await guest.say("anything")).text
    assert exchange.requests == []


@pytest.mark.parametrize(
    ("typed", "meant"), [("/prise btc", "/price"), ("/hlep", "/help"), ("/oders", "/orders")]
)
async def test_unknown_command_names_the_nearest(
    guest: Conversation, typed: str, meant: str
) -> None:
    """A slip of the finger is answered with the command that was meant."""
    reply = await guest.say(typed)

    assert "I do not know" in reply.text
    assert f"/{ {'/price': 'p'}.get(meant, meant[1:]) }" in reply.text


async def test_unknown_command_without_a_neighbour_leads_to_help(guest: Conversation) -> None:
    """Nothing is suggested where nothing is near, and markup in the name does no harm."""
    reply = await guest.say("/<b>&zzzzzz</b>")

    assert "/<b>&zzzzzz</b>" in reply.text
    assert "/help" in reply.text
    assert "Did you mean" not in reply.text


async def test_plain_talk_is_answered_in_private_only(
    sandbox: Sandbox, bot_app: App, guest: Conversation
) -> None:
    """In private a plain text gets a hint, in a group it is nobody's business."""
    assert bot_app.parts.username
    group = sandbox.telegram.chat("guest", group=True)

    assert "/help" in (await guest.say("how are you?")).text
    assert await stays_silent(group, group.send("how are you?"))
    assert await stays_silent(group, group.send("/unknown"))


async def test_group_gets_public_answers(sandbox: Sandbox, bot_app: App) -> None:
    """Prices are shown in a group."""
    assert bot_app.parts.username
    group = sandbox.telegram.chat("owner", group=True)

    assert "BTC/USDT" in (await group.say("/p btc")).text


@pytest.mark.parametrize("command", ["pf", "orders", "status", "users", "keys", "forget"])
async def test_group_never_shows_an_account(
    sandbox: Sandbox, bot_app: App, exchange: Exchange, command: str
) -> None:
    """Confidential commands answer with a link to the private chat, and ask nothing of Binance."""
    assert bot_app.parts.username
    group = sandbox.telegram.chat("owner", group=True)

    reply = await group.say(f"/{command}")

    assert "private chat only" in reply.text
    assert reply.buttons[0][0].url == f"https://t.me/{BOT_USERNAME}?start={command}"
    assert exchange.requests == []


async def test_link_from_a_group_leads_to_the_command(owner: Conversation) -> None:
    """The start parameter of a deep link calls the command it names."""
    assert "Portfolio" in (await owner.say("/start pf")).text


async def test_foreign_start_parameter_is_harmless(owner: Conversation) -> None:
    """An unknown parameter shows the home card."""
    assert "Welcome" in (await owner.say("/start <script>")).text


async def test_picture_gets_a_hint(sandbox: Sandbox, guest: Conversation) -> None:
    """A message without text is answered too."""
    photo = [{"file_id": "x", "file_unique_id": "y", "width": 1, "height": 1}]
    own = guest.send("ignored", extra={"text": None, "photo": photo})

    assert sandbox.chat_url
    assert "I understand commands" in (await guest.next_message(own)).text


async def test_service_message_is_passed_over(guest: Conversation) -> None:
    """Notes that Telegram writes itself are no talk to the bot."""
    own = guest.send("ignored", extra={"text": None, "group_chat_created": True})

    assert await stays_silent(guest, own)

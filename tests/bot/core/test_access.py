"""Who may use the bot, and how people are let in."""

import pytest

from bot.config import AccessPolicy, Settings
from bot.main import App, compose
from sandbox.exchange import Exchange
from sandbox.server import Sandbox
from sandbox.telegram.driver import Conversation
from storage.users import Access
from tests.bot.core.forged import forged_press
from tests.bot.core.quiet import stays_silent
from tests.conftest import UNHURRIED, serving


async def test_stranger_is_told_and_the_administrator_is_asked_once(
    stranger: Conversation, owner: Conversation, exchange: Exchange
) -> None:
    """A newcomer gets one reply, the administrator one card with a green and a red button."""
    first = await stranger.say("/p btc")
    card = await owner.wait_for(lambda message: "Access request" in message.text)
    again = await stranger.say("/p btc")

    assert "request was sent" in first.text
    assert str(stranger.user.id) in card.text
    assert card.labels == [["✅ Approve", "⛔ Reject"]]
    assert [button.style for button in card.buttons[0]] == ["success", "danger"]
    assert "still waiting" in again.text
    assert [one for one in owner.messages if "Access request" in one.text] == [card]
    assert exchange.requests == []


async def test_who_waits_is_told_so_now_and_then(
    stranger: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One answer in some minutes, however much is written; to /start always one."""
    await stranger.say("hello")
    first = await stranger.say("/p btc")
    silent = [await stays_silent(stranger, stranger.send(text)) for text in ("/p btc", "please")]
    start = await stranger.say("/start")
    monkeypatch.setattr("bot.middlewares.access.REMINDED", 0.0)
    later = await stranger.say("/p btc")

    assert silent == [True, True]
    for reply in (first, start, later):
        assert "still waiting for an administrator" in reply.text


async def test_approved_person_is_told_and_may_go_on(
    stranger: Conversation, owner: Conversation
) -> None:
    """After Approve the card says so, the person hears of it, and commands work."""
    request = await stranger.say("/start")
    card = await owner.wait_for(lambda message: "Access request" in message.text)

    decided = await owner.press(card, "Approve", expect="edit")
    welcome = await stranger.next_message(request)
    price = await stranger.say("/p btc")

    assert "approved by Owner" in decided.text
    assert decided.labels == [["⛔ Ban"]]
    assert "You are in" in welcome.text
    assert "BTC/USDT" in price.text


async def test_rejected_person_hears_nothing(stranger: Conversation, owner: Conversation) -> None:
    """After Reject the bot is silent, and the card offers to take it back."""
    await stranger.say("/start")
    card = await owner.wait_for(lambda message: "Access request" in message.text)

    decided = await owner.press(card, "Reject", expect="edit")

    assert "banned by Owner" in decided.text
    assert decided.labels == [["✅ Approve"]]
    assert await stays_silent(stranger, stranger.send("/p btc"))


async def test_group_talk_of_strangers_is_nobodys_business(
    sandbox: Sandbox, bot_app: App, stranger: Conversation
) -> None:
    """Ordinary talk in a group makes no request and no row."""
    sandbox.telegram.group.member_ids.add(stranger.user.id)
    group = sandbox.telegram.chat("stranger", group=True)

    silent = await stays_silent(group, group.send("nice weather"))

    assert silent
    assert await bot_app.parts.users.get(stranger.user.id) is None


async def test_open_policy_lets_everybody_in(sandbox: Sandbox, bot_settings: Settings) -> None:
    """With ACCESS=open a newcomer is served at once."""
    settings = bot_settings.model_copy(update={"access": AccessPolicy.OPEN})
    async with compose(settings, limits=UNHURRIED) as app, serving(app):
        reply = await sandbox.telegram.chat("stranger").say("/start")

    assert "Welcome, Stranger" in reply.text


async def test_without_administrators_the_first_one_learns_his_id(
    sandbox: Sandbox, bot_settings: Settings
) -> None:
    """Whoever sets the bot up is given the line to put into .env."""
    settings = bot_settings.model_copy(update={"admin_ids": frozenset()})
    async with compose(settings, limits=UNHURRIED) as app, serving(app):
        chat = sandbox.telegram.chat("stranger")
        reply = await chat.say("/start")

    assert f"ADMIN_IDS={chat.user.id}" in reply.text


async def test_administrator_is_never_locked_out(bot_app: App, owner: Conversation) -> None:
    """Somebody in ADMIN_IDS is served even if the database says otherwise."""
    await bot_app.parts.users.set_access(owner.user.id, Access.BANNED)

    assert "Welcome" in (await owner.say("/start")).text


async def test_banned_press_is_answered_with_nothing(
    bot_app: App, guest: Conversation, exchange: Exchange
) -> None:
    """The spinner of a button ends, and nothing else happens."""
    card = await guest.say("/p btc")
    await bot_app.parts.users.set_access(guest.user.id, Access.BANNED)
    seen = len(exchange.requests)

    after = await guest.press(card, "Refresh")

    assert guest.last_alert is None
    assert not after.edited
    assert len(exchange.requests) == seen


@pytest.mark.parametrize("role", ["guest", "stranger"])
async def test_card_of_an_administrator_is_of_no_use_to_others(
    sandbox: Sandbox, bot_app: App, role: str
) -> None:
    """A decision pressed by somebody who is no administrator decides nothing."""
    await sandbox.telegram.chat("stranger").say("/start")
    owner = sandbox.telegram.chat("owner")
    card = await owner.wait_for(lambda message: "Access request" in message.text)
    data = card.buttons[0][0].data
    assert data is not None

    await forged_press(sandbox, role, data)

    user = await bot_app.parts.users.get(sandbox.telegram.users["stranger"].id)
    assert user is not None
    assert user.access is Access.PENDING

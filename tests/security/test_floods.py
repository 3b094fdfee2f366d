"""Floods: many strangers, presses without end, chats that Telegram shuts for an hour."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import nullcontext

import pytest
from aiogram.types import Update

from bot.config import Settings
from bot.lanes import Lanes
from bot.main import App, Limits, compose
from bot.outbox import Outbox
from bot.pacing import Pace, Rate
from bot.pretence import introduce
from bot.tasks import Tasks
from sandbox.server import Sandbox
from sandbox.telegram.driver import Conversation
from tests.bot.core.quiet import stays_silent
from tests.conftest import UNHURRIED, serving
from tests.security.crowd import crowd, press_nothing

STRANGERS = 30
PRESSES = 3  # each; all of them and one more update fit into one answer of Telegram


@pytest.fixture
async def narrow_app(sandbox: Sandbox, bot_settings: Settings) -> AsyncIterator[App]:
    """Give a bot that may send fifty messages a second to everybody together."""
    pace = Pace((Rate(1, 0.02),), UNHURRIED.pace.private_chat, UNHURRIED.pace.group)
    async with compose(bot_settings, limits=Limits(pace, UNHURRIED.allowance)) as app:
        await introduce(app, sandbox)
        async with serving(app):
            yield app


@pytest.mark.usefixtures("narrow_app")
@pytest.mark.parametrize("guarded", [True, False])
async def test_presses_of_strangers_come_after_everybodys_messages(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, guarded: bool
) -> None:
    """Whoever was let in does not wait for them. Control: with one priority for all he does."""
    people = crowd(sandbox, STRANGERS)
    await asyncio.gather(*(each.say("/start") for each in people))
    if not guarded:
        monkeypatch.setattr(Outbox, "priority", lambda *_: nullcontext())
    pressed = [query for each in people for query in press_nothing(sandbox, each, PRESSES)]

    reply = await sandbox.telegram.chat("guest").say("/start")
    before = sum(query.answer is not None for query in pressed)
    await people[0].until(lambda: all(query.answer for query in pressed) or None)

    assert "Welcome" in reply.text
    assert (before < 2 * STRANGERS) is guarded


async def test_a_rush_of_newcomers_does_not_bury_the_administrator(
    sandbox: Sandbox, owner: Conversation
) -> None:
    """Twenty are introduced one by one, then one message says that there are more."""
    people = crowd(sandbox, 24)
    told = [await each.say("/start") for each in people]
    await owner.wait_for(lambda message: "Many people ask" in message.text)

    cards = [message.text for message in owner.messages if message.from_bot]

    assert sum("Access request" in text for text in cards) == 20
    assert sum("Many people ask" in text for text in cards) == 1
    assert all("request was sent" in reply.text for reply in told)


async def test_a_chat_shut_for_an_hour_holds_up_nothing_else(
    sandbox: Sandbox, bot_app: App, guest: Conversation
) -> None:
    """The reply is given up, the next one is not even tried, and other chats go on."""
    group = sandbox.telegram.chat("guest", group=True)
    sandbox.telegram.faults.inject("sendMessage", "too_many", retry_after=3600)
    silences = [await stays_silent(group, group.send("/p btc")) for _ in range(3)]

    assert silences == [True, True, True]
    assert bot_app.parts.outbox.refused_for_rate == 1
    assert "Welcome" in (await guest.say("/start")).text


async def test_a_short_pause_is_waited_out(sandbox: Sandbox, guest: Conversation) -> None:
    """Control: what comes within a minute is worth waiting for."""
    sandbox.telegram.faults.inject("sendMessage", "too_many", retry_after=1)

    assert "Welcome" in (await guest.say("/start")).text


async def test_a_rush_of_slow_updates_is_let_go_of_in_steps() -> None:
    """Many that are stuck no longer hold back the acknowledgement, the oldest first."""
    tasks, gate = Tasks(), asyncio.Event()

    async def feed(_update: Update) -> None:
        await gate.wait()

    lanes = Lanes(feed, tasks)
    for number in range(30):
        lanes.admit(Update(update_id=number))
    before = lanes.oldest_unfinished()
    lanes.release_oldest(25)
    after = lanes.oldest_unfinished()
    gate.set()
    await lanes.drain(10)

    assert (before, after) == (0, 25)

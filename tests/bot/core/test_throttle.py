"""The throttle: a burst, one notice, then silence until the person slows down."""

from collections.abc import AsyncIterator
from dataclasses import astuple

import pytest

from bot.config import Settings
from bot.main import App, Limits, compose
from bot.middlewares.throttle import Allowance, Throttle
from bot.outbox import Outbox
from bot.pretence import introduce
from bot.redaction import Redactor
from sandbox.server import Sandbox
from sandbox.telegram.driver import Conversation
from tests.bot.core.forged import forged_press
from tests.bot.core.pauses import Pauses
from tests.bot.core.quiet import stays_silent
from tests.conftest import UNHURRIED, serving


@pytest.fixture
async def strict_app(sandbox: Sandbox, bot_settings: Settings) -> AsyncIterator[App]:
    """Give a bot that lets three requests through and then hardly any."""
    limits = Limits(pace=UNHURRIED.pace, allowance=Allowance(burst=3, per_second=0.001))
    async with compose(bot_settings, limits=limits) as app:
        await introduce(app, sandbox)
        async with serving(app):
            yield app


@pytest.fixture
def hasty(sandbox: Sandbox, strict_app: App) -> Conversation:
    """Give the chat of somebody in a hurry."""
    assert strict_app.parts.username
    return sandbox.telegram.chat("guest")


async def test_one_notice_then_silence(hasty: Conversation) -> None:
    """The fourth request gets the notice, the fifth nothing."""
    served = [(await hasty.say("/start")).text for _ in range(3)]
    notice = await hasty.say("/start")

    assert all("Welcome" in text for text in served)
    assert "Too much at once" in notice.text
    assert await stays_silent(hasty, hasty.send("/start"))


async def test_others_are_not_affected(sandbox: Sandbox, hasty: Conversation) -> None:
    """One person's hurry is nobody else's."""
    for _ in range(4):
        await hasty.say("/start")

    assert "Welcome" in (await sandbox.telegram.chat("owner").say("/start")).text


async def test_presses_count_and_are_answered_all_the_same(
    sandbox: Sandbox, hasty: Conversation
) -> None:
    """Beyond the allowance a press does nothing, but its spinner ends."""
    for _ in range(3):
        await hasty.say("/start")
    first = await forged_press(sandbox, "guest", "help")
    second = await forged_press(sandbox, "guest", "help")

    assert "Too much" in str(first.answer)
    assert second.answer is not None
    assert "Too much" not in str(second.answer)


def test_allowance_refills_and_the_notice_returns() -> None:
    """Time gives the allowance back, never more than the burst; then the notice may come again."""
    pauses = Pauses()
    outbox = Outbox(UNHURRIED.pace, Redactor())
    throttle = Throttle(Allowance(burst=4, per_second=2), outbox, pauses.clock)
    bucket = throttle._refilled(1)
    bucket.left, bucket.told = 0, True

    pauses.now = 0.5
    states = [astuple(throttle._refilled(1))]
    pauses.now = 1_000
    states.append(astuple(throttle._refilled(1)))

    assert states == [(1, 0.5, True), (4, 1_000, False)]

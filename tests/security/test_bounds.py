"""What strangers can make the bot remember is bounded, and what they deleted is no fault."""

from typing import Any

import pytest

from bot.dialogs import MOST, DialogMemory
from bot.main import App
from sandbox.server import Sandbox
from sandbox.telegram.driver import Conversation
from tests.bot.core.forged import forged_press


async def test_open_dialogs_are_kept_in_the_bounded_memory(
    bot_app: App, guest: Conversation
) -> None:
    """The dispatcher uses the memory it was given, also while that is empty."""
    memory: Any = bot_app.dispatcher.storage
    assert isinstance(memory, DialogMemory)
    before = len(memory)

    await guest.say("/setkey")

    assert (before, len(memory)) == (0, 1)
    assert MOST <= 10_000


@pytest.mark.parametrize("data", ["keys:show:0", "users:0", "users:-5", "orders:-3:", "pf", "help"])
async def test_a_card_that_its_reader_deleted_is_no_fault(
    sandbox: Sandbox, owner: Conversation, data: str, caplog: pytest.LogCaptureFixture
) -> None:
    """A press on it is answered without a word, and nothing stands in the log."""
    pressed = await forged_press(sandbox, "owner", data)

    assert pressed.answer is not None
    assert not pressed.answer.get("text")
    assert "unexpected error" not in caplog.text
    assert owner.last_alert is None

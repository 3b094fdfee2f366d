"""Signs of work: "typing" for what is slow, nothing for what is quick, an answer to each press."""

import asyncio

import pytest

from bot.main import App
from sandbox.server import Sandbox
from sandbox.telegram.driver import Conversation


class Slow:
    """Holds a handler until the test lets it go on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.may_go_on = asyncio.Event()
        monkeypatch.setattr("storage.users.Users.counts", self.counts)

    async def counts(self, *_: object) -> object:
        """Wait, then fail as a busy database would."""
        await self.may_go_on.wait()
        raise TimeoutError


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the signs come at once."""
    monkeypatch.setattr("bot.middlewares.busy_signs.TYPING_AFTER", 0.01)
    monkeypatch.setattr("bot.middlewares.busy_signs.ANSWER_AFTER", 0.01)


def typing(sandbox: Sandbox) -> int:
    """Count how often "typing" was shown."""
    return sum(call.method == "sendChatAction" for call in sandbox.telegram.calls)


async def test_quick_command_shows_nothing(sandbox: Sandbox, guest: Conversation) -> None:
    """An answer that is there at once needs no sign."""
    await guest.say("/help")

    assert typing(sandbox) == 0


@pytest.mark.usefixtures("impatient")
async def test_slow_command_shows_typing(
    sandbox: Sandbox, bot_app: App, owner: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While a command runs the chat shows it, and stops when the reply is there."""
    slow = Slow(monkeypatch)
    own = owner.send("/users")
    await owner.until(lambda: typing(sandbox) or None)
    slow.may_go_on.set()
    await owner.next_message(own)
    await owner.confirmed(own)

    assert typing(sandbox) == 1
    # Heartbeat, upkeep, notices of the layer and of fills, key watch, and a lane just ending.
    assert len(bot_app.parts.tasks) <= 6


@pytest.mark.usefixtures("impatient")
async def test_slow_press_is_answered_early_and_its_error_comes_as_a_message(
    owner: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The spinner ends within a second; what goes wrong later is still told, once."""
    card = await owner.say("/users")
    slow = Slow(monkeypatch)
    await owner.press(card, "Refresh")
    early = owner.last_alert
    slow.may_go_on.set()
    told = await owner.next_message(card)

    assert early is None
    assert "went wrong" in told.text


async def test_quick_press_tells_its_error_as_an_alert(
    owner: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error that is there at once needs no message."""
    card = await owner.say("/users")
    Slow(monkeypatch).may_go_on.set()

    await owner.press(card, "Refresh")

    assert "went wrong" in (owner.last_alert or "")
    assert [message for message in owner.messages if message.id > card.id] == []

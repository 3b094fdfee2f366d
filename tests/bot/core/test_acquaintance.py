"""The row of the user: read once, and again as soon as it may be out of date."""

import pytest

from bot.main import App
from sandbox.telegram.driver import Conversation
from storage.users import SEEN_PRECISION, Access, User, Users
from tests.bot.core.quiet import stays_silent


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Note whose row is asked of the database."""
    asked: list[int] = []
    seen = Users.seen

    async def watched(
        self: Users,
        user_id: int,
        first_name: str,
        username: str | None,
        language_code: str | None,
        default_access: Access,
    ) -> User:
        asked.append(user_id)
        return await seen(self, user_id, first_name, username, language_code, default_access)

    monkeypatch.setattr(Users, "seen", watched)
    return asked


async def test_row_is_read_once(guest: Conversation, reads: list[int]) -> None:
    """While nothing changes the database is not asked again."""
    for _ in range(5):
        await guest.say("/help")

    assert len(reads) == 1


async def test_change_of_the_row_acts_at_once(
    bot_app: App, guest: Conversation, reads: list[int]
) -> None:
    """Whoever is banned is denied with the next message."""
    await guest.say("/help")
    await bot_app.parts.users.set_access(guest.user.id, Access.BANNED)

    assert await stays_silent(guest, guest.send("/help"))
    assert len(reads) == 2


async def test_new_name_is_noted(bot_app: App, guest: Conversation, reads: list[int]) -> None:
    """What Telegram newly tells of a person reaches the database."""
    await guest.say("/help")
    guest.user.first_name = "Renamed"
    await guest.say("/help")
    stored = await bot_app.parts.users.get(guest.user.id)

    assert stored is not None
    assert stored.first_name == "Renamed"
    assert len(reads) == 2


async def test_last_visit_stays_current(
    bot_app: App, guest: Conversation, reads: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a few minutes the visit is noted although nothing else changed."""
    await guest.say("/help")
    stored = await bot_app.parts.users.get(guest.user.id)
    assert stored is not None
    later = stored.seen_at + SEEN_PRECISION
    [acquaintance] = [
        found
        for found in bot_app.dispatcher.update.outer_middleware
        if type(found).__name__ == "Acquaintance"
    ]
    monkeypatch.setattr(acquaintance, "_clock", lambda: later)
    await guest.say("/help")

    assert len(reads) == 2

"""Administrators do not wait for themselves."""

from dataclasses import replace

from bot.config import Settings
from bot.main import compose
from sandbox.server import Sandbox
from storage.users import Access
from tests.conftest import UNHURRIED


async def test_who_wrote_before_being_listed_is_let_in_at_the_next_start(
    sandbox: Sandbox, bot_settings: Settings
) -> None:
    """The id goes into ADMIN_IDS after the bot told it; by then the person is noted as waiting."""
    people = sandbox.telegram.users
    owner, stranger = people["owner"], people["stranger"]
    nobody = bot_settings.model_copy(update={"admin_ids": frozenset()})
    async with compose(nobody, limits=UNHURRIED) as app:
        for person in (owner, stranger):
            await app.parts.users.seen(
                person.id, person.first_name, person.username, "en", Access.PENDING
            )
    async with compose(nobody, limits=UNHURRIED) as app:
        unlisted = await app.parts.users.counts()
    async with compose(bot_settings, limits=UNHURRIED) as app:
        listed = await app.parts.users.get(owner.id)
        counts = await app.parts.users.counts()

    assert unlisted.pending == 2
    assert listed is not None
    assert listed.access is Access.APPROVED
    assert counts == replace(unlisted, approved=1, pending=1)

"""The audit log says who did what, and no secret."""

import pytest

from storage.apikey_manager import ApiKeyManager
from storage.audit import Action, AuditLog
from storage.database import Database
from storage.errors import UnknownUser
from storage.users import Access, Users
from tests.storage.people import ALICE, BOB, add_key, hmac_credentials, sign_up


async def test_life_of_a_key_is_noted(
    database: Database, users: Users, keys: ApiKeyManager
) -> None:
    """Adding, choosing and deleting a key are noted, newest first, with its end alone."""
    await sign_up(users, ALICE)
    stored = await add_key(keys, ALICE, hmac_credentials("k9Q2"))
    await keys.use(ALICE, stored.id)
    await keys.delete(ALICE, stored.id)

    entries = await AuditLog(database).recent()

    assert [entry.action for entry in entries] == [
        Action.KEY_DELETED,
        Action.KEY_CHOSEN,
        Action.KEY_ADDED,
    ]
    assert {entry.detail for entry in entries} == {"hmac …k9Q2 mainnet"}
    assert {entry.user_id for entry in entries} == {ALICE}


async def test_decision_names_the_admin(database: Database, users: Users) -> None:
    """A change of access is noted with who made it, as far as the bot knows them."""
    await sign_up(users, ALICE, BOB)

    await users.set_access(ALICE, Access.BANNED, actor_id=BOB)
    await users.set_access(ALICE, Access.APPROVED, actor_id=404)

    entries = await AuditLog(database).recent(user_id=ALICE)
    assert [(entry.detail, entry.actor_id) for entry in entries] == [
        ("approved", None),
        ("banned", BOB),
    ]


async def test_log_is_read_in_part(database: Database, users: Users, keys: ApiKeyManager) -> None:
    """A limit and a user narrow what is read."""
    await sign_up(users, ALICE, BOB)
    await add_key(keys, ALICE, hmac_credentials("a"))
    await add_key(keys, BOB, hmac_credentials("b"))
    log = AuditLog(database)

    assert [entry.user_id for entry in await log.recent(1)] == [BOB]
    assert [entry.user_id for entry in await log.recent(user_id=ALICE)] == [ALICE]


async def test_refused_deed_is_not_noted(database: Database, keys: ApiKeyManager) -> None:
    """What was not done is not in the log."""
    with pytest.raises(UnknownUser):
        await add_key(keys, ALICE, hmac_credentials())

    assert await AuditLog(database).recent() == []

"""The keys of everybody, and word of their changes."""

from datetime import timedelta

from storage.all_keys import AllKeys
from storage.apikey_manager import ApiKeyManager
from storage.database import Database
from storage.users import Access, Users
from tests.storage.moments import SetClock
from tests.storage.people import ALICE, BOB, add_key, hmac_credentials, sign_up


async def test_keys_of_those_who_were_let_in(
    database: Database, users: Users, keys: ApiKeyManager
) -> None:
    """All of an environment, not those of people who are kept out."""
    await sign_up(users, ALICE, BOB)
    alices = await add_key(keys, ALICE, hmac_credentials("a"))
    await add_key(keys, BOB, hmac_credentials("b"))
    everyone = await AllKeys(database).of_environment("mainnet")
    await users.set_access(BOB, Access.BANNED, actor_id=ALICE)

    assert {key.user_id for key in everyone} == {ALICE, BOB}
    assert await AllKeys(database).of_environment("mainnet") == [alices]
    assert await AllKeys(database).of_environment("testnet") == []


async def test_keys_nobody_asked_about_for_long(
    database: Database, users: Users, keys: ApiKeyManager, clock: SetClock
) -> None:
    """The one checked longest ago comes first; one checked since does not come.

    Neither does one of another environment, nor that of somebody who is kept out.
    """
    await sign_up(users, ALICE, BOB)
    await add_key(keys, BOB, hmac_credentials("d"))
    await users.set_access(BOB, Access.BANNED, actor_id=ALICE)
    old = await add_key(keys, ALICE, hmac_credentials("a"))
    clock.forward(timedelta(hours=1))
    newer = await add_key(keys, ALICE, hmac_credentials("b"), "Second")
    clock.forward(timedelta(hours=1))
    await add_key(keys, ALICE, hmac_credentials("c"), "Third")

    found = await AllKeys(database).unchecked_since(clock.now, "mainnet")

    assert [key.id for key in found] == [old.id, newer.id]
    assert await AllKeys(database).unchecked_since(clock.now, "testnet") == []


async def test_whoever_listens_hears_of_changes(users: Users, keys: ApiKeyManager) -> None:
    """Of a key added, checked, deleted, and whose; not of a name."""
    await sign_up(users, ALICE, BOB)
    heard: list[int] = []
    keys.listen(heard.append)
    key = await add_key(keys, ALICE, hmac_credentials("a"))
    await add_key(keys, BOB, hmac_credentials("b"))
    await keys.rename(ALICE, key.id, "Other")
    await keys.record_check(ALICE, key.id, rights=None, error="-2015")
    await keys.delete(ALICE, key.id)

    assert heard == [ALICE, BOB, ALICE, ALICE]

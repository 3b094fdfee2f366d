"""Rows of the keys in use: read once, and never yesterday's key."""

import asyncio

import pytest
from sqlalchemy import text

from storage.apikey_manager import ApiKeyManager
from storage.database import Database
from storage.errors import NoApiKey
from storage.users import Users
from tests.storage.people import ALICE, BOB, add_key, hmac_credentials, sign_up

CAROL = 9


@pytest.fixture(autouse=True)
async def _people(users: Users) -> None:
    await sign_up(users, ALICE, BOB)


async def delete_unnoticed(database: Database) -> None:
    """Delete every key past the counting of writes."""
    async with database._transaction(database._lanes.writing) as session:
        await session.execute(text("DELETE FROM api_keys"))
        await session.commit()


async def test_row_is_read_once(keys: ApiKeyManager, database: Database) -> None:
    """As long as this process writes nothing, the database is not asked again."""
    await add_key(keys, ALICE, hmac_credentials())
    first = await keys.credentials_of(ALICE)

    await delete_unnoticed(database)

    assert await keys.credentials_of(ALICE) == first
    assert await keys.in_use(ALICE) is not None


async def test_any_write_makes_it_read_again(
    keys: ApiKeyManager, users: Users, database: Database
) -> None:
    """After a write of whatever kind nothing is believed that was read before."""
    await add_key(keys, ALICE, hmac_credentials())
    await keys.credentials_of(ALICE)
    await delete_unnoticed(database)

    await sign_up(users, CAROL)

    with pytest.raises(NoApiKey):
        await keys.credentials_of(ALICE)


async def test_chosen_key_signs_at_once(keys: ApiKeyManager) -> None:
    """Whoever changes the key in use does not sign with the one before."""
    old, new = hmac_credentials("a"), hmac_credentials("b")
    stored = await add_key(keys, ALICE, old)
    await add_key(keys, ALICE, new)
    assert await keys.credentials_of(ALICE) == new

    await keys.use(ALICE, stored.id)

    assert await keys.credentials_of(ALICE) == old


async def test_deletion_during_the_read_counts(keys: ApiKeyManager) -> None:
    """A row that is deleted while it is being read is not remembered."""
    stored = await add_key(keys, ALICE, hmac_credentials())

    await asyncio.gather(
        keys.in_use(ALICE), keys.delete(ALICE, stored.id), *(keys.in_use(ALICE) for _ in range(9))
    )

    assert await keys.in_use(ALICE) is None


async def test_everybody_has_a_row_of_their_own(keys: ApiKeyManager) -> None:
    """What is remembered of one is never given to another."""
    alices, bobs = hmac_credentials("a"), hmac_credentials("b")
    await add_key(keys, ALICE, alices)
    await add_key(keys, BOB, bobs)

    given = [await keys.credentials_of(one) for one in (ALICE, BOB, ALICE, BOB)]

    assert given == [alices, bobs, alices, bobs]

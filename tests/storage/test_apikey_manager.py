"""Keys of users: stored, chosen, refused, deleted."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from binance.credentials import Credentials, KeyType
from storage.all_keys import AllKeys
from storage.apikey_manager import KEY_LIMIT, ApiKeyManager, MasterKeys
from storage.database import Database
from storage.errors import (
    DuplicateKey,
    LabelInvalid,
    LabelTaken,
    NoApiKey,
    TooManyKeys,
    UnknownKey,
    UnknownUser,
)
from storage.users import Users
from tests.storage.moments import SetClock
from tests.storage.people import ALICE, BOB, add_key, hmac_credentials, sign_up


@pytest.fixture(autouse=True)
async def _people(users: Users) -> None:
    await sign_up(users, ALICE, BOB)


async def test_key_comes_back_as_it_was(keys: ApiKeyManager) -> None:
    """The stored key signs as the given one did."""
    given = hmac_credentials()

    await add_key(keys, ALICE, given)

    assert await keys.credentials_of(ALICE) == given


async def test_stored_key_shows_four_characters_and_facts(
    keys: ApiKeyManager, clock: SetClock
) -> None:
    """What may be shown of a key: its end, its label, its rights, its age."""
    stored = await add_key(keys, ALICE, hmac_credentials("k9Q2"))

    assert stored.masked == "…k9Q2"
    assert stored.key_type is KeyType.HMAC
    assert stored.label == "Main"
    assert stored.in_use
    assert stored.ip_restricted is True
    assert stored.rights == {"enable_reading": True, "ip_restrict": True}
    assert stored.created_at == stored.checked_at == clock.now
    assert await keys.in_use(ALICE) == stored
    assert await keys.keys_of(ALICE) == [stored]


async def test_user_without_key_has_none(keys: ApiKeyManager) -> None:
    """Without a key there is nothing to decrypt; of others nothing is seen."""
    await add_key(keys, BOB, hmac_credentials())

    assert await keys.in_use(ALICE) is None
    assert await keys.keys_of(ALICE) == []
    with pytest.raises(NoApiKey):
        await keys.credentials_of(ALICE)


async def test_newest_key_is_in_use_until_another_is_chosen(keys: ApiKeyManager) -> None:
    """Exactly one key is in use at any time."""
    first = await add_key(keys, ALICE, hmac_credentials("a"))
    await add_key(keys, ALICE, hmac_credentials("b"))
    newest = await keys.credentials_of(ALICE)

    chosen = await keys.use(ALICE, first.id)

    assert newest == hmac_credentials("b")
    assert await keys.credentials_of(ALICE) == hmac_credentials("a")
    assert [key for key in await keys.keys_of(ALICE) if key.in_use] == [chosen]


async def test_two_keys_in_use_are_impossible(keys: ApiKeyManager, database: Database) -> None:
    """The database itself refuses a second key in use."""
    await add_key(keys, ALICE, hmac_credentials("a"))
    await add_key(keys, ALICE, hmac_credentials("b"))
    both = text("UPDATE api_keys SET in_use = 1")

    async with database.write() as session:
        with pytest.raises(IntegrityError):
            await session.execute(both)


async def test_deleted_key_is_replaced_by_none(keys: ApiKeyManager) -> None:
    """After deleting the key in use commands have none: never another account by themselves."""
    await add_key(keys, ALICE, hmac_credentials("a"))
    second = await add_key(keys, ALICE, hmac_credentials("b"))

    await keys.delete(ALICE, second.id)

    assert await keys.in_use(ALICE) is None
    assert [key.label for key in await keys.keys_of(ALICE)] == ["Main"]


@pytest.mark.parametrize("key_id", [0, -1, 1, 2**63, 10**30])
async def test_unknown_key_is_refused(keys: ApiKeyManager, key_id: int) -> None:
    """An id that is no key of the user, whatever number it is, is one typed error."""
    await add_key(keys, ALICE, hmac_credentials())

    for attempt in (
        keys.use(ALICE, key_id),
        keys.delete(ALICE, key_id),
        keys.rename(ALICE, key_id, "New"),
        keys.record_check(ALICE, key_id, rights=None, error=None),
    ):
        with pytest.raises(UnknownKey):
            await attempt


async def test_key_of_somebody_else_is_unknown(keys: ApiKeyManager) -> None:
    """A foreign key is answered like one that does not exist, and stays as it is."""
    foreign = await add_key(keys, BOB, hmac_credentials())

    for attempt in (
        keys.use(ALICE, foreign.id),
        keys.delete(ALICE, foreign.id),
        keys.rename(ALICE, foreign.id, "Mine"),
        keys.record_check(ALICE, foreign.id, rights={}, error="x"),
    ):
        with pytest.raises(UnknownKey):
            await attempt

    assert await keys.keys_of(BOB) == [foreign]


@pytest.mark.parametrize(("owner", "own"), [(ALICE, True), (BOB, False)])
async def test_same_key_is_refused_twice(keys: ApiKeyManager, owner: int, own: bool) -> None:
    """One API key is stored once, whoever brings it again, and with whatever secret."""
    await add_key(keys, owner, hmac_credentials())
    again = Credentials(hmac_credentials().api_key, "another secret", KeyType.HMAC)

    with pytest.raises(DuplicateKey) as refused:
        await add_key(keys, ALICE, again)

    assert refused.value.own is own


async def test_same_key_is_found_under_an_older_master_key(
    keys: ApiKeyManager, database: Database, masters: MasterKeys
) -> None:
    """A new master key in front of the list does not hide what is stored already."""
    await add_key(keys, BOB, hmac_credentials())
    fresh = MasterKeys.parse(MasterKeys.generate_one()).newest
    both = MasterKeys((fresh, masters.newest))

    with pytest.raises(DuplicateKey):
        await add_key(ApiKeyManager(database, both), ALICE, hmac_credentials())


async def test_simultaneous_adding_stores_one(keys: ApiKeyManager) -> None:
    """Of many who bring the same key at once exactly one succeeds."""
    attempts = [add_key(keys, user, hmac_credentials()) for user in (ALICE, BOB) * 10]

    results = await asyncio.gather(*attempts, return_exceptions=True)

    assert sum(not isinstance(result, BaseException) for result in results) == 1
    assert sum(isinstance(result, DuplicateKey) for result in results) == 19


async def test_number_of_keys_is_limited(keys: ApiKeyManager) -> None:
    """A user may have five keys; deleting one makes room."""
    stored = [await add_key(keys, ALICE, hmac_credentials(str(i))) for i in range(KEY_LIMIT)]
    with pytest.raises(TooManyKeys) as refused:
        await add_key(keys, ALICE, hmac_credentials("x"))

    await keys.delete(ALICE, stored[0].id)
    await add_key(keys, ALICE, hmac_credentials("x"))

    assert refused.value.limit == KEY_LIMIT == len(await keys.keys_of(ALICE))


@pytest.mark.parametrize("user_id", [404, 0, -5, 2**63])
async def test_stranger_cannot_store_a_key(keys: ApiKeyManager, user_id: int) -> None:
    """A key belongs to somebody who wrote to the bot."""
    with pytest.raises(UnknownUser):
        await add_key(keys, user_id, hmac_credentials())


async def test_taken_label_gets_a_number(keys: ApiKeyManager) -> None:
    """Labels of a user differ, also in more than capitals."""
    labels = [
        (await add_key(keys, ALICE, hmac_credentials(letter), label)).label
        for letter, label in [
            ("a", "Main"),
            ("b", "main"),
            ("c", "MAIN"),
            ("d", "m" * 32),
            ("e", "m" * 32),
        ]
    ]

    assert labels == ["Main", "main 2", "MAIN 3", "m" * 32, "m" * 29 + " 2"]


async def test_renaming(keys: ApiKeyManager) -> None:
    """A key takes any free label, its own in other capitals too, but not another key's."""
    first = await add_key(keys, ALICE, hmac_credentials("a"), "Main")
    await add_key(keys, ALICE, hmac_credentials("b"), "Second")
    await add_key(keys, BOB, hmac_credentials("c"), "Third")

    assert (await keys.rename(ALICE, first.id, "  MAIN ")).label == "MAIN"
    assert (await keys.rename(ALICE, first.id, "Third")).label == "Third"
    with pytest.raises(LabelTaken):
        await keys.rename(ALICE, first.id, "second")
    assert {key.label for key in await keys.keys_of(ALICE)} == {"Third", "Second"}


@pytest.mark.parametrize("label", ["", "   ", "x" * 33, "a\nb", "a\0b", "\ud800", "a\u202eb"])
async def test_label_must_be_printable(keys: ApiKeyManager, label: str) -> None:
    """Empty, long and unprintable labels are refused before anything is stored."""
    with pytest.raises(LabelInvalid):
        await add_key(keys, ALICE, hmac_credentials(), label)

    assert await keys.keys_of(ALICE) == []


async def test_check_is_remembered(
    database: Database, keys: ApiKeyManager, clock: SetClock
) -> None:
    """The last check replaces rights and error; without an answer the old rights stay."""
    stored = await add_key(keys, ALICE, hmac_credentials())
    clock.forward(timedelta(hours=1))

    refused = await keys.record_check(ALICE, stored.id, rights=None, error="-2015")
    failing = await AllKeys(database).failing()
    passed = await keys.record_check(ALICE, stored.id, rights={"ip_restrict": False}, error=None)

    assert (refused.last_error, refused.last_error_at) == ("-2015", clock.now)
    assert (refused.rights, refused.checked_at) == (stored.rights, stored.checked_at)
    assert failing == [refused]
    assert (passed.last_error, passed.checked_at, passed.ip_restricted) == (None, clock.now, False)
    assert await AllKeys(database).failing() == []

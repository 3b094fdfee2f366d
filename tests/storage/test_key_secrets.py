"""Keys in rows that were tampered with, and secrets that must not be found anywhere."""

from pathlib import Path

import pytest
from sqlalchemy import text

from storage.apikey_manager import ApiKeyManager, MasterKeys
from storage.database import Database
from storage.errors import (
    KeyUnreadable,
    MasterKeyMissing,
)
from storage.users import Users
from tests.storage.files import on_disk
from tests.storage.people import ALICE, BOB, add_key, hmac_credentials, sign_up

SWAP_OWNERS = """
    UPDATE api_keys SET in_use = 0, label = id;
    UPDATE api_keys SET user_id = 15 - user_id;
    UPDATE api_keys SET in_use = 1
"""


@pytest.fixture(autouse=True)
async def _people(users: Users) -> None:
    await sign_up(users, ALICE, BOB)


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE api_keys SET token = (SELECT token FROM api_keys WHERE user_id = 8)",
        SWAP_OWNERS,
        "UPDATE api_keys SET id = id + 2",
        "UPDATE api_keys SET token = substr(token, 1, 50)",
        "UPDATE api_keys SET token = ''",
        "UPDATE api_keys SET token = x'00ff'",
        "UPDATE api_keys SET token = 'ключ'",
        "UPDATE api_keys SET kid = 'ffffffff'",
        "UPDATE api_keys SET algorithm = 2",
        "UPDATE api_keys SET key_type = 'rsa'",
    ],
)
async def test_damaged_row_is_unreadable(keys: ApiKeyManager, damage: str) -> None:
    """Whatever was changed in the file behind our back, the key is refused with one error."""
    await add_key(keys, ALICE, hmac_credentials("a"))
    await add_key(keys, BOB, hmac_credentials("b"))
    async with keys._database.write() as session:
        for statement in damage.split(";"):
            await session.execute(text(statement))

    with pytest.raises(KeyUnreadable):
        await keys.credentials_of(ALICE)
    assert (await keys.verify()).unreadable > 0


async def test_start_names_missing_master_keys(
    keys: ApiKeyManager, database: Database, masters: MasterKeys
) -> None:
    """Without the master key of a row the start is refused, with its public id, untouched."""
    await add_key(keys, ALICE, hmac_credentials())
    other = ApiKeyManager(database, MasterKeys.parse(MasterKeys.generate_one()))
    await keys.check()

    with pytest.raises(MasterKeyMissing) as refused:
        await other.check()

    assert refused.value.kids == masters.kids
    assert await keys.credentials_of(ALICE) == hmac_credentials()


async def test_nothing_secret_reaches_the_disk(keys: ApiKeyManager, path: Path) -> None:
    """No byte of the database or its log holds the API key, the secret or a private key."""
    await add_key(keys, ALICE, hmac_credentials("a"))
    await keys.begin_pair(BOB, "Pair")
    pending = await keys.pending_credentials(BOB, "P" * 64)
    private_lines = pending.secret.encode().splitlines()[1:-1]
    before_completion = on_disk(path)
    await keys.complete_pair(BOB, "P" * 64, environment="mainnet", rights={})
    bytes_of_all = before_completion + on_disk(path)

    planted = [hmac_credentials("a").api_key.encode(), hmac_credentials("a").secret.encode()]
    assert all(secret not in bytes_of_all for secret in [*planted, b"P" * 64, *private_lines])
    assert b"apia" in bytes_of_all  # control: the search would find what is stored plainly


async def test_nothing_secret_is_in_the_log_of_statements(
    keys: ApiKeyManager, caplog: pytest.LogCaptureFixture
) -> None:
    """At the finest log level no statement shows what it stores."""
    caplog.set_level("DEBUG")

    await add_key(keys, ALICE, hmac_credentials())
    await keys.credentials_of(ALICE)

    assert hmac_credentials().api_key not in caplog.text
    assert hmac_credentials().secret not in caplog.text


async def test_deleted_bytes_are_gone_from_the_disk(keys: ApiKeyManager, path: Path) -> None:
    """The token of a deleted key is neither in the file nor in its log."""
    stored = await add_key(keys, ALICE, hmac_credentials())
    token = await token_of(keys, stored.id)
    before = on_disk(path)

    await keys.delete(ALICE, stored.id)

    assert token in before
    assert token not in on_disk(path)


async def token_of(keys: ApiKeyManager, key_id: int) -> bytes:
    """Give the token as it is stored."""
    async with keys._database.read() as session:
        query = text("SELECT token FROM api_keys WHERE id = :id")
        return str(await session.scalar(query, {"id": key_id})).encode()

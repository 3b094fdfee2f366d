"""A half of a key waits encrypted in the database, never in the memory of the dialog."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from binance.credentials import Credentials, KeyType
from storage.apikey_manager import ApiKeyManager, MasterKeys
from storage.database import Database, migrate
from storage.errors import DuplicateKey, KeyUnreadable, NoPendingPair
from storage.users import Access, Users

USER, OTHER = 11, 12
API_KEY = "A1" * 32
SECRET = "s2" * 32


def written_to(folder: Path) -> bytes:
    """Give all bytes of the database's files."""
    return b"".join(path.read_bytes() for path in sorted(folder.glob("bot.db*")))


class Clock:
    """A clock that goes only when told."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 20, tzinfo=UTC)

    def __call__(self) -> datetime:
        """Give the time."""
        return self.now


@pytest.fixture
def clock() -> Clock:
    """Give a clock for the keys."""
    return Clock()


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    """Give a database with two users."""
    url = f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}"
    await migrate(url)
    async with Database.open(url) as opened:
        for user in (USER, OTHER):
            await Users(opened).seen(user, "Ann", None, None, Access.APPROVED)
        yield opened


@pytest.fixture
def keys(database: Database, clock: Clock) -> ApiKeyManager:
    """Give the keys of the users."""
    return ApiKeyManager(database, MasterKeys.parse(MasterKeys.generate_one()), clock=clock)


async def test_api_key_and_secret_meet_again(keys: ApiKeyManager) -> None:
    """The API key that waited and the secret that came are one HMAC key."""
    await keys.begin_secret(USER, "Main", API_KEY)

    credentials = await keys.secret_credentials(USER, SECRET)

    assert credentials == Credentials(API_KEY, SECRET, KeyType.HMAC)


async def test_waiting_api_key_is_not_readable_in_the_database(
    keys: ApiKeyManager, tmp_path: Path
) -> None:
    """No file of the database holds the API key in plain."""
    await keys.begin_secret(USER, "Main", API_KEY)

    assert (tmp_path / "bot.db").read_bytes()
    assert API_KEY.encode() not in written_to(tmp_path)


async def test_a_half_waits_for_its_own_user_only(keys: ApiKeyManager) -> None:
    """Somebody else's secret finds nothing to join."""
    await keys.begin_secret(USER, "Main", API_KEY)

    with pytest.raises(NoPendingPair):
        await keys.secret_credentials(OTHER, SECRET)


async def test_each_half_joins_only_its_own_kind(keys: ApiKeyManager) -> None:
    """A waiting API key is no private key, and a waiting private key is no API key."""
    await keys.begin_secret(USER, "Main", API_KEY)
    with pytest.raises(NoPendingPair):
        await keys.pending_credentials(USER, API_KEY)

    await keys.begin_pair(USER, "Main")
    with pytest.raises(NoPendingPair):
        await keys.secret_credentials(USER, SECRET)


async def test_a_half_is_gone_when_cancelled_replaced_or_old(
    keys: ApiKeyManager, clock: Clock
) -> None:
    """Nothing waits after a cancellation or for longer than a day."""
    await keys.begin_secret(USER, "Main", API_KEY)
    await keys.cancel_pair(USER)
    with pytest.raises(NoPendingPair):
        await keys.secret_credentials(USER, SECRET)

    await keys.begin_secret(USER, "Main", API_KEY)
    clock.now += timedelta(hours=24)
    with pytest.raises(NoPendingPair):
        await keys.secret_credentials(USER, SECRET)


async def test_an_api_key_stored_for_somebody_else_does_not_wait(keys: ApiKeyManager) -> None:
    """An API key that any user has stored is refused before its secret is asked for."""
    credentials = Credentials(API_KEY, SECRET, KeyType.HMAC)
    await keys.add(OTHER, credentials, label="Main", environment="mainnet", rights={})

    with pytest.raises(DuplicateKey) as caught:
        await keys.begin_secret(USER, "Main", API_KEY)
    assert caught.value.own is False


async def test_another_master_key_reads_nothing(keys: ApiKeyManager, database: Database) -> None:
    """A waiting half opens only under the master key it was kept with."""
    await keys.begin_secret(USER, "Main", API_KEY)
    foreign = ApiKeyManager(
        database, MasterKeys.parse(MasterKeys.generate_one()), clock=keys._clock
    )

    with pytest.raises(KeyUnreadable):
        await foreign.secret_credentials(USER, SECRET)


async def test_any_own_key_can_be_decrypted_and_no_foreign_one(keys: ApiKeyManager) -> None:
    """The check of a key that is not in use reads exactly that key, for its owner alone."""
    first = await keys.add(
        USER,
        Credentials(API_KEY, SECRET, KeyType.HMAC),
        label="Main",
        environment="mainnet",
        rights={},
    )
    await keys.add(
        USER,
        Credentials(SECRET, API_KEY, KeyType.HMAC),
        label="Key 2",
        environment="mainnet",
        rights={},
    )

    assert (await keys.credentials_of(USER, first.id)).api_key == API_KEY
    assert (await keys.credentials_of(USER)).api_key == SECRET
    with pytest.raises(Exception, match="no key with this id"):
        await keys.credentials_of(OTHER, first.id)

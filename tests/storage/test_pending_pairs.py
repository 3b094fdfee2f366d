"""Ed25519 pairs that wait for their API key."""

import base64
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from sqlalchemy import text

from binance.credentials import KeyType
from storage.apikey_manager import KEY_LIMIT, ApiKeyManager
from storage.database import Database
from storage.errors import (
    DuplicateKey,
    KeyUnreadable,
    LabelInvalid,
    NoPendingPair,
    TooManyKeys,
    UnknownUser,
)
from storage.users import Users
from tests.storage.moments import SetClock
from tests.storage.people import ALICE, BOB, add_key, hmac_credentials, sign_up

API_KEY = "p" * 64
ALMOST_A_DAY = timedelta(hours=23, minutes=59)


@pytest.fixture(autouse=True)
async def _people(users: Users) -> None:
    await sign_up(users, ALICE, BOB)


async def pairs(database: Database) -> int:
    """Count the pairs that wait."""
    async with database.read() as session:
        return int(await session.scalar(text("SELECT count(*) FROM pending_pairs")))


async def test_private_half_signs_for_the_public_half(keys: ApiKeyManager) -> None:
    """What the stored key signs, the public key that was shown confirms."""
    public_pem = await keys.begin_pair(ALICE, "Main")
    tried = await keys.pending_credentials(ALICE, API_KEY)
    stored = await keys.complete_pair(ALICE, API_KEY, environment="mainnet", rights={})

    public = load_pem_public_key(public_pem.encode())
    assert isinstance(public, Ed25519PublicKey)
    public.verify(base64.b64decode((await keys.credentials_of(ALICE)).sign(b"order")), b"order")
    assert tried == await keys.credentials_of(ALICE)
    assert (stored.label, stored.key_type, stored.in_use) == ("Main", KeyType.ED25519, True)


async def test_completed_pair_no_longer_waits(keys: ApiKeyManager, database: Database) -> None:
    """A pair is completed once."""
    await keys.begin_pair(ALICE, "Main")
    await keys.complete_pair(ALICE, API_KEY, environment="mainnet", rights={})

    with pytest.raises(NoPendingPair):
        await keys.complete_pair(ALICE, "q" * 64, environment="mainnet", rights={})
    assert await pairs(database) == 0


async def test_pair_expires_after_a_day(keys: ApiKeyManager, clock: SetClock) -> None:
    """A pair waits for almost a day, and no longer."""
    await keys.begin_pair(ALICE, "Main")
    clock.forward(ALMOST_A_DAY)
    still_there = await keys.pending_credentials(ALICE, API_KEY)
    clock.forward(timedelta(minutes=1))

    assert still_there.api_key == API_KEY
    with pytest.raises(NoPendingPair):
        await keys.pending_credentials(ALICE, API_KEY)
    with pytest.raises(NoPendingPair):
        await keys.complete_pair(ALICE, API_KEY, environment="mainnet", rights={})


async def test_expired_pairs_are_swept(
    keys: ApiKeyManager, database: Database, clock: SetClock
) -> None:
    """Somebody's next pair takes everybody's expired ones away."""
    await keys.begin_pair(ALICE, "Main")
    clock.forward(timedelta(hours=24))

    await keys.begin_pair(BOB, "Main")

    assert await pairs(database) == 1


async def test_newer_pair_replaces_the_older(keys: ApiKeyManager, database: Database) -> None:
    """Only the private half of the key shown last is kept."""
    await keys.begin_pair(ALICE, "Old")
    older = await keys.pending_credentials(ALICE, API_KEY)
    await keys.begin_pair(ALICE, "New")

    assert await keys.pending_credentials(ALICE, API_KEY) != older
    assert await pairs(database) == 1


async def test_cancelled_pair_is_gone(keys: ApiKeyManager) -> None:
    """Cancelling deletes the private half; doing it twice is no fault."""
    await keys.begin_pair(ALICE, "Main")

    await keys.cancel_pair(ALICE)
    await keys.cancel_pair(ALICE)

    with pytest.raises(NoPendingPair):
        await keys.pending_credentials(ALICE, API_KEY)


async def test_pair_of_somebody_else_is_out_of_reach(keys: ApiKeyManager) -> None:
    """A pair can be completed by the one it was made for."""
    await keys.begin_pair(BOB, "Main")

    with pytest.raises(NoPendingPair):
        await keys.pending_credentials(ALICE, API_KEY)


async def test_pair_moved_to_somebody_else_is_unreadable(
    keys: ApiKeyManager, database: Database
) -> None:
    """A row pasted under another user does not open."""
    await keys.begin_pair(BOB, "Main")
    async with database.write() as session:
        await session.execute(text("UPDATE pending_pairs SET user_id = 7"))

    with pytest.raises(KeyUnreadable):
        await keys.pending_credentials(ALICE, API_KEY)


async def test_known_api_key_is_refused_before_anything_is_tried(keys: ApiKeyManager) -> None:
    """An API key that is stored already is refused, and the pair goes on waiting."""
    await add_key(keys, BOB, hmac_credentials())
    await keys.begin_pair(ALICE, "Main")
    known = hmac_credentials().api_key

    with pytest.raises(DuplicateKey):
        await keys.pending_credentials(ALICE, known)
    with pytest.raises(DuplicateKey):
        await keys.complete_pair(ALICE, known, environment="mainnet", rights={})
    assert (await keys.pending_credentials(ALICE, API_KEY)).api_key == API_KEY


async def test_pair_needs_a_user_a_label_and_room(keys: ApiKeyManager) -> None:
    """What cannot be completed later is refused at the beginning."""
    with pytest.raises(UnknownUser):
        await keys.begin_pair(404, "Main")
    with pytest.raises(LabelInvalid):
        await keys.begin_pair(ALICE, "\n")
    for number in range(KEY_LIMIT):
        await add_key(keys, ALICE, hmac_credentials(str(number)))
    with pytest.raises(TooManyKeys):
        await keys.begin_pair(ALICE, "Main")

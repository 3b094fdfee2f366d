"""Halves of keys whose other half the user has not sent yet; one a user.

The private half of a pair the bot made, or the API key of a key that Binance generated.
"""

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from binance.credentials import Credentials, KeyPair, KeyType
from storage.errors import NoPendingPair
from storage.models import PendingPairRow
from storage.sealed_rows import new_id, seal_into, unseal
from storage.sealing import MasterKeys

LIFETIME = timedelta(hours=24)


def pair_row(
    masters: MasterKeys, pair: KeyPair, user_id: int, label: str, now: datetime
) -> PendingPairRow:
    """Give a row with the private half, encrypted."""
    row = PendingPairRow(
        id=new_id(), user_id=user_id, label=label, created_at=now, expires_at=now + LIFETIME
    )
    seal_into(row, masters, {"key_type": KeyType.ED25519, "secret": pair.private_pem})
    return row


async def find_pair(session: AsyncSession, user_id: int, now: datetime) -> PendingPairRow:
    """Give the pair that waits for its API key. Fails with `NoPendingPair`."""
    query = select(PendingPairRow).where(PendingPairRow.user_id == user_id)
    row: PendingPairRow | None = await session.scalar(query)
    if row is None or row.expires_at <= now:
        raise NoPendingPair(user_id)
    return row


def pair_credentials(row: PendingPairRow, masters: MasterKeys, api_key: str) -> Credentials:
    """Join the private half with the API key. Fails with `KeyUnreadable`, `NoPendingPair`."""
    return Credentials(api_key, _half(row, masters, KeyType.ED25519), KeyType.ED25519)


def secret_row(
    masters: MasterKeys, api_key: str, user_id: int, label: str, now: datetime
) -> PendingPairRow:
    """Give a row with the API key of an HMAC key whose secret is still to come, encrypted."""
    row = PendingPairRow(
        id=new_id(), user_id=user_id, label=label, created_at=now, expires_at=now + LIFETIME
    )
    seal_into(row, masters, {"key_type": KeyType.HMAC, "secret": api_key})
    return row


def secret_credentials(row: PendingPairRow, masters: MasterKeys, secret: str) -> Credentials:
    """Join the API key with its secret. Fails with `KeyUnreadable`, `NoPendingPair`."""
    return Credentials(_half(row, masters, KeyType.HMAC), secret, KeyType.HMAC)


def _half(row: PendingPairRow, masters: MasterKeys, key_type: KeyType) -> str:
    """Give what waits in the row, if it is half of a key of this type."""
    fields = unseal(row, masters)
    if fields.get("key_type") != key_type:
        raise NoPendingPair(row.user_id)
    return str(fields["secret"])


async def drop_pairs(session: AsyncSession, user_id: int, now: datetime) -> None:
    """Delete the pair of the user, and everybody's expired ones."""
    owned = PendingPairRow.user_id == user_id
    await session.execute(delete(PendingPairRow).where(owned | (PendingPairRow.expires_at <= now)))

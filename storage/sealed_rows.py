"""Rows that hold something encrypted: what goes into their token and comes out again."""

import secrets
from typing import Any

from binance.credentials import Credentials, KeyType
from storage.errors import KeyUnreadable
from storage.models import ApiKeyRow, PendingPairRow, SealedRow
from storage.sealing import ALGORITHM, MasterKeys, Place, Sealed

PURPOSES: dict[type[SealedRow], str] = {ApiKeyRow: "cred", PendingPairRow: "pair"}

_ID_BITS = 53  # a number that every JSON reader keeps exactly


def new_id() -> int:
    """Give a random row id: never used before, so that no old token fits a new row."""
    return secrets.randbits(_ID_BITS) | 1


def place_of(row: SealedRow) -> Place:
    """Give the place the token of this row is bound to."""
    return Place(PURPOSES[type(row)], row.user_id, row.id)


def seal_into(row: SealedRow, masters: MasterKeys, fields: dict[str, str]) -> None:
    """Encrypt the fields into a row that is new."""
    sealed = masters.seal(place_of(row), fields)
    row.kid, row.token = sealed.kid, sealed.token
    row.algorithm, row.row_version = ALGORITHM, 1


def unseal(row: SealedRow, masters: MasterKeys) -> dict[str, Any]:
    """Decrypt the fields of the row. Fails with `KeyUnreadable`."""
    fields = masters.unseal(place_of(row), Sealed(row.kid, row.token))
    is_typed_alike = not isinstance(row, ApiKeyRow) or fields.get("key_type") == row.key_type
    if row.algorithm != ALGORITHM or not is_typed_alike:
        raise KeyUnreadable(row.user_id, row.id)
    return fields


def key_fields(credentials: Credentials) -> dict[str, str]:
    """Give what is encrypted of a key."""
    return {
        "key_type": credentials.key_type,
        "api_key": credentials.api_key,
        "secret": credentials.secret,
    }


def unseal_credentials(row: ApiKeyRow, masters: MasterKeys) -> Credentials:
    """Decrypt the key of the row. Fails with `KeyUnreadable`."""
    fields = unseal(row, masters)
    return Credentials(fields["api_key"], fields["secret"], KeyType(row.key_type))

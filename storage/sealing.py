"""Encryption of what belongs to one row of one user.

Fernet cannot bind a text to its place. So every row has a key of its own, derived from the master
key, the user and the row, and the plaintext repeats them: a token pasted into another row, or under
another user, does not open. Nothing here is cached, and nothing secret appears in a repr.
"""

import hmac
import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from string import ascii_letters, digits
from typing import Any, Self

from cryptography.fernet import Fernet, InvalidToken

from storage.errors import KeyUnreadable, MasterKeysInvalid

ALGORITHM = 1  # Fernet under HKDF-SHA256
EXCHANGE = "binance"

_ALPHABET = (ascii_letters + digits + "-_").encode()  # of URL-safe base64
_KEY_BYTES = 32
_FINGERPRINT_BYTES = 16


@dataclass(frozen=True, slots=True)
class Place:
    """Where something sealed belongs, and what for: it opens nowhere else."""

    purpose: str  # "cred": an API key · "pair": the private half of a pending key pair
    user_id: int
    row_id: int

    @property
    def info(self) -> bytes:
        """The context of the key derivation."""
        return f"cbot|{self.purpose}|v1|{EXCHANGE}|{self.user_id}|{self.row_id}".encode()


@dataclass(frozen=True, slots=True)
class Sealed:
    """A token, and the public id of the master key it was made with."""

    kid: str
    token: str = field(repr=False)


class MasterKey:
    """One master key. `kid` identifies it in rows and messages and gives nothing away."""

    def __init__(self, secret: bytes) -> None:
        # The first half of HKDF (RFC 5869), the same for every context: an empty salt is zeros.
        self._extracted = hmac.digest(bytes(_KEY_BYTES), secret, "sha256")
        self.kid = sha256(b"kid" + secret).hexdigest()[:8]

    def __repr__(self) -> str:
        return f"MasterKey({self.kid})"

    def derive(self, info: bytes) -> bytes:
        """Give the 32 bytes that belong to this context alone: HKDF-SHA256, its only block."""
        return hmac.digest(self._extracted, info + b"\x01", "sha256")

    def fernet(self, place: Place) -> Fernet:
        """Give the cipher of one row."""
        return Fernet(urlsafe_b64encode(self.derive(place.info)))

    def fingerprint(self, api_key: str) -> str:
        """Give a keyed hash: equal for equal API keys, and worthless without the master key."""
        index_key = self.derive(b"cbot|index|v1")
        return hmac.digest(index_key, api_key.encode(), "sha256")[:_FINGERPRINT_BYTES].hex()


class MasterKeys:
    """The master keys, newest first: the newest encrypts, all of them decrypt."""

    def __init__(self, keys: tuple[MasterKey, ...]) -> None:
        self.newest = keys[0]
        self._by_kid = {key.kid: key for key in keys}

    def __repr__(self) -> str:
        return f"MasterKeys({', '.join(self._by_kid)})"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read Fernet keys separated by commas or white space, newest first.

        Fails with `MasterKeysInvalid`.
        """
        parts = [part for part in re.split(r"[,\s]+", text) if part]
        if not parts:
            raise MasterKeysInvalid("there is no master key")
        secrets = [_read_key(part, position) for position, part in enumerate(parts, start=1)]
        if len(set(secrets)) < len(secrets):
            raise MasterKeysInvalid("the same master key is listed twice")
        return cls(tuple(MasterKey(secret) for secret in secrets))

    @staticmethod
    def generate_one() -> str:
        """Make a master key, in the form `parse` reads."""
        return Fernet.generate_key().decode()

    @property
    def kids(self) -> tuple[str, ...]:
        """Public ids, newest first."""
        return tuple(self._by_kid)

    def fingerprints(self, api_key: str) -> tuple[str, ...]:
        """Give the fingerprints an API key may be stored under, one a master key, newest first."""
        return tuple(key.fingerprint(api_key) for key in self._by_kid.values())

    def seal(self, place: Place, fields: Mapping[str, str]) -> Sealed:
        """Encrypt the fields for this place with the newest key."""
        plaintext = json.dumps({**fields, "user_id": place.user_id, "row_id": place.row_id})
        token = self.newest.fernet(place).encrypt(plaintext.encode())
        return Sealed(self.newest.kid, token.decode())

    def unseal(self, place: Place, sealed: Sealed) -> dict[str, Any]:
        """Decrypt what was sealed for this place.

        Fails with `KeyUnreadable`, whatever the cause: to tell causes apart would help an attacker.
        """
        try:
            fernet = self._by_kid[sealed.kid].fernet(place)
            fields: dict[str, Any] = json.loads(fernet.decrypt(_strict(sealed.token)))
            if (fields.pop("user_id"), fields.pop("row_id")) == (place.user_id, place.row_id):
                return fields
        except (InvalidToken, KeyError, TypeError, ValueError, AttributeError):
            # The cause may quote what it could not read.
            raise KeyUnreadable(place.user_id, place.row_id) from None
        raise KeyUnreadable(place.user_id, place.row_id)


def _read_key(text: str, position: int) -> bytes:
    try:
        secret = urlsafe_b64decode(text.encode("ascii"))
    except ValueError:
        secret = b""
    if len(secret) != _KEY_BYTES:
        raise MasterKeysInvalid(f"master key {position} is not 32 bytes in URL-safe base64")
    return secret


def _strict(token: str) -> bytes:
    """Refuse what lenient base64 would read over: a token has exactly one spelling."""
    raw = token.encode("ascii")
    last = raw[-4:]  # only there can be padding, and bits that mean nothing
    strange = raw[:-4].translate(None, _ALPHABET)
    if len(raw) % 4 or strange or urlsafe_b64encode(urlsafe_b64decode(last)) != last:
        raise ValueError("not canonical base64")
    return raw

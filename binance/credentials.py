"""A caller's key: what proves to Binance who is asking.

https://developers.binance.com/docs/binance-spot-api-docs/faqs/api_key_types
"""

import hmac
import re
from base64 import b64encode
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from typing import Protocol

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from binance.exceptions import RequestInvalid

_HEADER_SAFE = re.compile(r"[!-~]+")  # a header value carries no space and no line end


class KeyType(StrEnum):
    """How a key signs."""

    HMAC = "hmac"
    RSA = "rsa"
    ED25519 = "ed25519"


class _Signer(Protocol):
    def __call__(self, payload: bytes) -> str: ...


@dataclass(frozen=True, slots=True, repr=False)
class Credentials:
    """An API key and what signs for it.

    `secret` is the HMAC secret, or the private key as unencrypted PKCS#8 PEM.
    Fails with `RequestInvalid` when either cannot be used; the message never holds the value.
    """

    api_key: str
    secret: str
    key_type: KeyType
    _signer: _Signer = field(init=False, compare=False)

    def __post_init__(self) -> None:
        if not _HEADER_SAFE.fullmatch(self.api_key):
            raise RequestInvalid("api_key", "must be printable ASCII without spaces")
        object.__setattr__(self, "_signer", _signer_of(self.key_type, self.secret))

    def __repr__(self) -> str:
        return f"Credentials(…{self.api_key[-4:]}, {self.key_type})"

    def sign(self, payload: bytes) -> str:
        """Sign the exact bytes: hexadecimal for HMAC, base64 for RSA and Ed25519."""
        return self._signer(payload)


@dataclass(frozen=True, slots=True, repr=False)
class KeyPair:
    """A key pair: the private half as PKCS#8 PEM, the public half as Binance takes it."""

    private_pem: str
    public_pem: str

    def __repr__(self) -> str:
        return "KeyPair(…)"


def generate_ed25519() -> KeyPair:
    """Make a fresh Ed25519 key pair."""
    private = Ed25519PrivateKey.generate()
    private_pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    public_pem = private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return KeyPair(private_pem.decode(), public_pem.decode())


def _signer_of(key_type: KeyType, secret: str) -> _Signer:
    if key_type is KeyType.HMAC:
        return _hmac_signer(secret)
    try:
        key = load_pem_private_key(secret.encode(), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        # The cause is left out: it may quote the key.
        raise RequestInvalid("secret", "is not an unencrypted PKCS#8 private key") from None
    if key_type is KeyType.ED25519 and isinstance(key, Ed25519PrivateKey):
        return lambda payload: b64encode(key.sign(payload)).decode()
    if key_type is KeyType.RSA and isinstance(key, RSAPrivateKey):
        return lambda payload: b64encode(key.sign(payload, PKCS1v15(), SHA256())).decode()
    raise RequestInvalid("secret", f"is not a private key of type {key_type}")


def _hmac_signer(secret: str) -> _Signer:
    try:
        keyed = hmac.new(secret.encode(), digestmod=sha256)
    except UnicodeEncodeError:
        raise RequestInvalid("secret", "is not valid text") from None

    def sign(payload: bytes) -> str:
        code = keyed.copy()  # keyed once: hashing the secret again costs half as much again
        code.update(payload)
        return code.hexdigest()

    return sign

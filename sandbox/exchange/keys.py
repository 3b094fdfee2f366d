"""API keys as the exchange's "API management" page would keep them."""

import random
import string
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

ALPHABET = string.ascii_letters + string.digits
KEY_LENGTH = 64  # characters, as at Binance


@dataclass(frozen=True, kw_only=True, slots=True)
class Rights:
    """What a key may do; the names are those of apiRestrictions in snake_case."""

    enable_reading: bool = True
    enable_withdrawals: bool = False
    enable_internal_transfer: bool = False
    enable_margin: bool = False
    enable_futures: bool = False
    permits_universal_transfer: bool = False
    enable_vanilla_options: bool = False
    enable_fix_api_trade: bool = False
    enable_fix_read_only: bool = False
    enable_spot_and_margin_trading: bool = False
    enable_portfolio_margin_trading: bool = False

    def names(self) -> dict[str, bool]:
        """Give every right by name."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class IssuedKey:
    """What the owner sees once: the key, and the secret unless they brought a public key."""

    api_key: str
    secret: str | None = field(repr=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class ApiKey:
    """A key as the server knows it: an HMAC secret or a public key to verify with."""

    api_key: str
    account: str
    rights: Rights
    created_ms: int
    allowed_ips: tuple[str, ...] = ()  # empty: from any address
    secret: str | None = field(default=None, repr=False)
    public_key: Ed25519PublicKey | RSAPublicKey | None = None

    @property
    def kind(self) -> str:
        """Name the key's type: hmac, rsa or ed25519."""
        if self.public_key is None:
            return "hmac"
        return "ed25519" if isinstance(self.public_key, Ed25519PublicKey) else "rsa"

    def admits(self, address: str) -> bool:
        """Tell whether a request may come from this address."""
        return not self.allowed_ips or address in self.allowed_ips


class KeyRegistry:
    """Issues, finds and revokes keys; the same seed gives the same keys again."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(f"{seed}:keys")
        self._keys: dict[str, ApiKey] = {}

    def issue(self, key: ApiKey) -> IssuedKey:
        """Store a key; an HMAC secret is made when there is no public key."""
        secret = None if key.public_key is not None else key.secret or self.characters()
        self._keys[key.api_key] = replace(key, secret=secret)
        return IssuedKey(key.api_key, secret)

    def characters(self) -> str:
        """Make the 64 letters and digits of a key or a secret."""
        return "".join(self._random.choices(ALPHABET, k=KEY_LENGTH))

    def find(self, api_key: str) -> ApiKey | None:
        """Find a key that is still valid."""
        return self._keys.get(api_key)

    def of(self, account: str) -> list[ApiKey]:
        """List an account's keys, oldest first."""
        return [key for key in self._keys.values() if key.account == account]

    def revoke(self, api_key: str) -> bool:
        """Delete a key; tells whether there was one."""
        return self._keys.pop(api_key, None) is not None

    def restrict(
        self, api_key: str, *, rights: Rights | None = None, ips: Sequence[str] | None = None
    ) -> None:
        """Change what a key may do, or from where. Fails with `KeyError`."""
        key = self._keys[api_key]
        self._keys[api_key] = replace(
            key,
            rights=rights or key.rights,
            allowed_ips=key.allowed_ips if ips is None else tuple(ips),
        )


def read_public_key(pem: str) -> Ed25519PublicKey | RSAPublicKey:
    """Read an Ed25519 or RSA (2048 to 4096 bits) public key. Fails with `ValueError`."""
    key = load_pem_public_key(pem.strip().encode())
    if isinstance(key, Ed25519PublicKey):
        return key
    if isinstance(key, RSAPublicKey) and 2048 <= key.key_size <= 4096:
        return key
    raise ValueError("only Ed25519 and RSA keys of 2048 to 4096 bits are taken")

"""What a secret looks like in a text: its shape, never its value."""

import re
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class SecretKind(StrEnum):
    """A kind of secret that people paste by mistake."""

    BINANCE_KEY = "binance_key"
    PRIVATE_KEY = "private_key"
    BOT_TOKEN = "bot_token"  # noqa: S105  a kind, not a token
    MASTER_KEY = "master_key"


# Invisible characters that a copied text may carry inside a key.
_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
# A transaction hash, 0x and 64 hexadecimal digits, is longer than any key of Binance.
_TRANSACTION: Final = re.compile(r"(?<![A-Za-z0-9])0x[0-9A-Fa-f]{64}(?![A-Za-z0-9])")
_SHAPES: Final[Mapping[SecretKind, re.Pattern[str]]] = MappingProxyType(
    {
        # PEM, or the DER of an Ed25519 or RSA private key in base64 without the PEM lines.
        SecretKind.PRIVATE_KEY: re.compile(
            r"-----BEGIN [A-Z0-9 ]{0,20}PRIVATE KEY-----"
            r"|MC4CAQAwBQYDK2VwBCIEI[A-Za-z0-9+/]{16}"
            r"|BADANBgkqhkiG9w0BAQEFAASC[A-Za-z0-9+/]{16}"
        ),
        SecretKind.BOT_TOKEN: re.compile(r"(?<![0-9])[0-9]{6,12}:[A-Za-z0-9_-]{30}"),
        SecretKind.MASTER_KEY: re.compile(r"(?<![\w-])[A-Za-z0-9_-]{43}=(?![\w=-])"),
        SecretKind.BINANCE_KEY: re.compile(r"[A-Za-z0-9]{64}"),
    }
)
_KEY: Final = re.compile(r"[A-Za-z0-9]{64}", re.ASCII)


def find_secret(text: str) -> SecretKind | None:
    """Give the kind of the first secret a text seems to hold, or None."""
    visible = _TRANSACTION.sub(" ", _INVISIBLE.sub("", text))
    return next((kind for kind, shape in _SHAPES.items() if shape.search(visible)), None)


def is_key(text: str) -> bool:
    """Tell whether a text is exactly one API key or secret: 64 ASCII letters and digits."""
    return _KEY.fullmatch(text) is not None


def without_invisible(text: str) -> str:
    """Give a pasted text without the invisible characters that copying may add."""
    return _INVISIBLE.sub("", text)

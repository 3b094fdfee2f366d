"""Planted secrets, the forms they may leak in, and the search for them."""

import base64
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

SLICE = 12  # characters of a secret that are a leak already


@dataclass
class Canaries:
    """Secrets by name. Texts that are no secret in themselves, such as PEM lines, stay out."""

    planted: dict[str, str] = field(default_factory=dict)

    def plant(self, name: str, secret: str) -> str:
        """Remember a secret, and give it."""
        assert len(secret) >= SLICE
        self.planted[name] = secret
        return secret

    def plant_private_key(self, name: str, pem: str) -> str:
        """Remember the secret part of an Ed25519 private key; all such keys begin alike."""
        body = "".join(line for line in pem.splitlines() if not line.startswith("-----"))
        self.plant(name, base64.b64decode(body)[-32:].hex())
        self.plant(f"{name} in base64", body[22:])
        return pem

    def found_in(self, sinks: Mapping[str, bytes]) -> set[tuple[str, str]]:
        """Give which secret is in which sink, in whatever form."""
        return {
            (name, sink)
            for sink, content in sinks.items()
            for name, secret in self.planted.items()
            if any(form in content for form in forms(secret))
        }


def forms(secret: str) -> Iterator[bytes]:
    """Give the ways a secret may be written: any piece of it, encoded, or turned around."""
    raw = secret.encode()
    for start in range(len(raw) - SLICE + 1):
        yield raw[start : start + SLICE]
    yield raw[::-1]
    yield raw.hex().encode()
    yield raw.hex().upper().encode()
    yield quote(secret, safe="").encode()
    for offset in range(3):
        encoded = base64.b64encode(b"\0" * offset + raw)
        yield encoded[4 if offset else 0 : -4]

"""Keys: what they sign, what they show, what they refuse."""

import json
from base64 import b64decode
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_public_key,
)

from binance.credentials import Credentials, KeyType, generate_ed25519
from binance.exceptions import RequestInvalid
from binance.request.parameters import encoder_of
from binance.request.signer import signed, ws_api_payload

VECTORS: list[dict[str, Any]] = json.loads(
    Path(__file__).with_name("sign_vectors.json").read_text("utf-8")
)
IDS = [vector["id"] for vector in VECTORS]


@pytest.mark.parametrize("vector", VECTORS, ids=IDS)
def test_official_payload_is_built(vector: dict[str, Any]) -> None:
    """The signed text of every example comes out of its decoded parameters."""
    from_pairs = _rest_payload(vector["payload"])
    if "wsapi" in vector["id"]:
        pairs = (pair.split("=", 1) for pair in reversed(vector["payload"].split("&")))
        from_pairs = ws_api_payload(dict(pairs))
    if "body" in vector:  # no separator between query and body
        from_pairs = _rest_payload(vector["query"]) + _rest_payload(vector["body"])

    assert vector["payload"] == from_pairs


@pytest.mark.parametrize("vector", VECTORS, ids=IDS)
def test_official_signature_is_reproduced(vector: dict[str, Any]) -> None:
    """Every example with a published key gives its signature; the others are well-formed."""
    secret = vector.get("secret") or vector.get("private_pkcs8_pem")
    if secret is None:
        assert not vector["verifiable"]
        assert len(b64decode(vector["signature_b64"])) in {64, 256}
        return
    kind = KeyType.HMAC if vector["alg"].startswith("HMAC") else KeyType.ED25519
    credentials = Credentials(vector.get("api_key", "key"), secret, kind)

    expected = vector.get("signature_hex") or vector["signature_b64"]
    assert expected == credentials.sign(vector["payload"].encode())


def test_signing_unencoded_text_differs() -> None:
    """Control: the non-ASCII example fails when the text is not percent-encoded first."""
    vector = next(one for one in VECTORS if one["id"] == "spot-rest-hmac-nonascii")
    unencoded = vector["payload"].replace("%EF%BC%91%EF%BC%92%EF%BC%93", "１２３")
    credentials = Credentials("key", vector["secret"], KeyType.HMAC)

    assert vector["signature_hex"] != credentials.sign(unencoded.encode())


def test_one_key_signs_many_times() -> None:
    """A signature does not depend on what was signed before."""
    credentials = Credentials("key", "secret", KeyType.HMAC)
    first = credentials.sign(b"a=1")
    credentials.sign(b"b=2")

    assert first == credentials.sign(b"a=1")


def test_rsa_signature_verifies() -> None:
    """RSA signs with PKCS #1 v1.5 over SHA-256."""
    private = generate_private_key(65537, 2048)
    pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    signature = Credentials("key", pem, KeyType.RSA).sign(b"a=1")

    private.public_key().verify(b64decode(signature), b"a=1", PKCS1v15(), SHA256())
    assert len(b64decode(signature)) == 256


def test_generated_pair_fits() -> None:
    """What the private half signs the public half verifies, and each pair is new."""
    pair = generate_ed25519()
    signature = Credentials("key", pair.private_pem, KeyType.ED25519).sign(b"a=1")
    public = load_pem_public_key(pair.public_pem.encode())

    assert isinstance(public, Ed25519PublicKey)
    public.verify(b64decode(signature), b"a=1")
    assert pair.private_pem != generate_ed25519().private_pem


def test_base64_signature_is_percent_encoded() -> None:
    """Plus, slash and equals sign of a signature never stand in a query as they are."""
    pair = generate_ed25519()
    credentials = Credentials("key", pair.private_pem, KeyType.ED25519)
    query = signed("timestamp=1", credentials)

    assert not set("+/=") & set(query.removeprefix("timestamp=1&signature="))


def test_repr_shows_four_characters() -> None:
    """Printing a key or a pair gives no secret away."""
    pair = generate_ed25519()
    credentials = Credentials("abcdefgh1234", "planted-secret", KeyType.HMAC)

    assert repr(credentials) == "Credentials(…1234, hmac)"
    assert "PRIVATE" not in f"{pair!r} {pair}"


@pytest.mark.parametrize(
    ("api_key", "secret", "kind"),
    [
        ("", "s", KeyType.HMAC),
        ("a b", "s", KeyType.HMAC),
        ("a\r\nX: y", "s", KeyType.HMAC),
        ("ключ", "s", KeyType.HMAC),
        ("a", "\ud800", KeyType.HMAC),
        ("a", "planted-secret", KeyType.RSA),
        ("a", "planted-secret", KeyType.ED25519),
        ("a", generate_ed25519().private_pem, KeyType.RSA),
        ("a", generate_ed25519().public_pem, KeyType.ED25519),
    ],
)
def test_unusable_key_is_refused(api_key: str, secret: str, kind: KeyType) -> None:
    """A key that cannot be sent or cannot sign is refused without being quoted."""
    with pytest.raises(RequestInvalid) as caught:
        Credentials(api_key, secret, kind)

    assert "planted-secret" not in str(caught.value)
    assert "PRIVATE" not in str(caught.value)
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


def _rest_payload(payload: str) -> str:
    encode = encoder_of(str)
    pairs = (pair.split("=", 1) for pair in payload.split("&"))
    return "&".join(f"{name}={encode(unquote(value))}" for name, value in pairs)

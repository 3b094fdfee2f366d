"""What counts as a secret in a text, and what does not."""

import string
from textwrap import wrap

import pytest
from cryptography.fernet import Fernet
from hypothesis import example, given
from hypothesis import strategies as st

from binance.credentials import generate_ed25519
from bot.services.secret_shapes import SecretKind, find_secret, is_key

KEY = "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A"  # a published example
HEX = "dbefbc809e3e83c283a984c3a1459732ea7db1360ca80c5c2c8867408d28cc83"  # the same for futures
TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw-"
PRIVATE = generate_ed25519().private_pem
RSA_BODY = "MIIEvgIBADANBgkqhkiG9w0BAQEFAASCBKgwggSkAgEAAoIBAQDJ"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (KEY, SecretKind.BINANCE_KEY),
        (HEX, SecretKind.BINANCE_KEY),
        (f"my key:{KEY}!", SecretKind.BINANCE_KEY),
        (f"{KEY}{KEY[::-1]}", SecretKind.BINANCE_KEY),
        (f"{KEY[:30]}\u200b{KEY[30:]}", SecretKind.BINANCE_KEY),
        (f"/p {KEY}", SecretKind.BINANCE_KEY),
        (f"https://example.org/?k={KEY}", SecretKind.BINANCE_KEY),
        (PRIVATE, SecretKind.PRIVATE_KEY),
        (PRIVATE.splitlines()[1], SecretKind.PRIVATE_KEY),
        (RSA_BODY, SecretKind.PRIVATE_KEY),
        ("-----BEGIN RSA PRIVATE KEY-----", SecretKind.PRIVATE_KEY),
        ("-----BEGIN ENCRYPTED PRIVATE KEY-----", SecretKind.PRIVATE_KEY),
        (TOKEN, SecretKind.BOT_TOKEN),
        (f"https://api.telegram.org/bot{TOKEN}/getMe", SecretKind.BOT_TOKEN),
        (Fernet.generate_key().decode(), SecretKind.MASTER_KEY),
    ],
    ids=lambda value: value.name if isinstance(value, SecretKind) else "text",
)
def test_secrets_are_found(text: str, kind: SecretKind) -> None:
    """Each kind of secret is recognised, alone and inside other text."""
    assert find_secret(text) is kind


@pytest.mark.parametrize(
    "text",
    [
        "",
        "/p btc eth sol",
        KEY[:63],
        " ".join(wrap(KEY, 32)),
        f"0x{HEX}",
        f"see 0x{HEX} on the chain",
        generate_ed25519().public_pem,
        "12:30",
        "1234567:short",
        "-----BEGIN PUBLIC KEY-----",
        "https://t.me/c/1234567890/42?thread=7",
    ],
)
def test_ordinary_texts_are_left_alone(text: str) -> None:
    """Commands, links, public keys and transaction hashes are no secrets."""
    assert find_secret(text) is None


@given(
    before=st.text(max_size=50),
    key=st.text(string.ascii_letters + string.digits, min_size=64, max_size=64),
    after=st.text(max_size=50),
)
def test_a_key_is_found_inside_any_text(before: str, key: str, after: str) -> None:
    """No text around a key hides it, but for the 0x of a transaction hash."""
    text = f"{before} {key} {after}"

    assert find_secret(text) is not None


@given(st.text(max_size=4096))
@example("\ud800" * 64)
@example("A" * 4096)
@example("-----BEGIN " * 300)
def test_hostile_text_is_judged_without_an_error(text: str) -> None:
    """Any text gets a verdict, and an exact key is always a find."""
    assert not is_key(text) or find_secret(text) is SecretKind.BINANCE_KEY


@pytest.mark.parametrize("text", [f"{KEY}\n", f" {KEY}", KEY[:63], KEY + "A", KEY[:63] + "é", ""])
def test_only_64_ascii_letters_and_digits_are_a_key(text: str) -> None:
    """A line end, a space, one character more or less make it no key."""
    assert is_key(KEY)
    assert not is_key(text)

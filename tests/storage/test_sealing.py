"""What is sealed for one row opens there, and nowhere else."""

import base64
import json

import pytest
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from hypothesis import assume, given
from hypothesis import strategies as st

from storage.errors import KeyUnreadable, MasterKeysInvalid
from storage.sealing import MasterKey, MasterKeys, Place, Sealed

GIVEN = base64.urlsafe_b64encode(b"m" * 32).decode()
MASTERS = MasterKeys.parse(GIVEN)
HOME = Place("cred", 7, 100)
FIELDS = {"key_type": "hmac", "api_key": "canary-api-key", "secret": "canary-secret"}
SEALED = MASTERS.seal(HOME, FIELDS)

places = st.builds(
    Place,
    st.sampled_from(["cred", "pair"]),
    st.integers(1, 2**53),
    st.integers(1, 2**53),
)


def opens(place: Place, sealed: Sealed, masters: MasterKeys = MASTERS) -> bool:
    """Whether the token opens there; any failure must be the one typed error."""
    try:
        fields = masters.unseal(place, sealed)
    except KeyUnreadable:
        return False
    assert fields == FIELDS
    return True


@given(places, st.dictionaries(st.sampled_from(["api_key", "secret"]), st.text()))
def test_sealed_fields_open_at_their_place(place: Place, fields: dict[str, str]) -> None:
    """Whatever text is sealed comes back as it was."""
    assert MASTERS.unseal(place, MASTERS.seal(place, fields)) == fields


@given(places)
def test_token_opens_nowhere_else(place: Place) -> None:
    """A token pasted under another user, row or purpose does not open."""
    assume(place != HOME)

    assert not opens(place, SEALED)


def test_fernet_alone_would_open_anywhere() -> None:
    """Control: with the master key itself as Fernet key, the same token fits every row."""
    plain = Fernet(base64.urlsafe_b64encode(b"m" * 32))
    token = plain.encrypt(json.dumps(FIELDS).encode())

    assert json.loads(plain.decrypt(token)) == FIELDS  # no user and no row was asked for


@given(st.data())
def test_flipped_bit_is_refused(data: st.DataObject) -> None:
    """One changed bit anywhere in the decoded token makes it unreadable."""
    raw = bytearray(base64.urlsafe_b64decode(SEALED.token))
    position = data.draw(st.integers(0, len(raw) * 8 - 1))
    raw[position // 8] ^= 1 << position % 8
    token = base64.urlsafe_b64encode(bytes(raw)).decode()

    assert not opens(HOME, Sealed(SEALED.kid, token))


@given(st.data())
def test_changed_character_is_refused(data: st.DataObject) -> None:
    """One changed character of the token, whatever it becomes, makes it unreadable."""
    position = data.draw(st.integers(0, len(SEALED.token) - 1))
    character = data.draw(st.characters())
    assume(character != SEALED.token[position])
    token = SEALED.token[:position] + character + SEALED.token[position + 1 :]

    assert not opens(HOME, Sealed(SEALED.kid, token))


@given(st.integers(0, len(SEALED.token) - 1))
def test_shortened_token_is_refused(length: int) -> None:
    """Any shorter beginning of the token is unreadable."""
    assert not opens(HOME, Sealed(SEALED.kid, SEALED.token[:length]))


@given(st.text())
def test_any_text_is_refused(token: str) -> None:
    """No text but a token opens, and none escapes the typed error."""
    assert not opens(HOME, Sealed(SEALED.kid, token))


@pytest.mark.parametrize("junk", ["\n", " ", "=", "é", "\0", "\udc80"])
def test_token_has_one_spelling(junk: str) -> None:
    """Characters that lenient base64 reads over are refused."""
    assert not opens(HOME, Sealed(SEALED.kid, SEALED.token + junk))
    assert not opens(HOME, Sealed(SEALED.kid, SEALED.token[:9] + junk + SEALED.token[9:]))


@pytest.mark.parametrize("token", [None, 5, b"bytes", 1.5])
def test_token_that_is_no_text_is_refused(token: object) -> None:
    """A column that holds something else than text is unreadable, not a crash."""
    broken = Sealed(SEALED.kid, SEALED.token)
    object.__setattr__(broken, "token", token)

    assert not opens(HOME, broken)


@given(st.binary(min_size=32, max_size=32), st.booleans())
def test_foreign_master_key_is_refused(secret: bytes, pretend: bool) -> None:
    """Another master key does not open the token, also not under the name of the right one."""
    assume(secret != b"m" * 32)
    foreign = MasterKeys.parse(base64.urlsafe_b64encode(secret).decode())
    kid = foreign.newest.kid if pretend else SEALED.kid

    assert not opens(HOME, Sealed(kid, SEALED.token), foreign)


def test_plaintext_of_another_row_is_refused() -> None:
    """Even what the right key encrypted is refused when the row named inside is another one."""
    foreign = json.dumps({**FIELDS, "user_id": 8, "row_id": HOME.row_id}).encode()
    token = MASTERS.newest.fernet(HOME).encrypt(foreign).decode()

    assert not opens(HOME, Sealed(SEALED.kid, token))


@pytest.mark.parametrize("plaintext", [b"", b"null", b"[]", b"{}", b"5", b"\xff", b'"text"'])
def test_plaintext_of_another_shape_is_refused(plaintext: bytes) -> None:
    """What was encrypted rightly but is not ours is unreadable, not a crash."""
    token = MASTERS.newest.fernet(HOME).encrypt(plaintext).decode()

    assert not opens(HOME, Sealed(SEALED.kid, token))


def test_failure_tells_nothing() -> None:
    """The error has no cause and quotes neither token nor key."""
    with pytest.raises(KeyUnreadable) as refused:
        MASTERS.unseal(Place("cred", 7, 101), SEALED)

    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__
    assert SEALED.token not in repr(refused.value)


@given(st.binary(min_size=32, max_size=32), st.binary(max_size=100))
def test_keys_are_derived_by_the_standard(secret: bytes, info: bytes) -> None:
    """The key of a context is what HKDF-SHA256 (RFC 5869) of the cryptography package gives."""
    standard = HKDF(SHA256(), length=32, salt=None, info=info).derive(secret)

    assert MasterKey(secret).derive(info) == standard


def test_newest_master_key_seals_and_all_open() -> None:
    """With a new key in front, old tokens still open and new ones carry its id."""
    new = MasterKeys.generate_one()
    both = MasterKeys.parse(f"{new},{GIVEN}")

    assert both.unseal(HOME, SEALED) == FIELDS
    assert both.seal(HOME, FIELDS).kid == both.kids[0] == MasterKeys.parse(new).newest.kid


def test_same_fields_never_look_the_same() -> None:
    """Sealing twice gives two tokens: equal secrets cannot be told by their tokens."""
    assert MASTERS.seal(HOME, FIELDS).token != SEALED.token


def test_fingerprint_depends_on_api_key_and_master_key() -> None:
    """Equal keys have equal fingerprints under one master key, and others under another."""
    other = MasterKeys.parse(MasterKeys.generate_one())

    assert MASTERS.fingerprints("k") == MASTERS.fingerprints("k")
    assert MASTERS.fingerprints("k") != MASTERS.fingerprints("l")
    assert MASTERS.fingerprints("k") != other.fingerprints("k")
    assert len(MASTERS.fingerprints("k")[0]) == 32


@pytest.mark.parametrize("separator", [",", "\n", " , ", "\r\n\r\n", ",\n"])
def test_master_keys_are_separated_by_commas_or_lines(separator: str) -> None:
    """A list may stand on one line or on many."""
    texts = [MasterKeys.generate_one() for _ in range(3)]

    masters = MasterKeys.parse(separator.join(texts) + "\n")

    assert masters.kids == tuple(MasterKeys.parse(text).newest.kid for text in texts)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no master key"),
        (" ,\n", "no master key"),
        ("canary", "master key 1"),
        ("é" * 44, "master key 1"),
        (base64.urlsafe_b64encode(b"canary-16-bytes!").decode(), "master key 1"),
        (f"{GIVEN},canary", "master key 2"),
        (f"{GIVEN},{GIVEN}", "twice"),
    ],
    ids=["empty", "separators", "word", "accents", "short", "second", "twice"],
)
def test_wrong_master_keys_are_refused(text: str, reason: str) -> None:
    """The message says which key is wrong and quotes none of them."""
    with pytest.raises(MasterKeysInvalid, match=reason) as refused:
        MasterKeys.parse(text)

    assert "canary" not in str(refused.value)
    assert refused.value.__cause__ is None


def test_reprs_hold_no_secret() -> None:
    """Master keys and tokens print their public ids alone."""
    printed = f"{MASTERS!r} {MASTERS} {MASTERS.newest!r} {SEALED!r}"

    assert GIVEN not in printed
    assert SEALED.token not in printed
    assert MASTERS.newest.kid in printed

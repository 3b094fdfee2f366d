"""JSON for a chat: folded until it fits, with no secret in it."""

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.json_view import folded, redacted, whole
from bot.redaction import Redactor

KEY = "Ab1" * 21 + "c"  # 64 characters, as a key has
VALUES = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.decimals(allow_nan=False, allow_infinity=False),
        st.text(st.characters(exclude_categories=["Cs"])),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=16),
        st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner, max_size=8),
    ),
    max_leaves=60,
)


def test_short_values_are_shown_whole() -> None:
    """What fits is valid JSON with its digits."""
    value = {"price": "0.10000000", "qty": Decimal("1.10"), "fills": [], "ok": True, "x": None}
    view = folded(value, 3000)

    assert view.complete
    assert json.loads(view.text, parse_float=Decimal) == value
    assert '"qty": 1.10' in view.text


def test_long_lists_are_folded() -> None:
    """Some elements, and how many more there are."""
    view = folded({"a": 1, "rows": [{"n": n, "name": "x" * 40} for n in range(600)]}, 1000)

    assert not view.complete
    assert len(view.text) <= 1000
    assert '"n": 0' in view.text
    shown = view.text.count('"n":')
    assert f"… {600 - shown}" in view.text


def test_fields_come_before_elements() -> None:
    """A list of 600 balances does not push the other fields out."""
    account = {f"field{n}": n for n in range(18)} | {"balances": [{"asset": "BTC"}] * 600}
    view = folded(account, 1000)

    assert all(f'"field{n}"' in view.text for n in range(18))
    assert '"balances"' in view.text


@given(VALUES, st.integers(300, 3000))
def test_anything_fits(value: Any, room: int) -> None:
    """Never longer than the room; valid JSON where nothing had to be folded."""
    view = folded(value, room)

    assert len(view.text) <= room
    if view.complete:
        json.loads(view.text)


@given(VALUES)
def test_file_has_all_of_it(value: Any) -> None:
    """Read back, the file is the value: every digit, every letter."""
    assert json.loads(whole(value), parse_float=Decimal) == value


def test_deep_values_have_an_end() -> None:
    """Nesting deeper than anything Binance sends is cut, not followed."""
    value: Any = 1
    for _ in range(900):
        value = [value]

    assert len(folded(redacted(value, Redactor()), 3000).text) < 3000


@pytest.mark.parametrize(
    "field", ["apiKey", "secretKey", "listenKey", "api_key", "secret", "signature", "privateKey"]
)
def test_fields_that_hold_secrets_are_hidden(field: str) -> None:
    """By their names, whatever the value looks like and however deep they are."""
    shown = redacted({"rows": [{field: "short", "note": "kept"}]}, Redactor())

    assert shown == {"rows": [{field: "[hidden]", "note": "kept"}]}


def test_values_that_are_or_look_like_secrets_are_hidden() -> None:
    """Live secrets everywhere, in names too; what looks like a key in fields that name no hash."""
    redactor = Redactor()
    with redactor.hiding("live-secret-value"):
        shown = redacted(
            {
                "a": f"x {KEY} y",
                "txId": KEY,
                "b": "my live-secret-value",
                "live-secret-value": 1,
                "txid": "live-secret-value",
            },
            redactor,
        )

    assert shown == {
        "a": "x [hidden] y",
        "txId": KEY,
        "b": "my [hidden]",
        "[hidden]": 1,
        "txid": "[hidden]",
    }


def test_direction_marks_are_not_shown() -> None:
    """A name cannot turn the rest of the card around."""
    view = folded({"na\u202eme": "a\u202eb\x00c"}, 3000)

    assert view.text == '{"name": "abc"}'

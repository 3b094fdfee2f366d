"""Inline keyboards are checked button by button."""

from typing import Any

import pytest

from sandbox.telegram.errors import TelegramError
from sandbox.telegram.keyboards import inline_keyboard


def keyboard(*buttons: Any) -> Any:
    """Give a markup with one row."""
    return {"inline_keyboard": [list(buttons)]}


GOOD = [
    {"text": "a", "callback_data": "x" * 64},
    {"text": "b", "copy_text": {"text": "97412.35"}, "style": "primary"},
    {"text": "c", "url": "https://binance.com/"},
    {"text": "d", "disabled": {}, "style": "danger"},
]
BAD: dict[str, Any] = {
    "BUTTON_DATA_INVALID": keyboard({"text": "a", "callback_data": "ü" * 33}),
    "BUTTON_COPY_TEXT_INVALID": keyboard({"text": "a", "copy_text": {"text": ""}}),
    "Wrong HTTP URL": keyboard({"text": "a", "url": "binance"}),
    "Text buttons are unallowed": keyboard({"text": "a"}),
    "exactly one action": keyboard({"text": "a", "callback_data": "x", "disabled": {}}),
    "invalid button style": keyboard({"text": "a", "callback_data": "x", "style": "gold"}),
    "non-empty String": keyboard({"text": " ", "callback_data": "x"}),
    "empty Object": keyboard({"text": "a", "disabled": True}),
    "expected an Object": keyboard("a"),
    "Array of Arrays": {"inline_keyboard": [1]},
    "object expected": [1],
    "inline keyboards only": {"keyboard": [[{"text": "a"}]]},
    "reply markup is too long": keyboard(*[{"text": "a", "callback_data": "x"}] * 9),
}


def test_every_kind_of_button_passes() -> None:
    """Callback, copy, link and disabled buttons keep their fields, in their rows."""
    assert inline_keyboard(keyboard(*GOOD)) == [GOOD]
    assert inline_keyboard(None) == []
    assert inline_keyboard({"force_reply": True}) == []


@pytest.mark.parametrize(("reason", "markup"), BAD.items())
def test_a_wrong_button_is_refused(reason: str, markup: Any) -> None:
    """Each mistake is named; 64 bytes are counted in UTF-8."""
    with pytest.raises(TelegramError, match=reason):
        inline_keyboard(markup)

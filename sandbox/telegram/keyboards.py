"""Inline keyboards as the Bot API takes them (Bot API 10.3), checked as strictly."""

import re
from typing import Any

from sandbox.telegram.errors import TelegramError, bad_request
from sandbox.telegram.messages import Keyboard

ACTIONS = {
    "url",
    "callback_data",
    "copy_text",
    "disabled",
    "switch_inline_query",
    "switch_inline_query_current_chat",
}
STYLES = {"danger", "success", "primary"}
LINK = re.compile(r"(?:https?://[^\s/]+|tg://)\S*", re.IGNORECASE)
BUTTONS = 100
BUTTONS_IN_A_ROW = 8


def inline_keyboard(markup: Any) -> Keyboard:
    """Give the rows of a `reply_markup`; none for no markup. Fails with `TelegramError`."""
    if markup is None:
        return []
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if markup.get("remove_keyboard") or markup.get("force_reply"):
        return []
    rows = markup.get("inline_keyboard", [])
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise _refuse('Field "inline_keyboard" must be an Array of Arrays')
    if "keyboard" in markup:
        raise bad_request("the pretend Telegram shows inline keyboards only")
    keyboard = [[_button(button) for button in row] for row in rows if row]
    if sum(map(len, keyboard)) > BUTTONS or any(len(row) > BUTTONS_IN_A_ROW for row in keyboard):
        raise bad_request("reply markup is too long")
    return keyboard


def _refuse(reason: str) -> TelegramError:
    return bad_request(f"can't parse inline keyboard button: {reason}")


def _button(button: Any) -> dict[str, Any]:
    if not isinstance(button, dict):
        raise _refuse("expected an Object")
    text = button.get("text")
    if not isinstance(text, str) or not text.strip():
        raise _refuse('Field "text" must be a non-empty String')
    actions = sorted(ACTIONS & button.keys())
    if not actions:
        raise _refuse("Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise _refuse(f"exactly one action is allowed, found {', '.join(actions)}")
    if button.get("style") not in {None, *STYLES}:
        raise _refuse("invalid button style specified")
    _check_action(actions[0], button[actions[0]])
    return {name: button[name] for name in ("text", "style", actions[0]) if name in button}


def _check_action(action: str, value: Any) -> None:
    match action:
        case "callback_data":
            size = len(value.encode("utf-8", "surrogatepass")) if isinstance(value, str) else 0
            if not 1 <= size <= 64:
                raise bad_request("BUTTON_DATA_INVALID")
        case "url":
            if not isinstance(value, str) or not LINK.fullmatch(value):
                raise bad_request(
                    f"inline keyboard button URL '{value}' is invalid: Wrong HTTP URL"
                )
        case "copy_text":
            text = value.get("text") if isinstance(value, dict) else None
            if not isinstance(text, str) or not 1 <= len(text) <= 256:
                raise bad_request("BUTTON_COPY_TEXT_INVALID")
        case "disabled":
            if value != {}:
                raise _refuse('Field "disabled" must be an empty Object')
        case _:
            if not isinstance(value, str):
                raise _refuse(f'Field "{action}" must be a String')

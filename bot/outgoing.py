"""Makes a call of the Bot API fit to be sent: clean text, within Telegram's lengths."""

from typing import Any

from aiogram.methods import AnswerCallbackQuery, SendMessage, TelegramMethod

from bot.long_texts import LONGEST_ALERT, LONGEST_CAPTION, LONGEST_TEXT, cut, plain, split_html
from bot.redaction import Redactor

Method = TelegramMethod[Any]


def pieces(method: Method, redactor: Redactor) -> list[Method]:
    """Give the calls to make for one: several where the text of a new message is too long.

    The keyboard goes under the last piece. What cannot be continued in a second message, such as
    an edit, a caption or the answer to a button, is cut.
    """
    if isinstance(method, SendMessage):
        return _messages(method, split_html(clean(method.text, redactor)))
    for field, limit in (("caption", LONGEST_CAPTION), ("text", LONGEST_TEXT)):
        text = getattr(method, field, None)
        if not isinstance(text, str):
            continue
        text = clean(text, redactor)
        if isinstance(method, AnswerCallbackQuery):
            return [_with(method, "text", cut(text, LONGEST_ALERT))]
        return [_with(method, field, _first(text, limit))]
    return [method]


def as_plain(method: Method) -> Method | None:
    """Give the call with its text freed of HTML, or None where it has no text."""
    for field, limit in (("caption", LONGEST_CAPTION), ("text", LONGEST_TEXT)):
        text = getattr(method, field, None)
        if isinstance(text, str):
            return method.model_copy(
                update={field: cut(plain(text), limit), "parse_mode": None, "entities": None}
            )
    return None


def clean(text: str, redactor: Redactor) -> str:
    """Hide live secrets, and replace what UTF-8 cannot hold."""
    return redactor.without_values(text).encode("utf-8", "replace").decode("utf-8")


def _messages(method: SendMessage, parts: list[str]) -> list[Method]:
    if len(parts) <= 1:
        return [_with(method, "text", parts[0] if parts else method.text)]
    last = len(parts) - 1
    return [
        method.model_copy(
            update={"text": part, "reply_markup": method.reply_markup if place == last else None}
        )
        for place, part in enumerate(parts)
    ]


def _first(text: str, limit: int) -> str:
    whole = split_html(text, limit)
    return whole[0] if len(whole) <= 1 else split_html(text, limit - 2)[0] + "\n…"


def _with(method: Method, field: str, text: str) -> Method:
    return method if getattr(method, field) == text else method.model_copy(update={field: text})

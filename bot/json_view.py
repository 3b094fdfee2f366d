"""JSON for a chat: secrets hidden, long parts folded until it fits."""

from collections.abc import Mapping
from decimal import Decimal
from itertools import islice
from typing import Any, Final, NamedTuple

import msgspec

from bot import formatting
from bot.redaction import HIDDEN, Redactor

_SECRET_FIELDS: Final = frozenset(
    {"apikey", "apisecret", "listenkey", "listentoken", "password", "privatekey", "secret"}
    | {"secretkey", "signature"}
)
_NOT_SECRET: Final = frozenset({"hash", "txhash", "txid", "transactionid"})  # but as long as one
_DEEPEST: Final = 60  # levels; Binance has about five
_LONGEST_TEXT: Final = 120  # characters of one value
_SHORT_OBJECT: Final = 44  # characters of an object that stays on its line
_SHORT_LIST: Final = 180  # of a list: a candle has twelve values
_ENCODER: Final = msgspec.json.Encoder(decimal_format="number")


class View(NamedTuple):
    """Lines to show, and whether they are all there is."""

    text: str
    complete: bool


def redacted(value: Any, redactor: Redactor, field: str = "", level: int = 0) -> Any:
    """Give the value without secrets: by the names of fields, by value and by shape."""
    if level > _DEEPEST:
        return "…"
    if isinstance(value, Mapping):
        return {
            formatting.clean(redactor.redact(name)): redacted(one, redactor, name, level + 1)
            for name, one in value.items()
        }
    if isinstance(value, list):
        return [redacted(one, redactor, field, level + 1) for one in value]
    plain = field.replace("_", "").lower()
    if plain in _SECRET_FIELDS and isinstance(value, str) and value:
        return HIDDEN
    if not isinstance(value, str):
        return value
    return redactor.without_values(value) if plain in _NOT_SECRET else redactor.redact(value)


def folded(value: Any, room: int) -> View:
    """Give the value as indented lines of at most `room` characters, folding as much as needed."""
    for limits in _FOLDS:
        page = _Page(limits, room)
        try:
            page.add(value)
        except _FullError:
            continue
        return View("\n".join(page.lines), complete=not page.folds)
    return View("…", complete=False)


def whole(value: Any) -> bytes:
    """Give all of the value as an indented JSON file."""
    return msgspec.json.format(_ENCODER.encode(value), indent=2)


class _Limits(NamedTuple):
    """How much of a value is shown."""

    items: int  # of a list
    fields: int  # of an object
    levels: int


_FOLDS: Final = (
    _Limits(200, 200, 9),
    _Limits(40, 60, 6),
    _Limits(12, 40, 5),
    _Limits(6, 40, 4),
    _Limits(3, 30, 3),
    _Limits(2, 30, 2),
    _Limits(1, 20, 2),
    _Limits(1, 12, 1),
    _Limits(1, 4, 0),
)


class _FullError(Exception):
    """The page has no more room: fold more."""


class _Page:
    """The lines of one attempt."""

    def __init__(self, limits: _Limits, room: int) -> None:
        self.lines: list[str] = []
        self.folds = 0
        self._limits = limits
        self._room = room

    def add(self, value: Any, label: str = "", end: str = "", level: int = 0) -> None:
        """Write a value, its name before it and a comma behind it. Fails with `_FullError`."""
        if not isinstance(value, (dict, list)) or (_short(value) is not None):
            self._write(level, f"{label}{self._on_a_line(value)}{end}")
            return
        opening, closing = ("{", "}") if isinstance(value, dict) else ("[", "]")
        if level > self._limits.levels:
            self.folds += 1
            self._write(level, f"{label}{opening}… {len(value)}{closing}{end}")
            return
        self._write(level, label + opening)
        self._add_inside(value, level + 1)
        self._write(level, closing + end)

    def _add_inside(self, value: dict[str, Any] | list[Any], level: int) -> None:
        most = self._limits.fields if isinstance(value, dict) else self._limits.items
        if isinstance(value, dict):
            inside = [(f"{_quoted(name)}: ", value[name]) for name in islice(value, most)]
        else:
            inside = [("", one) for one in value[:most]]
        for number, (label, one) in enumerate(inside, 1):
            self.add(one, label, "," if number < len(value) else "", level)
        if len(value) > most:
            self.folds += 1
            self._write(level, f"… {len(value) - most}")

    def _on_a_line(self, value: Any) -> str:
        if isinstance(value, (dict, list)):
            return _short(value) or ""
        self.folds += isinstance(value, str) and len(value) > _LONGEST_TEXT
        return _scalar(value)

    def _write(self, level: int, text: str) -> None:
        line = " " * level + text
        self._room -= len(line) + 1
        if self._room < 0:
            raise _FullError
        self.lines.append(line)


def _short(value: dict[str, Any] | list[Any]) -> str | None:
    """Give a short list or object on one line; None where it takes more."""
    inside = list(islice(value.values() if isinstance(value, dict) else value, 14))
    if len(inside) > 13 or any(isinstance(one, (dict, list)) and one for one in inside):
        return None
    if any(isinstance(one, str) and len(one) > _LONGEST_TEXT for one in inside):
        return None
    if isinstance(value, dict):
        text = ", ".join(f"{_quoted(name)}: {_scalar(one)}" for name, one in value.items())
        return f"{{{text}}}" if len(text) <= _SHORT_OBJECT else None
    text = ", ".join(map(_scalar, value))
    return f"[{text}]" if len(text) <= _SHORT_LIST else None


def _scalar(value: Any) -> str:
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, Decimal):
        return str(value)[:_LONGEST_TEXT]
    if isinstance(value, (dict, list)):
        return "{}" if isinstance(value, dict) else "[]"
    return msgspec.json.encode(value).decode()[:_LONGEST_TEXT]


def _quoted(text: str) -> str:
    return msgspec.json.encode(formatting.clean(text, _LONGEST_TEXT)).decode()

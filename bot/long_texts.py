"""Texts too long for one message: split at line ends, with every tag closed and reopened."""

import html
import re
from collections.abc import Iterator
from typing import Final

LONGEST_TEXT: Final = 4096  # UTF-16 code units of the visible text of a message
LONGEST_CAPTION: Final = 1024
LONGEST_ALERT: Final = 200  # characters of the answer to a button press
_TOKEN: Final = re.compile(r"<[^<>]*>|&(?:#[0-9]+|#x[0-9a-fA-F]+|[a-z]+);|[^<&]+|[<&]")
_TAG_NAME: Final = re.compile(r"<(/?)([a-zA-Z][\w-]*)")


def plain(text: str) -> str:
    """Give what a reader sees of an HTML text."""
    return html.unescape(re.sub(r"<[^<>]*>", "", text))


def units(text: str) -> int:
    """Count the UTF-16 code units of a text, the way Telegram counts."""
    return len(text) + sum(character > "\uffff" for character in text)


def cut(text: str, limit: int) -> str:
    """Give a plain text of at most `limit` units, with an ellipsis where it was cut."""
    if units(text) <= limit:
        return text
    return _head(text, limit - 1).rstrip() + "…"


def split_html(text: str, limit: int = LONGEST_TEXT) -> list[str]:
    """Give the pieces of an HTML text, each with at most `limit` visible units.

    A piece ends at a line end where it can, and never inside a tag or an entity.
    """
    if 2 * len(text) <= limit or units(plain(text)) <= limit:
        return [text]
    pieces: list[str] = []
    piece = _Piece([])
    for line in _lines(text, limit):
        if piece.size and piece.size + units(plain(line).rstrip("\n")) > limit:
            pieces.append(piece.closed())
            piece = _Piece(piece.open_tags)
        piece.add(line)
    pieces.append(piece.closed())
    return [found for found in pieces if plain(found).strip()]


class _Piece:
    """One message in the making: its text so far and the tags open at its end."""

    def __init__(self, open_tags: list[str]) -> None:
        self.open_tags = list(open_tags)
        self.size = 0
        self._text = "".join(open_tags)

    def add(self, line: str) -> None:
        """Append a line and follow its tags."""
        self._text += line
        self.size += units(plain(line))
        for token in _TOKEN.findall(line):
            tag = _TAG_NAME.match(token)
            if tag is None:
                continue
            if not tag[1]:
                self.open_tags.append(token)
            elif self.open_tags:
                self.open_tags.pop()

    def closed(self) -> str:
        """Give the text with every open tag closed."""
        ends = [f"</{_name(tag)}>" for tag in reversed(self.open_tags)]
        return self._text.rstrip("\n") + "".join(ends)


def _lines(text: str, limit: int) -> Iterator[str]:
    """Give the lines with their ends; a line that is too long by itself in several parts."""
    for line in text.splitlines(keepends=True):
        if units(plain(line)) <= limit:
            yield line
        else:
            yield from _parts(line, limit)


def _parts(line: str, limit: int) -> Iterator[str]:
    part, size = "", 0
    for token in _TOKEN.findall(line):
        atom = token.startswith(("<", "&"))
        rest = token
        while rest:
            room = limit - size
            head = rest if atom else _head(rest, room)
            length = units(plain(head))
            if length > room or not head:
                yield part
                part, size = "", 0
                continue
            part, size, rest = part + head, size + length, rest[len(head) :]
    yield part


def _head(text: str, limit: int) -> str:
    """Give the longest beginning of at most `limit` units."""
    head = text[:limit]
    while units(head) > limit:
        head = head[:-1]
    return head


def _name(tag: str) -> str:
    found = _TAG_NAME.match(tag)
    return found[2] if found else ""

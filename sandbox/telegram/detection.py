"""Entities that Telegram finds by itself: commands, links and mentions; and UTF-16 lengths."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

Json = dict[str, Any]

DETECTED = {
    "bot_command": re.compile(r"(?<![\w/<>])/\w{1,64}(?:@\w{3,32})?(?![\w/<>])", re.ASCII),
    "mention": re.compile(r"(?<![\w@/])@\w{3,32}\b", re.ASCII),
    "url": re.compile(r"\bhttps?://[^\s<>\"']*[^\s<>\"'.,:;!?)\]]", re.IGNORECASE),
}
CLOSED = {"code", "pre", "text_link", "url"}  # nothing is looked for inside these


def units(text: str) -> int:
    """Give the length in UTF-16 code units, as Telegram counts."""
    return len(text) + sum(ord(char) > 0xFFFF for char in text)


def detect(text: str, marked: Iterable[Json]) -> list[Json]:
    """Give the entities of a text in order: those marked, and those found outside of code."""
    entities = list(marked)
    for kind, pattern in DETECTED.items():
        for found in pattern.finditer(text):
            offset, length = units(text[: found.start()]), units(found.group())
            if not any(_overlap(offset, length, closed) for closed in _closed(entities)):
                entities.append({"type": kind, "offset": offset, "length": length})
    return sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))


def _closed(entities: list[Json]) -> Iterator[Json]:
    return (entity for entity in entities if entity["type"] in CLOSED)


def _overlap(offset: int, length: int, other: Json) -> bool:
    start, end = int(other["offset"]), int(other["offset"]) + int(other["length"])
    return offset < end and start < offset + length

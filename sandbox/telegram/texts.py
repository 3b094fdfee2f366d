"""From what the bot sends to what a message holds: parse mode, trimming, lengths, entities."""

from typing import Any

from sandbox.telegram.detection import detect, units
from sandbox.telegram.errors import bad_request
from sandbox.telegram.html_markup import parse_html, refuse
from sandbox.telegram.messages import Content

Json = dict[str, Any]
TEXT_UNITS = 4096
CAPTION_UNITS = 1024


def parse(source: str, mode: str, entities: list[Json] | None) -> Content:
    """Give the content of a text. Fails with `TelegramError` for markup it cannot read."""
    try:
        source.encode()
    except UnicodeEncodeError:
        raise bad_request("strings must be encoded in UTF-8") from None
    match mode.lower():
        case "html":
            text, marked = parse_html(source)
        case "":
            text, marked = source, _checked(entities or [], units(source))
        case _:
            raise bad_request("unsupported parse_mode")
    text, marked = _trim(text.replace("\r", "").replace("\x00", ""), marked)
    return Content(text, tuple(detect(text, marked)), source)


def message_text(source: str, mode: str, entities: list[Json] | None) -> Content:
    """Give the content of a text message. Fails with `TelegramError` when empty or too long."""
    if not source:
        raise bad_request("message text is empty")
    content = parse(source, mode, entities)
    if not content.text:
        raise bad_request("text must be non-empty")
    if units(content.text) > TEXT_UNITS:
        raise bad_request("message is too long")
    return content


def caption(source: str, mode: str, entities: list[Json] | None) -> Content:
    """Give the content of a caption, which may be empty. Fails with `TelegramError`."""
    content = parse(source, mode, entities)
    if units(content.text) > CAPTION_UNITS:
        raise bad_request("message caption is too long")
    return content


def _checked(entities: list[Json], length: int) -> list[Json]:
    for entity in entities:
        whole = all(isinstance(entity.get(name), int) for name in ("offset", "length"))
        if not whole or not isinstance(entity.get("type"), str):
            raise refuse("entity must have type, offset and length")
        if entity["offset"] < 0 or entity["offset"] > length:
            raise refuse("entity begins after the end of the text")
        if entity["offset"] + entity["length"] > length:
            raise refuse("entity ends after the end of the text")
    return entities


def _trim(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Take white space off both ends, as Telegram does, and move the entities along."""
    trimmed = text.strip()
    shift, length = units(text[: len(text) - len(text.lstrip())]), units(trimmed)
    kept = []
    for entity in entities:
        start = max(0, entity["offset"] - shift)
        end = min(length, entity["offset"] + entity["length"] - shift)
        if end > start:
            kept.append({**entity, "offset": start, "length": end - start})
    return trimmed, kept

"""Telegram's HTML: tags become entities, anything else is refused in Telegram's words.

The rules: https://core.telegram.org/bots/api#html-style. Offsets in errors count bytes of UTF-8.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from sandbox.telegram.detection import units
from sandbox.telegram.errors import TelegramError, bad_request

Json = dict[str, Any]

KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
REFERENCE = re.compile(r"&(?:#(\d{1,8})|#x([0-9a-fA-F]{1,6})|(lt|gt|amp|quot));?")
LINK = re.compile(r"(?:https?|tg|mailto|tel):", re.IGNORECASE)
SPACE = " \t\r\n\f\v"
TIME_FORMAT = re.compile(r"r|(?=.)w?[dD]?[tT]?")


def refuse(reason: str) -> TelegramError:
    """Give the error for markup that cannot be read."""
    return bad_request(f"can't parse entities: {reason}")


@dataclass(slots=True)
class OpenTag:
    """A tag that waits for its end."""

    name: str
    offset: int  # UTF-16 units of text before it
    attributes: dict[str, str]
    text_at: int  # characters of text before it


@dataclass(slots=True)
class Reader:
    """Walks once through the source."""

    source: str
    at: int = 0
    text: list[str] = field(default_factory=list)
    length: int = 0  # UTF-16 units in `text`
    open: list[OpenTag] = field(default_factory=list)
    entities: list[Json] = field(default_factory=list)

    def read(self) -> tuple[str, list[Json]]:
        """Give plain text and entities. Fails with `TelegramError`."""
        while self.at < len(self.source):
            char = self.source[self.at]
            if char == "<":
                closing = self.source.startswith("</", self.at)
                self._end_tag() if closing else self._start_tag()
            elif char == "&":
                self._append(self._reference())
            else:
                self._append(char)
                self.at += 1
        if self.open:
            name = self.open[-1].name
            raise refuse(f'Can\'t find end tag corresponding to start tag "{name}"')
        self.entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
        return "".join(self.text), self.entities

    def _append(self, char: str) -> None:
        self.text.append(char)
        self.length += units(char)

    def _reference(self) -> str:
        found = REFERENCE.match(self.source, self.at)
        self.at = found.end() if found else self.at + 1
        if found is None:
            return "&"
        decimal, hexadecimal, name = found.groups()
        if name:
            return NAMED[name]
        code = int(decimal) if decimal else int(hexadecimal, 16)
        usable = 0 < code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF
        return chr(code) if usable else found.group()

    def _byte(self, index: int) -> int:
        return len(self.source[:index].encode("utf-8", "surrogatepass"))

    def _peek(self) -> str:
        return self.source[self.at] if self.at < len(self.source) else ""

    def _take_until(self, stops: str) -> str:
        start = self.at
        while self._peek() and self._peek() not in stops:
            self.at += 1
        return self.source[start : self.at]

    def _skip_space(self) -> None:
        while self._peek() and self._peek() in SPACE:
            self.at += 1

    def _start_tag(self) -> None:
        begin = self.at
        self.at += 1
        name = self._take_until(SPACE + ">").lower()
        if not self._peek():
            raise refuse(f"Unclosed start tag at byte offset {self._byte(begin)}")
        if name not in KINDS:
            raise refuse(f'Unsupported start tag "{name}" at byte offset {self._byte(begin)}')
        attributes: dict[str, str] = {}
        while True:
            self._skip_space()
            if self._peek() == ">":
                break
            key, value = self._attribute(name, begin)
            attributes[key] = value
        self.at += 1
        self._check_attributes(name, attributes, begin)
        self.open.append(OpenTag(name, self.length, attributes, len(self.text)))

    def _attribute(self, tag: str, begin: int) -> tuple[str, str]:
        key = self._take_until(SPACE + "=>/\"'").lower()
        if not key and self._peek():
            raise refuse(
                f'Empty attribute name in the tag "{tag}" at byte offset {self._byte(begin)}'
            )
        self._skip_space()
        value = ""
        if self._peek() == "=":
            self.at += 1
            self._skip_space()
            value = self._quoted() if self._peek() in {'"', "'"} else self._token()
        if not self._peek():
            raise refuse(f'Unclosed start tag "{tag}" at byte offset {self._byte(begin)}')
        return key, value

    def _quoted(self) -> str:
        quote = self._peek()
        self.at += 1
        value = []
        while self._peek() and self._peek() != quote:
            if self._peek() == "&":
                value.append(self._reference())
            else:
                value.append(self._peek())
                self.at += 1
        self.at += 1
        return "".join(value)

    def _token(self) -> str:
        begin = self.at
        while self._peek() and (self._peek().isalnum() or self._peek() in ".-"):
            self.at += 1
        if self._peek() and self._peek() not in SPACE + ">":
            raise refuse(f"Unexpected end of name token at byte offset {self._byte(begin)}")
        return self.source[begin : self.at].lower()

    def _check_attributes(self, name: str, attributes: dict[str, str], begin: int) -> None:
        place = f"at byte offset {self._byte(begin)}"
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise refuse(f'Tag "span" must have class "tg-spoiler" {place}')
        if name == "tg-emoji" and not attributes.get("emoji-id", "").isdecimal():
            raise refuse("Invalid custom emoji identifier specified")
        if name == "tg-time":
            if not re.fullmatch(r"\d{1,10}", attributes.get("unix", ""), re.ASCII):
                raise refuse(f'Tag "tg-time" must have a valid attribute "unix" {place}')
            if not TIME_FORMAT.fullmatch(attributes.get("format", "r")):
                raise refuse("Invalid date-time format specified")

    def _end_tag(self) -> None:
        begin = self.at
        if not self.open:
            raise refuse(f"Unexpected end tag at byte offset {self._byte(begin)}")
        self.at += 2
        name = self._take_until(SPACE + ">").lower()
        self._skip_space()
        if self._peek() != ">":
            raise refuse(f"Unclosed end tag at byte offset {self._byte(begin)}")
        self.at += 1
        tag = self.open.pop()
        if name and name != tag.name:
            raise refuse(
                f"Unmatched end tag at byte offset {self._byte(begin)}, "
                f'expected "</{tag.name}>", found "</{name}>"'
            )
        self._close(tag)

    def _close(self, tag: OpenTag) -> None:
        length = self.length - tag.offset
        outer = {KINDS[each.name] for each in self.open}
        hidden = {"code", "pre"} & outer or (tag.name == "blockquote" and "blockquote" in outer)
        if length == 0 or self._belongs_to_pre(tag) or hidden:
            return
        details = self._details(tag)
        if details is not None:
            entity = {"type": KINDS[tag.name], "offset": tag.offset, "length": length}
            self.entities.append(entity | details)

    def _details(self, tag: OpenTag) -> Json | None:
        """Give what the entity carries besides its place; None for a link that is none."""
        given, details = tag.attributes, Json()
        match tag.name:
            case "a":
                url = given.get("href") or "".join(self.text[tag.text_at :])
                return {"url": url} if LINK.match(url) else None
            case "blockquote" if "expandable" in given:
                details["type"] = "expandable_blockquote"
            case "pre" if "language" in given:
                details["language"] = given["language"]
            case "tg-emoji":
                details["custom_emoji_id"] = given["emoji-id"]
            case "tg-time":
                details["unix_time"] = int(given["unix"])
                details |= {"date_time_format": given["format"]} if given.get("format") else {}
        return details

    def _belongs_to_pre(self, tag: OpenTag) -> bool:
        """Tell whether this is `<pre><code class="language-…">`, which only names the language."""
        given = tag.attributes.get("class", "")
        inside = tag.name == "code" and bool(self.open) and self.open[-1].name == "pre"
        if inside and given.startswith("language-"):
            self.open[-1].attributes["language"] = given.removeprefix("language-")
        return inside


def parse_html(source: str) -> tuple[str, list[Json]]:
    """Give plain text and entities of Telegram's HTML. Fails with `TelegramError`."""
    return Reader(source).read()

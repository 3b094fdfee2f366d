"""Keeps secrets out of whatever is written down: by their values while they live, and by shape."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final
from urllib.parse import quote

HIDDEN: Final = "[hidden]"
_SHORTEST: Final = 8  # characters; anything shorter would blank out ordinary words
_SHAPES: Final = (
    re.compile(r"(?s)-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)"),
    re.compile(r"(?<![0-9])[0-9]{6,12}:[A-Za-z0-9_-]{30,}"),  # a bot token, also inside a URL
    re.compile(r"(?i)(?<=signature=)[^&\s\"']+"),
    re.compile(r"(?i)(?<=listenkey=)[^&\s\"']+"),
    re.compile(r"(?i)(?<=x-mbx-apikey)(['\":=\s]+)[A-Za-z0-9]+"),
    re.compile(r"(?<![A-Za-z0-9])[A-Za-z0-9]{64}(?![A-Za-z0-9])"),  # an API key or its secret
    re.compile(r"(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{43}=(?![A-Za-z0-9_=-])"),  # a master key
)


class Redactor:
    """The live secrets of the process, and the text without them."""

    def __init__(self) -> None:
        self._live: Counter[str] = Counter()

    def __repr__(self) -> str:
        return f"Redactor({len(self._live)} secrets)"

    def add(self, *secrets: str) -> None:
        """Hide these values from now on, in every form they may be written in."""
        self._live.update(form for secret in secrets for form in _forms(secret))

    def remove(self, *secrets: str) -> None:
        """Take back one `add` of these values."""
        for form in (form for secret in secrets for form in _forms(secret)):
            self._live[form] -= 1
            if self._live[form] <= 0:
                del self._live[form]

    @contextmanager
    def hiding(self, *secrets: str) -> Iterator[None]:
        """Hide these values while the block runs."""
        self.add(*secrets)
        try:
            yield
        finally:
            self.remove(*secrets)

    def without_values(self, text: str) -> str:
        """Give the text without the live secrets; what merely looks like one stays."""
        for secret in self._live:
            if secret in text:
                text = text.replace(secret, HIDDEN)
        return text

    def redact(self, text: str) -> str:
        """Give the text without the live secrets and without what looks like one."""
        return without_shapes(self.without_values(text))


def without_shapes(text: str) -> str:
    """Give the text without what looks like a secret."""
    for shape in _SHAPES:
        text = shape.sub(HIDDEN, text)
    return text


def _forms(secret: str) -> set[str]:
    """Give the ways a secret may be written: plain, in JSON, in a URL, line by line."""
    forms = {secret, json.dumps(secret)[1:-1], quote(secret, safe=""), repr(secret)[1:-1]}
    forms |= {line for line in secret.splitlines() if not line.startswith("-----")}
    return {form for form in forms if len(form) >= _SHORTEST}

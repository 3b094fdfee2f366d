"""The parameters of a Bot API call, from JSON, form and multipart bodies alike."""

import json
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from sandbox.telegram.errors import bad_request

# Parameters that are text whatever they look like; forms send all others as JSON.
WORDS = {"text", "caption", "callback_query_id", "file_id", "url", "secret_token", "description"}
TRUE = {"true", "1", "yes"}
FORMS = {"application/x-www-form-urlencoded", "multipart/form-data"}


@dataclass(frozen=True, slots=True)
class Upload:
    """A file part of a multipart body."""

    name: str
    content_type: str
    body: bytes


class Parameters:
    """Typed reading of parameters; every getter fails with `TelegramError` for a wrong type."""

    def __init__(self, values: dict[str, Any], uploads: dict[str, Upload] | None = None) -> None:
        self.values = values
        self.uploads = uploads or {}

    def text(self, name: str) -> str:
        """Give a string; empty when absent."""
        value = self.values.get(name)
        if value is None:
            return ""
        if isinstance(value, bool | dict | list):
            raise bad_request(f'field "{name}" must be of type String')
        return str(value)

    def required(self, name: str) -> str:
        """Give a string that must be there."""
        value = self.text(name)
        if not value:
            raise bad_request(f'parameter "{name}" is required')
        return value

    def number(self, name: str, default: int = 0) -> int:
        """Give a whole number."""
        value = self.text(name)
        if not value:
            return default
        try:
            return int(value)
        except ValueError:
            raise bad_request(f'field "{name}" must be a Number') from None

    def chat_id(self) -> int:
        """Give the chat; the pretend Telegram knows no public names of chats."""
        value = self.text("chat_id")
        if not value:
            raise bad_request("chat_id is empty")
        try:
            return int(value)
        except ValueError:
            raise bad_request("chat not found") from None

    def flag(self, name: str) -> bool:
        """Give a boolean; absent is false."""
        value = self.values.get(name)
        return value if isinstance(value, bool) else str(value).lower() in TRUE

    def structure(self, name: str) -> Any:
        """Give a list or object, sent as JSON or as text holding JSON; None when absent."""
        value = self.values.get(name)
        if value is None or value == "":
            return None
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {name} JSON object") from None

    def objects(self, name: str) -> list[dict[str, Any]] | None:
        """Give a list of objects; None when absent."""
        value = self.structure(name)
        if value is None:
            return None
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise bad_request(f"can't parse {name}: expected an Array of Objects")
        return value

    def upload(self, value: str) -> Upload | None:
        """Give the part an `attach://name` points to, or the part of that very name."""
        return self.uploads.get(value.removeprefix("attach://"))

    def ledger(self) -> dict[str, Any]:
        """Give the parameters for the ledger of calls: decoded, chat ids as numbers, no bytes."""
        return {name: _decoded(name, value) for name, value in self.values.items()}


def _decoded(name: str, value: Any) -> Any:
    if not isinstance(value, str) or name in WORDS:
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


async def read_parameters(request: web.Request) -> Parameters:
    """Read the query and the body of a call. Fails with `TelegramError`."""
    values: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        try:
            body = await request.json()
        except ValueError:
            raise bad_request("can't parse JSON object") from None
        if not isinstance(body, dict):
            raise bad_request("expected an Object")
        return Parameters(values | body)
    if request.content_type not in FORMS:
        return Parameters(values)
    uploads = {}
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            uploads[name] = Upload(value.filename, value.content_type, value.file.read())
        else:
            values[name] = value
    return Parameters(values, uploads)

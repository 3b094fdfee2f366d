"""Files that were sent: kept in memory, found by id and by path."""

import hashlib
import struct
from dataclasses import dataclass
from typing import Any, Literal

from sandbox.telegram.errors import bad_request

PHOTO_BYTES = 10 * 1024 * 1024
DOCUMENT_BYTES = 50 * 1024 * 1024
PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff"


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A photo or a document; `size` in pixels, for photos only."""

    kind: Literal["photo", "document"]
    name: str
    content_type: str
    body: bytes
    file_id: str
    size: tuple[int, int] = (0, 0)
    has_spoiler: bool = False

    @property
    def path(self) -> str:
        """Where `getFile` says the file is."""
        return f"{self.kind}s/{self.file_id}/{self.name}"

    def as_json(self) -> dict[str, Any]:
        """Give the field of Telegram's `Message` that carries the file."""
        known = {
            "file_id": self.file_id,
            "file_unique_id": self.file_id[-16:],
            "file_size": len(self.body),
        }
        if self.kind == "document":
            return {"document": known | {"file_name": self.name, "mime_type": self.content_type}}
        width, height = self.size
        photo: dict[str, Any] = {"photo": [known | {"width": width, "height": height}]}
        return photo | ({"has_media_spoiler": True} if self.has_spoiler else {})


class Files:
    """Every file the bot ever sent."""

    def __init__(self) -> None:
        self._files: dict[str, StoredFile] = {}

    def add_photo(self, name: str, body: bytes, *, has_spoiler: bool = False) -> StoredFile:
        """Keep a picture. Fails with `TelegramError` for what Telegram would not process."""
        if len(body) > PHOTO_BYTES:
            raise bad_request("file is too big for a photo")
        width, height = picture_size(body)
        if width + height > 10_000 or max(width, height) > 20 * min(width, height):
            raise bad_request("PHOTO_INVALID_DIMENSIONS")
        content_type = "image/png" if body.startswith(PNG) else "image/jpeg"
        file_id = f"AgAC{self._digest(body)}"
        photo = StoredFile("photo", name, content_type, body, file_id, (width, height), has_spoiler)
        return self._files.setdefault(f"{file_id}{has_spoiler}", photo)

    def add_document(self, name: str, content_type: str, body: bytes) -> StoredFile:
        """Keep any file. Fails with `TelegramError` when it is empty or above 50 MB."""
        if not body:
            raise bad_request("file must be non-empty")
        if len(body) > DOCUMENT_BYTES:
            raise bad_request("file is too big")
        file_id = f"BQAC{self._digest(body)}"
        return self._files.setdefault(
            file_id, StoredFile("document", name, content_type, body, file_id)
        )

    def find(self, file_id: str) -> StoredFile | None:
        """Give a file by its id."""
        return next((file for file in self._files.values() if file.file_id == file_id), None)

    def at(self, path: str) -> StoredFile | None:
        """Give a file by the path that `getFile` told."""
        return next((file for file in self._files.values() if file.path == path), None)

    @staticmethod
    def _digest(body: bytes) -> str:
        return hashlib.sha256(body).hexdigest()[:48]


def picture_size(body: bytes) -> tuple[int, int]:
    """Give width and height of a PNG or JPEG. Fails with `TelegramError` for anything else."""
    if body.startswith(PNG) and len(body) >= 24:
        width, height = struct.unpack(">II", body[16:24])
        return int(width), int(height)
    if body.startswith(JPEG):
        return _jpeg_size(body)
    raise bad_request("IMAGE_PROCESS_FAILED")


def _jpeg_size(body: bytes) -> tuple[int, int]:
    at = 2
    while at + 9 <= len(body) and body[at] == 0xFF:
        marker, length = body[at + 1], int.from_bytes(body[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack(">HH", body[at + 5 : at + 9])
            return int(width), int(height)
        at += 2 + length
    raise bad_request("IMAGE_PROCESS_FAILED")

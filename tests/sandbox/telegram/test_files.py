"""Files: what counts as a picture, and who may fetch it."""

import struct
from typing import Any

import aiohttp
import pytest

from sandbox.telegram import Telegram
from sandbox.telegram.errors import TelegramError
from sandbox.telegram.files import Files, picture_size
from tests.sandbox.telegram.serving import Api

SIZES = b"\x08" + struct.pack(">HH", 600, 800)
JPEG = b"\xff\xd8" + b"\xff\xe0\x00\x04ab" + b"\xff\xc0\x00\x08" + SIZES + b"\x01\x00\x00"


def test_the_size_of_a_jpeg_is_read_past_other_segments() -> None:
    """Width and height come from the frame header."""
    assert picture_size(JPEG) == (800, 600)


@pytest.mark.parametrize("body", [b"", b"GIF89a", b"\xff\xd8\xff\xe0\x00\x04ab", b"\x89PNG\r\n"])
def test_what_has_no_size_is_no_picture(body: bytes) -> None:
    """Cut and foreign bytes are refused."""
    with pytest.raises(TelegramError, match="IMAGE_PROCESS_FAILED"):
        picture_size(body)


@pytest.mark.parametrize(
    ("body", "reason"), [(b"", "file must be non-empty"), (bytes(50 * 1024**2 + 1), "too big")]
)
def test_a_document_has_bytes_but_not_too_many(body: bytes, reason: str) -> None:
    """Nothing, and more than 50 MB, is refused; so is a photo above 10 MB."""
    with pytest.raises(TelegramError, match=reason):
        Files().add_document("x", "text/plain", body)
    with pytest.raises(TelegramError, match="too big for a photo"):
        Files().add_photo("x", bytes(10 * 1024**2 + 1))


async def test_a_file_is_fetched_with_the_token_only(api: Api, telegram: Telegram) -> None:
    """The path of getFile works below the right token, the page has its own way."""
    chat_id = telegram.users["owner"].id
    form = aiohttp.FormData({"chat_id": str(chat_id), "caption": "<i>x</i>", "parse_mode": "HTML"})
    form.add_field("photo", JPEG, filename="a.jpg", content_type="image/jpeg")
    async with api.session.post(f"{api.base}/sendPhoto", data=form) as answer:
        sent: dict[str, Any] = (await answer.json())["result"]
    file_id = sent["photo"][0]["file_id"]
    place = (await api.result("getFile", file_id=file_id))["file_path"]
    server, _, token = api.base.rpartition("/bot")

    async def fetched(path: str) -> tuple[int, str]:
        """Fetch; gives status and content type."""
        async with api.session.get(server + path) as answer:
            return answer.status, answer.content_type

    assert await fetched(f"/file/bot{token}/{place}") == (200, "image/jpeg")
    assert await fetched(f"/chat/files/{file_id}") == (200, "image/jpeg")
    assert (await fetched(f"/file/bot{token}/photos/none.jpg"))[0] == 404
    assert (await fetched(f"/file/botnone/{place}"))[0] == 404
    assert (await fetched("/chat/files/none"))[0] == 404
    assert "wrong file_id" in await api.refusal("getFile", file_id="none")
    assert sent["caption_entities"] == [{"type": "italic", "offset": 0, "length": 1}]


async def test_a_caption_is_edited_and_a_text_is_not_there(api: Api, telegram: Telegram) -> None:
    """A photo has a caption, and no text to edit; its picture stays."""
    chat_id = telegram.users["owner"].id
    form = aiohttp.FormData({"chat_id": str(chat_id)})
    form.add_field("photo", JPEG, filename="a.jpg", content_type="image/jpeg")
    async with api.session.post(f"{api.base}/sendPhoto", data=form) as answer:
        message_id = (await answer.json())["result"]["message_id"]
    place = {"chat_id": chat_id, "message_id": message_id}
    await api.result("editMessageCaption", **place, caption="now with words")
    shown = telegram.chat("owner").messages[-1]

    assert (shown.text, shown.photo) == ("now with words", JPEG)
    assert "no text in the message" in await api.refusal("editMessageText", **place, text="x")
    assert "can't parse InputMedia" in await api.refusal("editMessageMedia", **place, media={})

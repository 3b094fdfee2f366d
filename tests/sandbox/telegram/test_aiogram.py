"""A framework the sandbox knows nothing of works against it: every body and answer it uses."""

import asyncio
import io
import struct
import zlib
from collections.abc import AsyncIterator

import pytest
from aiogram import Bot, Dispatcher
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramBadRequest, TelegramRetryAfter
from aiogram.types import (
    BufferedInputFile,
    CallbackQuery,
    CopyTextButton,
    DisabledButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    Message,
)

from sandbox.telegram import Telegram
from tests.sandbox.telegram.serving import serving


def png(width: int, height: int) -> bytes:
    """Give a black picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checksum = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum)

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\0" * width) * height)
    parts = chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


@pytest.fixture
async def bot(telegram: Telegram) -> AsyncIterator[Bot]:
    """Give an aiogram bot that talks to the pretend Telegram."""
    async with serving(telegram) as url:
        session = AiohttpSession(api=TelegramAPIServer.from_base(url))
        default = DefaultBotProperties(parse_mode="HTML")
        async with Bot(telegram.token, session=session, default=default) as bot:
            yield bot


def keyboard() -> InlineKeyboardMarkup:
    """Give every kind of button the bot uses."""
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [
                InlineKeyboardButton(text="🔄", callback_data="refresh", style="primary"),
                InlineKeyboardButton(text="Copy", copy_text=CopyTextButton(text="97412.35")),
            ],
            [InlineKeyboardButton(text="Soon", disabled=DisabledButton())],
        ]
    )


async def answer(message: Message) -> None:
    """Answer as a handler does."""
    await message.answer(f"<b>You said</b> {message.text}", reply_markup=keyboard())


async def refresh(query: CallbackQuery) -> None:
    """Answer a press first, then edit the card."""
    await query.answer("Refreshed", show_alert=True)
    assert isinstance(query.message, Message)
    await query.message.edit_text("<b>Fresh</b>")


async def test_a_whole_conversation(bot: Bot, telegram: Telegram) -> None:
    """Polling, an answer with buttons, a press, an edit, and what the driver sees of it."""
    dispatcher = Dispatcher()
    dispatcher.message.register(answer)
    dispatcher.callback_query.register(refresh)
    polling = asyncio.create_task(dispatcher.start_polling(bot, handle_signals=False))
    owner = telegram.chat("owner")

    card = await owner.say("/p btc")
    buttons = card.buttons
    await owner.press(card, "Copy")
    await owner.press(card, "🔄", expect="edit")
    with pytest.raises(AssertionError, match="no button"):
        await owner.press(card, "🔄")
    await dispatcher.stop_polling()
    await polling

    assert buttons[0][0].style == "primary"
    assert buttons[1][0].disabled
    assert owner.clipboard == "97412.35"
    assert owner.last_alert == "Refreshed"
    assert (card.text, card.labels, card.edited) == ("Fresh", [], True)
    assert [call.method for call in owner.calls] == [
        "sendMessage",
        "answerCallbackQuery",
        "editMessageText",
    ]


async def test_photos_are_sent_replaced_and_fetched(bot: Bot, telegram: Telegram) -> None:
    """Multipart bodies, captions, media edits, known ids and the download."""
    owner = telegram.chat("owner")
    first, second = png(8, 6), png(4, 4)
    sent = await bot.send_photo(
        owner.chat_id, BufferedInputFile(first, "a.png"), caption="<i>one</i>"
    )
    shown = owner.messages[-1]
    assert (shown.photo, shown.text) == (first, "one")
    assert sent.photo is not None
    assert (sent.photo[-1].width, sent.photo[-1].height) == (8, 6)
    await bot.edit_message_media(
        InputMediaPhoto(media=BufferedInputFile(second, "b.png"), caption="two"),
        chat_id=owner.chat_id,
        message_id=sent.message_id,
    )
    assert (shown.photo, shown.text) == (second, "two")
    again = await bot.send_photo(owner.chat_id, sent.photo[-1].file_id)
    fetched = await bot.download(sent.photo[-1].file_id)

    assert again.photo == sent.photo
    assert isinstance(fetched, io.BytesIO)
    assert fetched.getvalue() == first


async def test_documents_are_sent(bot: Bot, telegram: Telegram) -> None:
    """A file keeps its name and bytes; an empty or unknown one is refused."""
    owner = telegram.chat("owner")
    sent = await bot.send_document(owner.chat_id, BufferedInputFile(b"a,b", "x.csv"))

    assert sent.document is not None
    assert sent.document.file_name == "x.csv"
    assert owner.messages[-1].document == b"a,b"
    with pytest.raises(TelegramBadRequest, match="wrong file identifier"):
        await bot.send_document(owner.chat_id, "unknown")
    with pytest.raises(TelegramBadRequest, match="can't use file of type document as photo"):
        await bot.send_photo(owner.chat_id, sent.document.file_id)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"not a picture", "IMAGE_PROCESS_FAILED"),
        (png(400, 1), "PHOTO_INVALID_DIMENSIONS"),
    ],
)
async def test_what_is_no_picture_is_refused(
    bot: Bot, telegram: Telegram, body: bytes, reason: str
) -> None:
    """Telegram looks into the bytes and at the shape."""
    with pytest.raises(TelegramBadRequest, match=reason):
        await bot.send_photo(telegram.users["owner"].id, BufferedInputFile(body, "a.png"))


async def test_a_flood_becomes_retry_after(bot: Bot, telegram: Telegram) -> None:
    """The framework reads `parameters.retry_after`."""
    telegram.faults.inject("getMe", "too_many", retry_after=7)

    with pytest.raises(TelegramRetryAfter) as flood:
        await bot.get_me()

    assert flood.value.retry_after == 7

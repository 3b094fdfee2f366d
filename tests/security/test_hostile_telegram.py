"""Telegram answers with what is no answer, or with updates that nobody can read."""

import logging
from typing import Any

import pytest
from aiogram.exceptions import ClientDecodeError, TelegramServerError
from aiogram.methods import GetUpdates
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.long_texts import plain
from bot.telegram_session import make_bot
from sandbox.server import Sandbox
from sandbox.telegram.driver import Conversation

SECRET = "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A"
TOKEN = "123456789:" + "A" * 35
PERSON = {"id": 7, "is_bot": False, "first_name": "Eve"}
MESSAGE: dict[str, Any] = {
    "message_id": 5,
    "date": 1,
    "chat": {"id": 7, "type": "private"},
    "from": PERSON,
    "text": "a private remark",
}


async def answer(body: bytes, status: int = 200) -> Any:
    """Give what getUpdates comes to where the server sends this body."""

    async def send(_request: web.Request) -> web.Response:
        return web.Response(
            body=body, status=status, headers={"Content-Type": "application/json; charset=utf-8"}
        )

    application = web.Application()
    application.router.add_post("/{path:.*}", send)
    async with TestServer(application) as server:
        bot = make_bot(TOKEN, str(server.make_url("")).rstrip("/"))
        try:
            return await bot(GetUpdates())
        finally:
            await bot.session.close()


@pytest.mark.parametrize(
    "body",
    [
        b"<html>502 a private remark</html>",
        b'{"ok": true, "result": [{"update_id": 1, "message": {"text": "a private remark',
        b"\xff\xfe a private remark",
        b"[]",
        b'{"ok": true, "result": [{"update_id": "a private remark"}]}',
        b"[" * 100_000,
    ],
)
async def test_what_is_no_answer_is_a_fault_of_the_server(body: bytes) -> None:
    """Whatever comes back, the error is one that is expected, and repeats nothing of it."""
    with pytest.raises(TelegramServerError) as caught:
        await answer(body)

    assert "private" not in str(caught.value)
    assert caught.value.__suppress_context__


def test_the_error_of_the_library_would_repeat_it() -> None:
    """Control: the exception that is replaced holds the whole answer in its text."""
    assert "private" in str(ClientDecodeError("no", ValueError(), "a private remark"))


UNREADABLE = {
    "missing date": ("message", {k: v for k, v in MESSAGE.items() if k != "date"}),
    "missing chat": ("message", {k: v for k, v in MESSAGE.items() if k != "chat"}),
    "number for a text": ("message", MESSAGE | {"text": 5}),
    "origin nobody knows": ("message", MESSAGE | {"forward_origin": {"type": "martian"}}),
    "status nobody knows": (
        "my_chat_member",
        {
            "chat": {"id": 7, "type": "private"},
            "from": PERSON,
            "date": 1,
            "old_chat_member": {"status": "zombie", "user": PERSON},
            "new_chat_member": {"status": "zombie", "user": PERSON},
        },
    ),
}


@pytest.mark.parametrize("kind", UNREADABLE)
async def test_an_update_nobody_can_read_holds_up_nobody(
    sandbox: Sandbox, guest: Conversation, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    """It is passed over and acknowledged; what comes behind it is answered; no text is logged."""
    caplog.set_level(logging.DEBUG)
    poison = sandbox.telegram.world.updates.push(*UNREADABLE[kind])
    assert poison is not None

    card = await guest.say("/p btc")
    await guest.until(lambda: sandbox.telegram.world.updates.is_confirmed(poison) or None)

    assert "BTC/USDT" in card.text
    assert "private remark" not in caplog.text


@pytest.mark.parametrize("fault", ["html", "broken_json", "error"])
async def test_a_secret_that_cannot_be_deleted_is_said_to_be_there(
    sandbox: Sandbox, guest: Conversation, fault: str
) -> None:
    """Where Telegram has a fault, the person is told to delete the message by hand."""
    sandbox.telegram.faults.inject("deleteMessage", fault, times=None)
    if fault == "broken_json":  # the deletion takes effect, and a second one finds nothing
        sandbox.telegram.faults.clear()
        sandbox.telegram.faults.inject("deleteMessage", fault, times=1)

    warning = await guest.say(SECRET)

    gone = fault == "broken_json"
    assert ("I deleted your message" in warning.text) is gone
    assert ("delete it yourself now" in warning.text) is not gone


async def test_a_fault_of_telegram_is_called_by_its_name(
    sandbox: Sandbox, guest: Conversation
) -> None:
    """The person is not told that the bot is broken, and may try again."""
    sandbox.telegram.faults.inject("sendMessage", "html")

    said = await guest.say("/p btc")

    assert "Telegram did not take my answer" in plain(said.html)

"""Flood limits and faults happen when they are asked for, and only then."""

from typing import Any

import aiohttp
import pytest

from sandbox.telegram import FloodLimits, Telegram
from tests.sandbox.telegram.conftest import Hands
from tests.sandbox.telegram.serving import Api


async def test_a_chat_takes_one_message_a_second(
    api: Api, telegram: Telegram, owner_id: int, hands: Hands
) -> None:
    """The second within the second is refused with retry_after, and passes after it."""
    telegram.limit_floods(FloodLimits())
    params = {"chat_id": owner_id, "text": "x"}
    await api.result("sendMessage", **params)
    refused = await api.answer("sendMessage", **params)
    hands.now += refused["parameters"]["retry_after"]

    assert refused["error_code"] == 429
    assert refused["description"] == "Too Many Requests: retry after 1"
    assert (await api.result("sendMessage", **params))["text"] == "x"


async def test_a_group_takes_twenty_a_minute(api: Api, telegram: Telegram, hands: Hands) -> None:
    """The twenty-first waits until the first is a minute old."""
    telegram.limit_floods(FloodLimits())
    params = {"chat_id": telegram.group.id, "text": "x"}
    for _ in range(20):
        await api.result("sendMessage", **params)
        hands.now += 1

    refused = await api.answer("sendMessage", **params)

    assert refused["parameters"] == {"retry_after": 40}


async def test_all_chats_together_take_thirty_a_second(
    api: Api, telegram: Telegram, owner_id: int
) -> None:
    """The limit over all chats counts edits too."""
    telegram.limit_floods(FloodLimits(all_per_second=2, chat_per_second=9))
    sent = await api.result("sendMessage", chat_id=owner_id, text="x")
    place = {"chat_id": owner_id, "message_id": sent["message_id"]}
    await api.result("editMessageText", **place, text="y")

    assert "retry after 1" in await api.refusal("editMessageText", **place, text="z")


async def test_without_limits_nothing_is_counted(api: Api, owner_id: int) -> None:
    """Limits are off until somebody sets them."""
    for number in range(40):
        await api.result("sendMessage", chat_id=owner_id, text=str(number))

    assert await api.result("getUpdates") == []


async def test_a_reset_before_leaves_no_message(
    api: Api, telegram: Telegram, owner_id: int
) -> None:
    """The connection breaks and nothing was sent; the next call is well."""
    telegram.faults.inject("send*", "reset")
    params = {"chat_id": owner_id, "text": "x"}
    with pytest.raises(aiohttp.ClientError):
        await api.result("sendMessage", **params)
    before = telegram.chat("owner").messages

    await api.result("sendMessage", **params)

    assert before == []
    assert len(telegram.chat("owner").messages) == 1


async def test_a_reset_after_leaves_the_message(
    api: Api, telegram: Telegram, owner_id: int
) -> None:
    """The message is there although the bot never hears of it."""
    telegram.faults.inject("sendMessage", "reset", executed=True)
    with pytest.raises(aiohttp.ClientError):
        await api.result("sendMessage", chat_id=owner_id, text="x")

    assert [message.text for message in telegram.chat("owner").messages] == ["x"]


@pytest.mark.parametrize(
    ("fault", "options", "status", "start"),
    [
        ("error", {}, 500, b'{"ok": false, "error_code": 500'),
        ("error", {"status": 403, "description": "Forbidden: no"}, 403, b'{"ok": false'),
        ("html", {}, 502, b"<html>"),
        ("too_many", {"retry_after": 7}, 429, b'{"ok": false, "error_code": 429'),
        ("broken_json", {}, 200, b'{"ok": true, "result"'),
        ("delay", {"seconds": 0.01}, 200, b'{"ok": true'),
    ],
)
async def test_an_answer_goes_wrong(
    api: Api, telegram: Telegram, fault: str, options: dict[str, Any], status: int, start: bytes
) -> None:
    """Each fault spoils exactly one answer, as asked."""
    telegram.faults.inject("getMe", fault, **options)
    async with api.session.post(f"{api.base}/getMe") as answer:
        body = await answer.read()

    assert answer.status == status
    assert body.startswith(start)
    assert (await api.result("getMe"))["is_bot"] is True


async def test_silence_lasts_until_the_end(api: Api, telegram: Telegram) -> None:
    """A silent answer never comes; the caller's own patience ends it."""
    telegram.faults.inject("getMe", "silence")
    patience = aiohttp.ClientTimeout(total=0.05)

    with pytest.raises(TimeoutError):
        await api.session.post(f"{api.base}/getMe", timeout=patience)


def test_an_unknown_fault_is_named(telegram: Telegram) -> None:
    """A misspelt fault does not wait in vain."""
    with pytest.raises(ValueError, match="unknown fault 'rest'"):
        telegram.faults.inject("*", "rest")
    telegram.faults.inject("*", "reset")
    telegram.faults.clear()

    assert telegram.faults.take("getMe") is None

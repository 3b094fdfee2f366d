"""What the page is served, and what it may ask."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from sandbox.telegram import Telegram
from tests.sandbox.telegram.serving import serving

Json = dict[str, Any]


@pytest.fixture
async def url(telegram: Telegram) -> AsyncIterator[str]:
    """Serve the chat."""
    async with serving(telegram) as address:
        yield address


@pytest.fixture
async def page(url: str) -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
    """Open the socket as the page does."""
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(f"{url}/chat/socket", origin=url) as socket,
    ):
        yield socket


async def events(page: aiohttp.ClientWebSocketResponse, last: str) -> list[Json]:
    """Give what arrives, up to the first event of a kind."""
    seen: list[Json] = []
    while not seen or seen[-1]["event"] != last:
        seen.append(await page.receive_json(timeout=10))
    return seen


@pytest.mark.parametrize(
    ("path", "kind", "inside"),
    [
        ("/", "text/html", "/chat/chat.js"),
        ("/chat/chat.css", "text/css", "prefers-color-scheme"),
        ("/chat/chat.js", "text/javascript", "WebSocket"),
    ],
)
async def test_the_page_is_three_files_of_its_own(
    url: str, path: str, kind: str, inside: str
) -> None:
    """Nothing is fetched from elsewhere: the policy of the page forbids it."""
    async with aiohttp.ClientSession() as session, session.get(url + path) as answer:
        body = await answer.text()

    assert answer.status == 200
    assert answer.content_type == kind
    assert inside in body
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


async def test_a_page_of_another_site_may_not_listen(url: str) -> None:
    """The socket is refused to foreign origins."""
    async with aiohttp.ClientSession() as session:
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await session.ws_connect(f"{url}/chat/socket", origin="https://example.org")

    assert refused.value.status == 403


async def test_saying_something_reaches_bot_and_page(
    telegram: Telegram, page: aiohttp.ClientWebSocketResponse
) -> None:
    """The page sees its own message come back, and the bot has an update."""
    await events(page, "snapshot")
    await page.send_json({"do": "say", "user": "owner", "text": "/p btc", "ticket": "1"})
    seen = await events(page, "done")

    assert seen[0]["message"]["text"] == "/p btc"
    assert seen[-1] == {"event": "done", "ticket": "1"}
    assert len(telegram.world.updates) == 1


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ({"do": "say", "text": " "}, "message text is empty"),
        ({"do": "say", "text": "x", "chat_id": 5_001_002}, "chat not found"),
        ({"do": "press", "message_id": 1, "row": 0, "column": 0}, "message not found"),
        ({"do": "dance"}, "something unknown"),
        ({"do": "press", "message_id": "x"}, "something unknown"),
    ],
)
async def test_what_cannot_be_done_is_told(
    page: aiohttp.ClientWebSocketResponse, asked: Json, reason: str
) -> None:
    """A refusal comes back with the ticket; the socket stays open."""
    await events(page, "snapshot")
    await page.send_json({"user": "owner", "ticket": "1", **asked})
    [refused] = await events(page, "done")

    assert reason in refused["error"]
    assert not page.closed


async def test_a_stranger_is_not_in_the_group(
    telegram: Telegram, page: aiohttp.ClientWebSocketResponse
) -> None:
    """Only members may write there."""
    await events(page, "snapshot")
    asked = {"do": "say", "user": "stranger", "chat_id": telegram.group.id, "text": "x"}
    await page.send_json(asked)
    [refused] = await events(page, "done")

    assert "chat not found" in refused["error"]


async def test_stopping_the_bot_is_seen(
    telegram: Telegram, page: aiohttp.ClientWebSocketResponse
) -> None:
    """A page can stop and restart the bot for a person."""
    await events(page, "snapshot")
    await page.send_json({"do": "block", "user": "guest"})
    seen = await events(page, "chat")
    blocked = telegram.users["guest"].blocked
    await page.send_json({"do": "unblock", "user": "guest"})
    await events(page, "chat")

    assert seen[-1]["blocked"]["guest"] is True
    assert blocked
    assert not telegram.users["guest"].blocked

"""Delivery to the bot's own address."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web

from sandbox.telegram import Telegram
from tests.sandbox.telegram.serving import Api


@dataclass
class Receiver:
    """A bot's web server: refuses the first `refusals` deliveries."""

    url: str = ""
    refusals: int = 0
    reply: Any = None
    seen: "asyncio.Queue[tuple[str | None, dict[str, Any]]]" = field(default_factory=asyncio.Queue)

    async def take(self, request: web.Request) -> web.Response:
        """Take one delivery."""
        secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token")
        self.seen.put_nowait((secret, await request.json()))
        self.refusals -= 1
        if self.refusals >= 0:
            return web.Response(status=500)
        return web.json_response(self.reply)


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    """Serve a receiver on loopback."""
    receiver = Receiver()
    application = web.Application()
    application.router.add_post("/hook", receiver.take)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield receiver
    await runner.cleanup()


async def test_updates_are_posted_with_the_secret(
    api: Api, telegram: Telegram, receiver: Receiver
) -> None:
    """Polling is refused meanwhile, and works again afterwards."""
    await api.result("setWebhook", url=receiver.url, secret_token="s3cret")
    own = telegram.chat("owner").send("hello")

    secret, update = await receiver.seen.get()
    await telegram.chat("owner").confirmed(own)

    assert (secret, update["message"]["text"]) == ("s3cret", "hello")
    assert "webhook is active" in await api.refusal("getUpdates")
    await api.result("deleteWebhook")
    assert await api.result("getUpdates") == []


async def test_a_refused_delivery_comes_again(
    api: Api, telegram: Telegram, receiver: Receiver
) -> None:
    """The same update is repeated until it is taken; the last error can be asked for."""
    receiver.refusals = 1
    await api.result("setWebhook", url=receiver.url)
    own = telegram.chat("owner").send("hello")
    first, second = await receiver.seen.get(), await receiver.seen.get()
    await telegram.chat("owner").confirmed(own)
    info = await api.result("getWebhookInfo")

    assert first == second
    assert info["pending_update_count"] == 0
    assert info["last_error_message"] == "Wrong response from the webhook: 500"


async def test_a_method_in_the_answer_is_executed(
    api: Api, telegram: Telegram, receiver: Receiver
) -> None:
    """A bot may answer a delivery with a call."""
    owner = telegram.chat("owner")
    receiver.reply = {"method": "sendMessage", "chat_id": owner.chat_id, "text": "hi"}
    await api.result("setWebhook", url=receiver.url)

    assert (await owner.say("hello")).text == "hi"


@pytest.mark.parametrize(
    ("params", "reason"),
    [
        ({"url": "http://example.org/hook"}, "An HTTPS URL must be provided"),
        ({"url": "https://example.org/", "secret_token": "ü"}, "unallowed characters"),
    ],
)
async def test_a_wrong_webhook_is_refused(api: Api, params: dict[str, str], reason: str) -> None:
    """Plain HTTP is for loopback only, and a secret has plain characters."""
    assert reason in await api.refusal("setWebhook", **params)


async def test_pending_updates_can_be_dropped(api: Api, telegram: Telegram) -> None:
    """Nothing is delivered of what came before."""
    telegram.chat("owner").send("old")
    await api.result("deleteWebhook", drop_pending_updates=True)

    assert await api.result("getUpdates") == []

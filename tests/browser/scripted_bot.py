"""A tiny bot without any framework: it polls the pretend Telegram and answers by a script."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any, Self

import aiohttp

Json = dict[str, Any]


def button(text: str, **fields: Any) -> Json:
    """Give an inline button; a callback button unless another action is named."""
    actions = {"url", "copy_text", "disabled"} & fields.keys()
    return {"text": text, **({} if actions else {"callback_data": text}), **fields}


def price_card(presses: int) -> Json:
    """Give the price card as the real bot would write it."""
    now = int(time.time())
    return {
        "text": "<b>BTC/USDT</b>  <code>97,412.35</code>\n"
        f"🟢 <b>+2.14%</b> 24h  ·  press {presses}\n"
        "<pre>High    98,120.00\nLow     94,880.10\nVol     1.92B USDT\n"
        "Bid     97,412.34\nAsk     97,412.35\nIn range ▁▁▁▁▁▁▁█▁▁ 78%</pre>\n"
        f'<i>live · <tg-time unix="{now}" format="r">just now</tg-time></i>',
        "parse_mode": "HTML",
        "reply_markup": {
            "inline_keyboard": [
                [button("🔄"), button("📊 Chart"), button("🔔 Alert")],
                [
                    button("🟢 Buy", style="success"),
                    button("🔴 Sell", style="danger"),
                    button("97412.35", copy_text={"text": "97412.35"}),
                ],
                [button("Binance", url="https://www.binance.com/"), button("Soon", disabled={})],
            ]
        },
    }


class ScriptedBot:
    """Polls, and answers every update with `answer`, which may call any method."""

    def __init__(self, url: str, token: str) -> None:
        self._base = f"{url}/bot{token}"
        self._session = aiohttp.ClientSession()
        self._task: asyncio.Task[None] | None = None
        self._presses = 0

    async def __aenter__(self) -> Self:
        menu = [("start", "Begin"), ("p", "Price of a symbol"), ("photo", "A picture")]
        commands = [{"command": name, "description": text} for name, text in menu]
        await self.call("setMyCommands", commands=commands)
        await self.call("setMyDescription", description="Prices, alerts and your own account.")
        self._task = asyncio.create_task(self._poll())
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        await self._session.close()

    async def call(self, method: str, **params: Any) -> Any:
        """Call a method; gives its result."""
        async with self._session.post(f"{self._base}/{method}", json=params) as answer:
            body = await answer.json()
        assert body["ok"], body
        return body["result"]

    async def _poll(self) -> None:
        offset = 0
        while True:
            for update in await self.call("getUpdates", offset=offset, timeout=30):
                offset = update["update_id"] + 1
                if "message" in update:
                    await self._on_message(update["message"])
                if "callback_query" in update:
                    await self._on_press(update["callback_query"])

    async def _on_message(self, message: Json) -> None:
        chat_id = message["chat"]["id"]
        script: dict[str, Callable[[int, Json], Awaitable[None]]] = {
            "/start": self._welcome,
            "/p": self._price,
            "/secret": self._forget,
            "/quote": self._quote,
            "/busy": self._be_busy,
        }
        await script.get(message["text"].split()[0], self._echo)(chat_id, message)

    async def _welcome(self, chat_id: int, message: Json) -> None:
        name = message["from"]["first_name"]
        text = (
            f"<b>Welcome, {name}</b> 👋\nPrices and alerts work right now.\n\n<b>Try</b>\n"
            "/p btc  ·  /quote\n\n<i>Keys are stored encrypted.</i>"
        )
        rows = [[button("📈 Market"), button("🔔 Alerts")], [button("❓ Help")]]
        markup = {"inline_keyboard": rows}
        await self.call(
            "sendMessage", chat_id=chat_id, text=text, parse_mode="HTML", reply_markup=markup
        )

    async def _price(self, chat_id: int, _message: Json) -> None:
        await self.call("sendMessage", chat_id=chat_id, **price_card(self._presses))

    async def _forget(self, chat_id: int, message: Json) -> None:
        await self.call("deleteMessage", chat_id=chat_id, message_id=message["message_id"])
        await self.call("sendMessage", chat_id=chat_id, text="Deleted your message.")

    async def _quote(self, chat_id: int, _message: Json) -> None:
        text = (
            "<blockquote>Last 30 days it would have fired <b>0×</b>.</blockquote>\n"
            "A <tg-spoiler>hidden word</tg-spoiler>, a <a href='https://example.org/'>link</a>, "
            "and &lt;b&gt; shown as it is."
        )
        await self.call("sendMessage", chat_id=chat_id, text=text, parse_mode="HTML")

    async def _be_busy(self, chat_id: int, _message: Json) -> None:
        await self.call("sendChatAction", chat_id=chat_id, action="typing")

    async def _echo(self, chat_id: int, message: Json) -> None:
        await self.call("sendMessage", chat_id=chat_id, text=f"You said: {message['text']}")

    async def _on_press(self, query: Json) -> None:
        told = {"🔔 Alert": {"text": "No alerts yet", "show_alert": True}}
        answer = told.get(query["data"], {"text": f"Pressed {query['data']}"})
        await self.call("answerCallbackQuery", callback_query_id=query["id"], **answer)
        if query["data"] == "🔄":
            self._presses += 1
            place = {
                "chat_id": query["message"]["chat"]["id"],
                "message_id": query["message"]["message_id"],
            }
            await self.call("editMessageText", **place, **price_card(self._presses))

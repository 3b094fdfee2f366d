"""The bot's connection to Telegram: one session, clean input, no stale sockets."""

import asyncio
import json
from typing import Any, Final

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode

KEEPALIVE_SECONDS: Final = 10.0  # below what Telegram's servers keep an idle socket for
REQUEST_SECONDS: Final = 30.0
CONNECTIONS: Final = 100


class TelegramSession(AiohttpSession):
    """aiogram's session with a short keep-alive and a clean way in."""

    def __init__(self, api_url: str) -> None:
        api = TelegramAPIServer.from_base(api_url)
        super().__init__(
            api=api, json_loads=loads_clean, timeout=REQUEST_SECONDS, limit=CONNECTIONS
        )
        self._connector_init["keepalive_timeout"] = KEEPALIVE_SECONDS
        self._encrypted = api_url.startswith("https://")

    async def close(self) -> None:
        """Close the connections; encrypted ones need a moment to say goodbye."""
        if self._session is not None and not self._session.closed:
            await self._session.close()
            if self._encrypted:
                await asyncio.sleep(0.25)


def make_bot(token: str, api_url: str) -> Bot:
    """Make the bot's client of the Bot API; the owner closes its session."""
    defaults = DefaultBotProperties(parse_mode=ParseMode.HTML, link_preview_is_disabled=True)
    return Bot(token, session=TelegramSession(api_url), default=defaults)


def loads_clean(text: str) -> Any:
    """Read JSON; half surrogate pairs and NUL become U+FFFD, which every sink can hold."""
    value = json.loads(text)
    return _cleaned(value) if "\\u" in text else value


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return _clean_text(value)
    if isinstance(value, dict):
        return {_clean_text(name): _cleaned(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_cleaned(item) for item in value]
    return value


def _clean_text(text: str) -> str:
    if text.isascii() and "\0" not in text:
        return text
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return whole.replace("\0", "\ufffd")

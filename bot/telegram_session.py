"""The bot's connection to Telegram: one session, clean input, no stale sockets."""

import asyncio
import json
from http import HTTPStatus
from types import MappingProxyType
from typing import Any, Final, NoReturn, cast

import structlog
from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.exceptions import ClientDecodeError, TelegramNetworkError, TelegramServerError
from aiogram.methods import GetUpdates, Response, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import InputFile, Update
from aiohttp import ClientError, ClientTimeout
from pydantic import ValidationError

KEEPALIVE_SECONDS: Final = 10.0  # below what Telegram's servers keep an idle socket for
REQUEST_SECONDS: Final = 30.0
CONNECTIONS: Final = 100

_JSON: Final = MappingProxyType({"Content-Type": "application/json"})

log = structlog.get_logger(__name__)


class TelegramSession(AiohttpSession):
    """aiogram's session with a short keep-alive, JSON for what is no file, and a clean way in.

    What is no answer of the Bot API, such as the page of a proxy, is a `TelegramServerError`.
    """

    def __init__(self, api_url: str) -> None:
        api = TelegramAPIServer.from_base(api_url)
        super().__init__(
            api=api, json_loads=loads_clean, timeout=REQUEST_SECONDS, limit=CONNECTIONS
        )
        self._connector_init["keepalive_timeout"] = KEEPALIVE_SECONDS
        self._encrypted = api_url.startswith("https://")
        self._last: dict[int, Update] = {}  # the updates of the last answer, by id
        # pydantic forgets a `Response[…]` that nobody holds, and making it costs 0.1 ms a call.
        self._held: dict[Any, type[Response[Any]]] = {}

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109 - aiogram's
    ) -> TelegramType:
        """Make one request. Fails with `TelegramAPIError`, whatever came back."""
        body = self._json_body(bot, method)
        try:
            if body is None:
                return await super().make_request(bot, method, timeout)
            status, content = await self._post(bot, method, body, timeout)
        except UnicodeDecodeError:
            _refuse(method, "it is no text")
        return cast("TelegramType", self.check_response(bot, method, status, content).result)

    def check_response(
        self, bot: Bot, method: TelegramMethod[TelegramType], status_code: int, content: str
    ) -> Response[TelegramType]:
        """Read an answer; updates one by one."""
        if isinstance(method, GetUpdates) and status_code == HTTPStatus.OK:
            updates = self._updates(bot, content)
            if updates is not None:
                return Response(ok=True, result=updates)
        result = method.__returning__
        if result not in self._held:
            self._held[result] = Response[result]  # type: ignore[valid-type] # known at run time
        try:
            return super().check_response(bot, method, status_code, content)
        except ClientDecodeError:
            # Its text repeats the answer, and with it what people wrote.
            _refuse(method, f"HTTP {status_code}")

    def _updates(self, bot: Bot, content: str) -> list[Update] | None:
        """Give the updates of an answer; None when it holds something else.

        Updates in hand come with each answer until they are acknowledged: they are not read again.
        """
        try:
            answer = self.json_loads(content)
        except (ValueError, RecursionError):
            return None
        sent = answer.get("result") if isinstance(answer, dict) else None
        if not isinstance(sent, list) or not all(_has_id(found) for found in sent):
            return None
        last, self._last = self._last, {}
        for found in sent:
            known = last.get(found["update_id"])
            self._last[found["update_id"]] = known or _update(found, bot)
        return list(self._last.values())

    def _json_body(self, bot: Bot, method: TelegramMethod[Any]) -> bytes | None:
        """Write the parameters as JSON, which costs half of a form; None when there is a file."""
        files: dict[str, InputFile] = {}
        fields = {}
        for name, value in method.model_dump(warnings=False).items():
            if value is not None:
                prepared = self.prepare_value(value, bot=bot, files=files, _dumps_json=False)
                if prepared is not None and prepared != "":
                    fields[name] = prepared
        return None if files else json.dumps(fields).encode()

    async def _post(
        self, bot: Bot, method: TelegramMethod[Any], body: bytes, seconds: float | None
    ) -> tuple[int, str]:
        """Give status and text of the answer. Fails with `TelegramNetworkError`."""
        session = await self.create_session()
        url = self.api.api_url(token=bot.token, method=method.__api_method__)
        allowed = ClientTimeout(self.timeout if seconds is None else seconds)
        try:
            async with session.post(url, data=body, headers=_JSON, timeout=allowed) as answer:
                return answer.status, await answer.text()
        except TimeoutError as error:
            raise TelegramNetworkError(method, "Request timeout error") from error
        except ClientError as error:
            raise TelegramNetworkError(method, f"{type(error).__name__}: {error}") from error

    async def close(self) -> None:
        """Close the connections; encrypted ones need a moment to say goodbye."""
        if self._session is not None and not self._session.closed:
            await self._session.close()
            if self._encrypted:
                await asyncio.sleep(0.25)


def _refuse(method: TelegramMethod[Any], reason: str) -> NoReturn:
    message = f"what came back is no answer of the Bot API ({reason})"
    raise TelegramServerError(method, message) from None


def _has_id(sent: Any) -> bool:
    return isinstance(sent, dict) and type(sent.get("update_id")) is int


def _update(sent: dict[str, Any], bot: Bot) -> Update:
    """Read an update; one that cannot be read holds its id alone.

    So that it is acknowledged like any other: unread it would come again for ever, and with it
    everything behind it.
    """
    try:
        return Update.model_validate(sent, context={"bot": bot})
    except ValidationError as error:
        places = {".".join(map(str, found["loc"])) for found in error.errors(include_input=False)}
        log.warning("update cannot be read", update_id=sent["update_id"], places=sorted(places))
        return Update(update_id=sent["update_id"])


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

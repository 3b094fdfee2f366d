"""Everything the bot sends to Telegram passes here, as a request middleware of aiogram's session.

It keeps Telegram's rates and an exact `retry_after`, splits long texts, falls back to plain text
when the HTML is refused, repeats what may be repeated, and notes who cannot be reached any more.
"""

import asyncio
import math
import time
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Final

import structlog
from aiogram import Bot
from aiogram.client.session.middlewares.base import (
    BaseRequestMiddleware,
    NextRequestMiddlewareType,
)
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import AnswerCallbackQuery, SendChatAction
from aiohttp import ClientConnectorError

from bot.outgoing import Method, as_plain, pieces
from bot.pacing import Clock, Gate, Pace, Priority, SharedGate, Sleep
from bot.redaction import Redactor

ATTEMPTS: Final = 4
LONGEST_WAIT: Final = 60.0  # seconds a reply waits out a pause of Telegram; later it is worthless
_PACED: Final = ("send", "edit", "copy", "forward")
# Doing these twice changes nothing more, so an unclear outcome may be repeated.
_REPEATABLE: Final = ("edit", "delete", "answer", "set", "get", "unpin")
_POLLING: Final = frozenset({"getUpdates"})
_MEANINGLESS: Final = (
    "message is not modified",
    "message to edit not found",  # its reader deleted it meanwhile
    "query is too old",
    "query id is invalid",
)
_REMEMBERED_CALLBACKS: Final = 2_000
_REMEMBERED_CHATS: Final = 2_000

log = structlog.get_logger(__name__)


async def _ignore(_chat_id: int) -> None:
    """Nobody wants to know."""


@dataclass(frozen=True, slots=True)
class _Gates:
    """The gates one call passes: its chat's, then the one for everybody."""

    chat: Gate | None = None
    everybody: SharedGate | None = None

    async def passage(self) -> None:
        if self.chat is not None:
            await self.chat.passage()
        if self.everybody is not None:
            await self.everybody.passage()


class Outbox(BaseRequestMiddleware):
    """The way out: rates, order, repeats.

    `on_unreachable` hears of each private chat that Telegram refuses for good.
    """

    def __init__(
        self,
        pace: Pace,
        redactor: Redactor,
        on_unreachable: Callable[[int], Awaitable[object]] = _ignore,
        *,
        clock: Clock = time.monotonic,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._pace = pace
        self._redactor = redactor
        self._on_unreachable = on_unreachable
        self._clock = clock
        self._sleep = sleep
        self._everybody = Gate(pace.everybody, clock, sleep)
        self._chats: OrderedDict[int | str, Gate] = OrderedDict()
        self._answered: OrderedDict[str, None] = OrderedDict()
        self._priority: ContextVar[Priority] = ContextVar("priority", default=Priority.REPLY)
        self.refused_for_rate = 0  # answers 429 since the start

    @property
    def queue(self) -> int:
        """How many messages wait for their turn."""
        return self._everybody.queue + sum(gate.queue for gate in self._chats.values())

    @contextmanager
    def priority(self, priority: Priority) -> Iterator[None]:
        """Send what the block sends with this priority; replies are the default."""
        token = self._priority.set(priority)
        try:
            yield
        finally:
            self._priority.reset(token)

    def has_answered(self, callback_query_id: str) -> bool:
        """Tell whether a button press has had its answer."""
        return callback_query_id in self._answered

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[Any],
        bot: Bot,
        method: Method,
    ) -> Any:
        """Send one call of the Bot API; several messages where the text is long."""
        name = method.__api_method__
        if name in _POLLING:
            return await make_request(bot, method)
        if isinstance(method, AnswerCallbackQuery):
            self._note_answer(method.callback_query_id)
        result: Any = True
        for piece in pieces(method, self._redactor):
            result = await self._send(make_request, bot, piece)
        return result

    async def _send(
        self, make_request: NextRequestMiddlewareType[Any], bot: Bot, method: Method
    ) -> Any:
        async with self._turn(method) as gates:
            for attempt in range(1, ATTEMPTS + 1):
                await gates.passage()
                try:
                    return await make_request(bot, method)
                except TelegramAPIError as error:
                    if attempt == ATTEMPTS:
                        raise
                    method_again = await self._after(error, method, attempt, gates)
                    if method_again is None:
                        return True
                    method = method_again
        return True

    async def _after(
        self, error: TelegramAPIError, method: Method, attempt: int, gates: _Gates
    ) -> Method | None:
        """Give what to send next after an error, None for nothing. Raises what has no cure."""
        if isinstance(error, TelegramRetryAfter):
            return await self._wait_out(error, method, gates)
        if isinstance(error, TelegramMigrateToChat):
            return method.model_copy(update={"chat_id": error.migrate_to_chat_id})
        if isinstance(error, TelegramForbiddenError):
            await self._note_unreachable(method)
            raise error
        if isinstance(error, TelegramBadRequest):
            return await self._mended(error, method)
        if isinstance(error, TelegramNetworkError | TelegramServerError) and _may_repeat(
            error, method
        ):
            await self._sleep(0.5 * 2 ** (attempt - 1))
            return method
        raise error

    async def _wait_out(
        self, error: TelegramRetryAfter, method: Method, gates: _Gates
    ) -> Method | None:
        self.refused_for_rate += 1
        log.warning("telegram asks to wait", seconds=error.retry_after)
        if isinstance(method, SendChatAction):
            return None
        if gates.chat is not None:
            gates.chat.pause(error.retry_after)  # this chat alone waits
        if self._is_too_late(error.retry_after):
            raise error
        if gates.chat is None:
            await self._sleep(error.retry_after)
        return method

    def _is_too_late(self, seconds: float) -> bool:
        """Tell whether to give up instead: nobody's other commands wait behind a dead answer."""
        return seconds > LONGEST_WAIT and self._priority.get() <= Priority.REPLY

    async def _mended(self, error: TelegramBadRequest, method: Method) -> Method | None:
        reason = error.message.lower()
        if any(phrase in reason for phrase in _MEANINGLESS):
            return None
        if "chat not found" in reason:
            await self._note_unreachable(method)
        readable = as_plain(method) if "can't parse entities" in reason else None
        if readable is None or readable == method:
            raise error
        log.warning("telegram refused the HTML of a message", reason=error.message)
        return readable

    @asynccontextmanager
    async def _turn(self, method: Method) -> AsyncIterator[_Gates]:
        """Hold the chat's gate during the request, so that its messages keep their order."""
        chat = getattr(method, "chat_id", None)
        if isinstance(method, AnswerCallbackQuery):
            urgency = self._priority.get()
            urgency = Priority.CALLBACK if urgency is Priority.REPLY else urgency
            yield _Gates(everybody=SharedGate(self._everybody, urgency))
        elif not method.__api_method__.startswith(_PACED) or isinstance(method, SendChatAction):
            yield _Gates()
        else:
            priority = self._priority.get()
            shared = SharedGate(self._everybody, priority)
            if chat is None:
                yield _Gates(everybody=shared)
            else:
                gate = self._gate(chat)
                if self._is_too_late(pause := gate.pause_left()):
                    raise TelegramRetryAfter(method, "this chat is paused", math.ceil(pause))
                async with gate.turn(priority):
                    yield _Gates(gate, shared)

    def _gate(self, chat: int | str) -> Gate:
        gate = self._chats.get(chat)
        if gate is None:
            private = isinstance(chat, int) and chat > 0
            rates = self._pace.private_chat if private else self._pace.group
            gate = self._chats[chat] = Gate(rates, self._clock, self._sleep)
            self._forget_idle()
        self._chats.move_to_end(chat)
        return gate

    def _forget_idle(self) -> None:
        while len(self._chats) > _REMEMBERED_CHATS:
            chat, gate = next(iter(self._chats.items()))
            if not gate.idle():
                self._chats.move_to_end(chat)
                return
            del self._chats[chat]

    def _note_answer(self, callback_query_id: str) -> None:
        self._answered[callback_query_id] = None
        if len(self._answered) > _REMEMBERED_CALLBACKS:
            self._answered.popitem(last=False)

    async def _note_unreachable(self, method: Method) -> None:
        chat = getattr(method, "chat_id", None)
        if isinstance(chat, int) and chat > 0:
            log.info("user cannot be reached any more", user_id=chat)
            await self._on_unreachable(chat)


def _may_repeat(error: TelegramAPIError, method: Method) -> bool:
    """Tell whether a call may be made again after no clear answer: never a message twice."""
    never_sent = isinstance(error.__cause__, ClientConnectorError)
    return never_sent or method.__api_method__.startswith(_REPEATABLE)

"""Exception → message; the only place.

One table holds every expected error; a class that is not in it takes its nearest ancestor's text.
Anything else is unexpected: it is logged with an id, and the user is given that id.
"""

import secrets
from types import MappingProxyType
from typing import Any, Final

import structlog
from aiogram import BaseMiddleware, Bot
from aiogram.dispatcher.event.bases import CancelHandler, SkipHandler
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
)
from aiogram.types import TelegramObject, Update
from aiogram.utils.i18n import gettext as _

from bot.explanations import of_binance, of_catalogue, of_storage, of_telegram, of_usage
from bot.explanations.explanation import Explain, Explanation, Explanations, Situation
from bot.middlewares.step import Data, NextStep
from bot.outbox import Outbox
from bot.replies import Reply, respond
from storage.users import User

TABLE: Final[Explanations] = MappingProxyType(
    {
        **of_binance.EXPLANATIONS,
        **of_catalogue.EXPLANATIONS,
        **of_storage.EXPLANATIONS,
        **of_telegram.EXPLANATIONS,
        **of_usage.EXPLANATIONS,
    }
)

log = structlog.get_logger(__name__)


def explain(error: BaseException, where: Situation) -> Explanation | None:
    """Give the text for an expected error, None for an unexpected one."""
    found = next((TABLE[kind] for kind in type(error).__mro__ if kind in TABLE), None)
    return _explained(found, error, where) if found is not None else None


def unexpected(error_id: str) -> Explanation:
    """Give the text for an error nobody foresaw."""
    return Explanation(
        _("Something went wrong inside me."),
        _("It is in the log as <code>{error_id}</code>.").format(error_id=error_id),
        _("Try again; if it stays, tell the administrator that id."),
    )


class ErrorReplies(BaseMiddleware):
    """Turns whatever a handler raises into one clear reply."""

    def __init__(self, outbox: Outbox) -> None:
        self._outbox = outbox

    async def __call__(self, handler: NextStep, event: TelegramObject, data: Data) -> Any:
        """Call the handler and answer its error."""
        try:
            return await handler(event, data)
        except (SkipHandler, CancelHandler):
            raise
        except (TelegramForbiddenError, TelegramNetworkError, TelegramRetryAfter) as error:
            # There is nobody to answer, or no way to; the outbox has noted who is gone.
            log.warning("answer not delivered", reason=str(error))
        except Exception as error:  # noqa: BLE001 - the last resort: every error gets its reply
            await self._answer(error, event, data)
        return None

    async def _answer(self, error: Exception, event: TelegramObject, data: Data) -> None:
        user: User | None = data.get("user")
        quote = user.quote_asset if user is not None else "USDT"
        said = explain(error, Situation(data.get("command"), quote))
        if said is None:
            error_id = secrets.token_hex(4)
            log.error("unexpected error", error_id=error_id, exc_info=error)
            said = unexpected(error_id)
        else:
            log.info("expected error", kind=type(error).__name__)
        if not isinstance(event, Update):
            return
        bot: Bot = data["bot"]
        try:
            await respond(bot, self._outbox, event, Reply(said.text(), said.keyboard))
        except TelegramAPIError as refusal:
            log.warning("error reply not delivered", reason=str(refusal))


def _explained(found: Explain, error: BaseException, where: Situation) -> Explanation:
    return found(error, where)

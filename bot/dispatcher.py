"""Wires middlewares and routers: what each update passes on its way to a handler.

Three routers, public, private and admin, each with one handler for messages and one for buttons:
the look-up was done by `Recognition`, so the cost is the same for any number of commands.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aiogram import Dispatcher, Router
from aiogram.enums import ChatMemberStatus, ChatType
from aiogram.types import CallbackQuery, ChatMemberUpdated, TelegramObject
from aiogram.utils.i18n import I18n

from binance.client import BinanceClient
from bot.accounts import Accounts
from bot.arguments import StaleButton
from bot.command import Scope
from bot.config import Settings
from bot.dialogs import DialogMemory
from bot.errors import ErrorReplies
from bot.handler_loader import CommandCatalogue, Route
from bot.health import BotHealth
from bot.key_intake import KeyDesk
from bot.middlewares.access import AccessControl
from bot.middlewares.acquaintance import Acquaintance
from bot.middlewares.admin_access import AdminAccess
from bot.middlewares.busy_signs import BusySigns
from bot.middlewares.deduplication import Deduplication
from bot.middlewares.language import Language
from bot.middlewares.private_access import PrivateAccess
from bot.middlewares.private_chat import PrivateChatOnly
from bot.middlewares.recognition import Recognition
from bot.middlewares.throttle import Allowance, Throttle
from bot.middlewares.tripwire import Tripwire
from bot.outbox import Outbox
from bot.redaction import Redactor
from bot.services.key_doctor import KeyDoctor
from bot.services.outgoing_address import OutgoingAddress
from bot.services.symbols import SymbolDirectory
from bot.tasks import Tasks
from bot.unknown import answer_unknown
from storage.apikey_manager import ApiKeyManager
from storage.database import Database
from storage.users import User, Users


@dataclass(frozen=True, slots=True)
class Parts:
    """What the composition root built; handlers get them by parameter name."""

    settings: Settings
    username: str  # the bot's own, without @
    catalogue: CommandCatalogue
    i18n: I18n
    database: Database
    users: Users
    keys: ApiKeyManager
    client: BinanceClient
    symbols: SymbolDirectory
    doctor: KeyDoctor
    outgoing_address: OutgoingAddress
    key_desk: KeyDesk
    outbox: Outbox
    health: BotHealth
    redactor: Redactor
    tasks: Tasks
    allowance: Allowance


def build_dispatcher(parts: Parts) -> Dispatcher:
    """Make the dispatcher; it owns nothing that needs closing but open dialogs."""
    environment = parts.settings.binance_environment
    accounts = Accounts(parts.client, parts.keys, environment, parts.redactor)
    dispatcher = Dispatcher(storage=DialogMemory(), accounts=accounts, **_injected(parts))
    for middleware in (
        Deduplication(),
        Language(parts.i18n),
        BusySigns(parts.tasks, parts.outbox),
        ErrorReplies(parts.outbox),
        Tripwire(parts.allowance),
        Recognition(parts.catalogue, parts.username),
        Acquaintance(parts.users, parts.database, parts.settings, parts.i18n),
        AccessControl(parts.settings, parts.outbox),
        Throttle(parts.allowance, parts.outbox),
        PrivateChatOnly(parts.username, parts.outbox),
    ):
        dispatcher.update.outer_middleware(middleware)
    for scope in Scope:
        dispatcher.include_router(_router(scope, parts.settings, accounts))
    dispatcher.include_router(_unknown_router())
    dispatcher.my_chat_member.register(note_membership)
    return dispatcher


def _injected(parts: Parts) -> dict[str, Any]:
    names = ("settings", "catalogue", "database", "users", "keys", "client", "symbols", "doctor")
    more = ("outgoing_address", "key_desk", "outbox", "health", "username", "redactor")
    return {name: getattr(parts, name) for name in (*names, *more)}


def _router(scope: Scope, settings: Settings, accounts: Accounts) -> Router:
    """Make the router of one scope with the middleware that guards it."""
    router = Router(name=scope.value)
    for observer in (router.message, router.callback_query):
        if scope is Scope.PRIVATE:
            observer.middleware(PrivateAccess(accounts))
        if scope is Scope.ADMIN:
            observer.middleware(AdminAccess(settings))
    router.message.register(_run, _is_of(scope))
    router.callback_query.register(_run, _is_of(scope))
    return router


def _is_of(scope: Scope) -> Callable[..., Any]:
    """Make the filter that lets through what was recognised as of this scope."""

    async def is_of_scope(_event: TelegramObject, route: Route | None = None) -> bool:
        return route is not None and route.scope is scope

    return is_of_scope


async def _run(event: TelegramObject, /, **data: Any) -> None:
    """Call the handler that was found, with what it asks for."""
    route: Route = data["route"]
    user: User = data["user"]
    client: BinanceClient = data["client"]
    if route.wants("binance"):
        data["binance"] = client.on_behalf_of(user.id)
    await route.target.call(event, **data)


def _unknown_router() -> Router:
    """Make the router for what nothing answers to."""
    router = Router(name="unknown")
    router.message.register(answer_unknown)
    router.callback_query.register(_refuse_button)
    return router


async def _refuse_button(_query: CallbackQuery) -> None:
    """Say that a button means nothing any more, or that its message is out of reach."""
    raise StaleButton


async def note_membership(event: ChatMemberUpdated, users: Users) -> None:
    """Note who blocked the bot, and who came back."""
    if event.chat.type != ChatType.PRIVATE or await users.get(event.chat.id) is None:
        return
    if event.new_chat_member.status == ChatMemberStatus.KICKED:
        await users.mark_inactive(event.chat.id)
    else:
        await users.mark_active(event.chat.id)

"""Telegram's command menus: for private chats, for groups, and for administrators."""

from collections.abc import Iterable

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeUnion,
)
from aiogram.utils.i18n import I18n

from bot.command import Command, Scope
from bot.handler_loader import CommandCatalogue

log = structlog.get_logger(__name__)


class Menus:
    """Publishes the catalogue as menus, in every language there is."""

    def __init__(self, bot: Bot, catalogue: CommandCatalogue, i18n: I18n) -> None:
        self._bot = bot
        self._catalogue = catalogue
        self._i18n = i18n

    async def publish(self, admin_ids: Iterable[int]) -> None:
        """Set every menu. Telegram's refusals are logged: the bot works without menus."""
        people = self._catalogue.listed({Scope.PUBLIC, Scope.PRIVATE})
        groups = [
            command for command in self._catalogue.listed({Scope.PUBLIC}) if command.in_groups
        ]
        await self._set(BotCommandScopeAllPrivateChats(), people)
        await self._set(BotCommandScopeAllGroupChats(), groups)
        for admin_id in admin_ids:
            await self.publish_for_admin(admin_id)

    async def publish_for_admin(self, admin_id: int) -> None:
        """Set the menu of one administrator, who must have written to the bot before."""
        everything = self._catalogue.listed(frozenset(Scope))
        await self._set(BotCommandScopeChat(chat_id=admin_id), everything)

    async def _set(self, scope: BotCommandScopeUnion, commands: list[Command]) -> None:
        for language in (None, *self._i18n.available_locales):
            try:
                await self._bot.set_my_commands(
                    self._menu(commands, language), scope=scope, language_code=language
                )
            except TelegramAPIError as error:
                log.info("command menu not set", scope=scope.type, reason=str(error))

    def _menu(self, commands: list[Command], language: str | None) -> list[BotCommand]:
        with self._i18n.context(), self._i18n.use_locale(language or self._i18n.default_locale):
            return [
                BotCommand(command=command.name, description=str(command.summary))
                for command in commands
            ]

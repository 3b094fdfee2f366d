"""The caller's Binance account, for as long as one private command runs."""

from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import TelegramObject

from bot.accounts import Accounts
from bot.handler_loader import Route
from bot.middlewares.step import Data, NextStep
from storage.users import User


class PrivateAccess(BaseMiddleware):
    """Decrypts the key after a private command matched, hands over `account` and `key`, forgets.

    Nothing is decrypted for a handler that does not ask for `account`.
    """

    def __init__(self, accounts: Accounts) -> None:
        self._accounts = accounts

    async def __call__(self, handler: NextStep, event: TelegramObject, data: Data) -> Any:
        """Call the handler with the caller's account. Fails with `NoApiKey`, `KeyUnreadable`."""
        user: User = data["user"]
        route: Route = data["route"]
        key = await self._accounts.key_of(user.id)
        data["key"] = key
        if not route.wants("account"):
            return await handler(event, data)
        async with self._accounts.opened(key) as account:
            return await handler(event, {**data, "account": account})

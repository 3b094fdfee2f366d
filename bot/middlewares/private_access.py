"""The caller's Binance account, for as long as one private command runs."""

from typing import Any, Final

from aiogram import BaseMiddleware
from aiogram.types import TelegramObject

from binance.client import BinanceClient
from binance.constants import Environment
from binance.exceptions import ApiError, KeyRejected, SignatureRejected
from bot.handler_loader import Route
from bot.middlewares.step import Data, NextStep
from bot.redaction import Redactor
from bot.services.key_report import Verdict
from storage.apikey_manager import ApiKeyManager, StoredKey
from storage.errors import NoApiKey
from storage.users import User

_FINDINGS: Final = ((SignatureRejected, Verdict.WRONG_SECRET), (KeyRejected, Verdict.REJECTED))


class WrongEnvironment(Exception):  # noqa: N818 - named like its siblings in the packages
    """The key in use belongs to another of Binance's worlds than the bot talks to."""

    def __init__(self, key: StoredKey, environment: Environment) -> None:
        super().__init__(f"key {key.id} is for {key.environment}, not {environment}")
        self.key = key
        self.environment = environment


class PrivateAccess(BaseMiddleware):
    """Decrypts the key after a private command matched, hands over `account` and `key`, forgets.

    Nothing is decrypted for a handler that does not ask for `account`.
    """

    def __init__(
        self,
        client: BinanceClient,
        keys: ApiKeyManager,
        environment: Environment,
        redactor: Redactor,
    ) -> None:
        self._client = client
        self._keys = keys
        self._environment = environment
        self._redactor = redactor

    async def __call__(self, handler: NextStep, event: TelegramObject, data: Data) -> Any:
        """Call the handler with the caller's account. Fails with `NoApiKey`, `KeyUnreadable`."""
        user: User = data["user"]
        route: Route = data["route"]
        key = await self._keys.in_use(user.id)
        if key is None:
            raise NoApiKey(user.id)
        if key.environment != self._environment:
            raise WrongEnvironment(key, self._environment)
        data["key"] = key
        if not route.wants("account"):
            return await handler(event, data)
        return await self._with_account(handler, event, data, key)

    async def _with_account(
        self, handler: NextStep, event: TelegramObject, data: Data, key: StoredKey
    ) -> Any:
        credentials = await self._keys.credentials_of(key.user_id)
        account = self._client.on_behalf_of(key.user_id).account(credentials)
        with self._redactor.hiding(credentials.api_key, credentials.secret):
            try:
                return await handler(event, {**data, "account": account})
            except (KeyRejected, SignatureRejected) as error:
                await self._note(key, error)
                raise

    async def _note(self, key: StoredKey, error: ApiError) -> None:
        """Keep beside the key why Binance refused it, for /keys and /status."""
        verdict = next(found for kind, found in _FINDINGS if isinstance(error, kind))
        finding = f"{verdict.value} {error.code or error.status}"
        await self._keys.record_check(key.user_id, key.id, rights=None, error=finding)

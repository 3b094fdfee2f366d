"""A user's Binance account, open for as long as one command runs."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from binance.client import BinanceAccount, BinanceClient
from binance.constants import Environment
from binance.exceptions import ApiError, KeyRejected, SignatureRejected
from bot.redaction import Redactor
from bot.services.key_report import Verdict, dangerous_rights
from storage.apikey_manager import ApiKeyManager, StoredKey
from storage.errors import NoApiKey

_FINDINGS: Final = ((SignatureRejected, Verdict.WRONG_SECRET), (KeyRejected, Verdict.REJECTED))


class WrongEnvironment(Exception):  # noqa: N818 - named like its siblings in the packages
    """The key in use belongs to another of Binance's worlds than the bot talks to."""

    def __init__(self, key: StoredKey, environment: Environment) -> None:
        super().__init__(f"key {key.id} is for {key.environment}, not {environment}")
        self.key = key
        self.environment = environment


class KeyFrozen(Exception):  # noqa: N818 - named like its siblings in the packages
    """The key in use has gained rights that no key of this bot may have."""

    def __init__(self, key: StoredKey, rights: tuple[str, ...]) -> None:
        super().__init__(f"key {key.id} may do too much: {', '.join(rights)}")
        self.key = key
        self.rights = rights


class Accounts:
    """Opens accounts with the keys people stored; a key is decrypted for the block alone."""

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

    async def key_of(self, user_id: int) -> StoredKey:
        """Give the key a user has in use.

        Fails with `NoApiKey`, `WrongEnvironment` and `KeyFrozen`.
        """
        key = await self._keys.in_use(user_id)
        if key is None:
            raise NoApiKey(user_id)
        if key.environment != self._environment:
            raise WrongEnvironment(key, self._environment)
        if rights := dangerous_rights(key.rights):
            raise KeyFrozen(key, rights)
        return key

    @asynccontextmanager
    async def opened(self, key: StoredKey) -> AsyncIterator[BinanceAccount]:
        """Open the account of a key, and note beside the key when Binance refuses it.

        Fails with `KeyUnreadable`.
        """
        credentials = await self._keys.credentials_of(key.user_id)
        with self._redactor.hiding(credentials.api_key, credentials.secret):
            try:
                yield self._client.on_behalf_of(key.user_id).account(credentials)
            except (KeyRejected, SignatureRejected) as error:
                await self._note(key, error)
                raise

    async def _note(self, key: StoredKey, error: ApiError) -> None:
        """Keep beside the key why Binance refused it, for /keys and /status."""
        verdict = next(found for kind, found in _FINDINGS if isinstance(error, kind))
        finding = f"{verdict.value} {error.code or error.status}"
        await self._keys.record_check(key.user_id, key.id, rights=None, error=finding)

"""Asks Binance once a day what each stored key may do: rights can be added after /setkey."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Final

import structlog

from binance.exceptions import BinanceError
from bot.services.key_doctor import KeyDoctor
from bot.services.key_report import KeyReport, Verdict
from bot.services.notifier import Notice, Notifier
from storage.all_keys import AllKeys
from storage.apikey_manager import ApiKeyManager
from storage.errors import StorageError
from storage.stored_key import StoredKey

EVERY: Final = 600.0  # seconds between rounds
CHECK_AFTER: Final = timedelta(hours=24)
_UNCLEAR: Final = (Verdict.NO_ANSWER, Verdict.CLOCK)  # say nothing of the key

log = structlog.get_logger(__name__)


class KeyWatch:
    """Notes beside each key what it may do now, and tells its user once of trouble.

    A key that has gained a dangerous right is not used any more until that is switched off.
    """

    def __init__(
        self,
        keys: ApiKeyManager,
        all_keys: AllKeys,
        doctor: KeyDoctor,
        notifier: Notifier,
        write: Callable[[StoredKey, KeyReport], Awaitable[Notice]],
    ) -> None:
        self._keys = keys
        self._all_keys = all_keys
        self._doctor = doctor
        self._notifier = notifier
        self._write = write
        self._one_at_a_time = asyncio.Lock()  # nobody is told twice

    async def run(self) -> None:
        """Go round until cancelled."""
        while True:
            await asyncio.sleep(EVERY)
            await self.go_round(datetime.now(UTC))

    async def go_round(self, now: datetime) -> None:
        """Examine the keys of this world of Binance's that were not examined for a day."""
        try:
            old = await self._all_keys.unchecked_since(now - CHECK_AFTER, self._doctor.environment)
        except StorageError:
            log.exception("the next round looks after the keys")
            return
        for key in old:
            await self.look_at(key)

    async def look_at(self, key: StoredKey) -> None:
        """Examine one key now: Binance has refused it, or a day has passed."""
        async with self._one_at_a_time:
            try:
                await self._examine(await self._keys.key_of(key.user_id, key.id))
            except (BinanceError, StorageError) as error:
                log.info("key will be examined later", key=key.id, reason=type(error).__name__)

    async def _examine(self, key: StoredKey) -> None:
        credentials = await self._keys.credentials_of(key.user_id, key.id)
        report = await self._doctor.examine(credentials, key.user_id)
        if report.verdict in _UNCLEAR:
            return
        checked = await self._keys.record_check(
            key.user_id,
            key.id,
            rights=report.facts() if report.switches else key.rights,
            error=report.finding,
        )
        if report.finding is not None and key.last_error != report.finding:
            notice = await self._write(checked, report)
            await self._notifier.notify(key.user_id, notice.html, keyboard=notice.keyboard)

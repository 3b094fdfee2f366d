"""Taking in a key: the dialog's memory, the doctor's check, and what the user reads of it.

The dialog remembers the name of the key and when it was asked for. A key or a half of one is
kept encrypted in the database alone.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from aiogram import Bot
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State
from aiogram.types import InlineKeyboardMarkup
from aiogram.utils.i18n import gettext as _

from binance.constants import Environment
from binance.credentials import Credentials, KeyType
from bot import key_texts
from bot.key_cards import refusal_card, report_card
from bot.key_dialog import DIALOG_LASTS, AddKey
from bot.key_list import report_keyboard, saved_heading
from bot.services.key_doctor import KeyDoctor
from bot.services.key_report import KeyReport
from bot.services.outgoing_address import OutgoingAddress
from storage.apikey_manager import ApiKeyManager
from storage.errors import LabelTaken, TooManyKeys
from storage.stored_key import KEY_LIMIT, StoredKey

_LABEL: Final = "label"
_SINCE: Final = "since"  # seconds since 1970

Store = Callable[[KeyReport], Awaitable[StoredKey]]


@dataclass(frozen=True, slots=True)
class KeyDesk:
    """Where keys are handed in: what every intake needs, for all users."""

    keys: ApiKeyManager
    doctor: KeyDoctor
    outgoing_address: OutgoingAddress
    environment: Environment

    def serve(self, bot: Bot, state: FSMContext, user_id: int) -> "KeyIntake":
        """Take the next message or press of this user."""
        return KeyIntake(self, bot, state, user_id)


@dataclass(frozen=True, slots=True)
class KeyIntake:
    """One message or button press on the way to a stored key."""

    desk: KeyDesk
    bot: Bot
    state: FSMContext
    user_id: int

    async def say(self, text: str, keyboard: InlineKeyboardMarkup | None = None) -> None:
        """Answer in the private chat."""
        await self.bot.send_message(self.user_id, text, reply_markup=keyboard)

    async def begin_pair(self, wished: str | None) -> None:
        """Make a pair and ask for the API key. Fails with `LabelTaken`, `TooManyKeys`."""
        label = await self._new_label(wished)
        public_pem = await self.desk.keys.begin_pair(self.user_id, label)
        await self._enter(AddKey.pair_key, label)
        address = await self.desk.outgoing_address.current()
        await self.say(
            key_texts.pair_prompt(public_pem, address, label, self.desk.environment),
            key_texts.pair_keyboard(public_pem, address),
        )

    async def begin_hmac(self, label: str) -> None:
        """Ask for the API key of a key that Binance generated."""
        await self._enter(AddKey.hmac_key, label)
        address = await self.desk.outgoing_address.current()
        await self.say(
            key_texts.hmac_prompt(address, label, self.desk.environment),
            key_texts.hmac_keyboard(address),
        )

    async def keep_half(self, label: str, api_key: str) -> None:
        """Keep the API key, encrypted, and ask for its secret."""
        await self.desk.keys.begin_secret(self.user_id, label, api_key)
        await self._enter(AddKey.hmac_secret, label)
        await self.say(key_texts.secret_prompt(label), key_texts.hmac_keyboard(None))

    async def take_direct(self, wished: str | None, api_key: str, secret: str) -> None:
        """Take key and secret of the command. Fails with `LabelTaken`, `TooManyKeys`."""
        await self.take_hmac(await self._new_label(wished), api_key, secret)

    async def take_hmac(self, label: str, api_key: str, secret: str) -> None:
        """Examine key and secret, and keep them when they are good."""
        await self.take_secret(label, Credentials(api_key, secret, KeyType.HMAC))

    async def take_secret(self, label: str, credentials: Credentials) -> None:
        """Examine a key that Binance generated; after a refusal both halves are asked for."""
        await self._enter(AddKey.hmac_key, label)
        await self._take(
            credentials,
            lambda report: self.desk.keys.add(
                self.user_id,
                credentials,
                label=label,
                environment=self.desk.environment,
                rights=report.facts(),
            ),
        )

    async def take_pair(self, api_key: str) -> None:
        """Examine the API key for the pair that was made, and keep both when they are good."""
        credentials = await self.desk.keys.pending_credentials(self.user_id, api_key)
        await self._take(
            credentials,
            lambda report: self.desk.keys.complete_pair(
                self.user_id, api_key, environment=self.desk.environment, rights=report.facts()
            ),
        )

    async def open_label(self) -> str | None:
        """Give the name of the key the dialog is about; None, said to the user, when it is over."""
        data = await self.state.get_data()
        age = datetime.now(UTC).timestamp() - float(data.get(_SINCE, 0))
        if 0 <= age <= DIALOG_LASTS.total_seconds():
            return str(data[_LABEL])
        await self.abandon()
        await self.say(key_texts.dialog_over())
        return None

    async def abandon(self) -> None:
        """End the dialog and delete what it kept."""
        await self.state.clear()
        await self.desk.keys.cancel_pair(self.user_id)

    async def _take(self, credentials: Credentials, store: Store) -> None:
        report = await self.desk.doctor.examine(credentials, self.user_id)
        address = await self.desk.outgoing_address.current()
        if not report.accepted:
            both = credentials.key_type is KeyType.HMAC
            await self.say(refusal_card(report, address, both=both))
            return
        key = await store(report)
        await self.abandon()
        await self.say(report_card(report, saved_heading(key), address), report_keyboard(key))

    async def _enter(self, step: State, label: str) -> None:
        await self.state.set_state(step)
        await self.state.set_data({_LABEL: label, _SINCE: datetime.now(UTC).timestamp()})

    async def _new_label(self, wished: str | None) -> str:
        stored = await self.desk.keys.keys_of(self.user_id)
        if len(stored) >= KEY_LIMIT:
            raise TooManyKeys(self.user_id, KEY_LIMIT)
        taken = {key.label.casefold() for key in stored}
        if wished is not None:
            if wished.casefold() in taken:
                raise LabelTaken(self.user_id, wished)
            return wished
        numbered = (_("Key {n}").format(n=n) for n in range(2, KEY_LIMIT + 2))
        free = [label for label in (_("Main"), *numbered) if label.casefold() not in taken]
        return free[0]

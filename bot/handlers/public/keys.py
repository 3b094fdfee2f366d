"""/keys: the caller's stored keys, masked, with their rights, age and last error.

Public, because it must answer without a key and with one that cannot be decrypted.
"""

from datetime import UTC, datetime

from aiogram.types import CallbackQuery, Message
from aiogram.utils.i18n import gettext as _
from aiogram.utils.i18n import lazy_gettext as __

from bot import arguments
from bot.cards import redraw
from bot.command import Command
from bot.key_cards import refusal_card, report_card
from bot.key_dialog import KeysAction, KeysButton
from bot.key_list import (
    checked_heading,
    list_card,
    list_keyboard,
    report_keyboard,
    title_of,
)
from bot.services.key_doctor import KeyDoctor
from bot.services.outgoing_address import OutgoingAddress
from storage.apikey_manager import ApiKeyManager
from storage.users import User

COMMAND = Command("keys", summary=__("Your Binance keys: use, check, delete"), in_groups=False)


@COMMAND.handler
async def show_keys(message: Message, args: str, user: User, keys: ApiKeyManager) -> None:
    """Answer with all keys of the caller."""
    arguments.words(args, most=0)
    stored = await keys.keys_of(user.id)
    await message.answer(list_card(stored, datetime.now(UTC)), reply_markup=list_keyboard(stored))


@COMMAND.button(KeysButton)
async def press(
    query: CallbackQuery,
    callback_data: KeysButton,
    user: User,
    keys: ApiKeyManager,
    doctor: KeyDoctor,
    outgoing_address: OutgoingAddress,
) -> None:
    """Show the list, use another key, or examine one again."""
    if callback_data.action is KeysAction.CHECK:
        await query.answer(_("Asking Binance…"))
        await _check(query, callback_data.key_id, user, keys, doctor, outgoing_address)
        return
    if callback_data.action is KeysAction.USE:
        used = await keys.use(user.id, callback_data.key_id)
        await query.answer(_("{name} is in use now.").format(name=used.label))
    else:
        await query.answer()
    stored = await keys.keys_of(user.id)
    await redraw(query, list_card(stored, datetime.now(UTC)), list_keyboard(stored))


async def _check(
    query: CallbackQuery,
    key_id: int,
    user: User,
    keys: ApiKeyManager,
    doctor: KeyDoctor,
    outgoing_address: OutgoingAddress,
) -> None:
    """Examine a stored key and note the finding beside it."""
    credentials = await keys.credentials_of(user.id, key_id)
    report = await doctor.examine(credentials, user.id)
    key = await keys.record_check(
        user.id,
        key_id,
        rights=report.facts() if report.switches else None,
        error=report.finding,
    )
    address = await outgoing_address.current()
    text = (
        report_card(report, checked_heading(key), address)
        if report.accepted
        else refusal_card(report, address, stored=title_of(key))
    )
    await redraw(query, text, report_keyboard(key))

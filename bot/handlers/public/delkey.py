"""/delkey: delete a stored key, after a confirmation.

Public, because it must work for a key that cannot be decrypted.
"""

from aiogram.types import CallbackQuery, Message
from aiogram.utils.i18n import lazy_gettext as __

from bot import key_list
from bot.cards import redraw
from bot.command import Command
from bot.config import Settings
from bot.key_dialog import DeleteKeyButton
from storage.apikey_manager import ApiKeyManager
from storage.errors import UnknownKey
from storage.stored_key import StoredKey
from storage.users import User

COMMAND = Command(
    "delkey",
    summary=__("Delete a Binance key"),
    usage="/delkey [NAME]",
    example="/delkey",
    in_groups=False,
)


@COMMAND.handler
async def ask_which(message: Message, args: str, user: User, keys: ApiKeyManager) -> None:
    """Ask which key, or whether the only or the named one is really to go."""
    stored = await keys.keys_of(user.id)
    if not stored:
        await message.answer(key_list.no_keys(), reply_markup=key_list.list_keyboard(stored))
        return
    wished = args.strip().lstrip("@").casefold()
    meant = [key for key in stored if not wished or key.label.casefold() == wished]
    text, keyboard = (
        key_list.confirm_deletion(meant[0])
        if len(meant) == 1
        else key_list.choose_to_delete(stored, unknown=not meant)
    )
    await message.answer(text, reply_markup=keyboard)


@COMMAND.button(DeleteKeyButton)
async def press(
    query: CallbackQuery,
    callback_data: DeleteKeyButton,
    user: User,
    keys: ApiKeyManager,
    settings: Settings,
) -> None:
    """Ask whether the key is really to go; delete it when that was confirmed."""
    key = await _own(keys, user.id, callback_data.key_id)
    await query.answer()
    if not callback_data.sure:
        await redraw(query, *key_list.confirm_deletion(key))
        return
    await keys.delete(user.id, key.id)
    await redraw(query, *key_list.deleted_card(key, settings.binance_environment))


async def _own(keys: ApiKeyManager, user_id: int, key_id: int) -> StoredKey:
    """Give the caller's key with this id. Fails with `UnknownKey`."""
    for key in await keys.keys_of(user_id):
        if key.id == key_id:
            return key
    raise UnknownKey(user_id, key_id)

"""/cancel: end whatever dialog is open."""

from aiogram.fsm.context import FSMContext
from aiogram.types import Message
from aiogram.utils.i18n import gettext as _
from aiogram.utils.i18n import lazy_gettext as __

from bot.command import Command
from bot.key_dialog import SECRET_STEPS
from bot.key_texts import cancelled
from storage.apikey_manager import ApiKeyManager
from storage.users import User

COMMAND = Command("cancel", summary=__("End the open dialog"), in_groups=False)


@COMMAND.handler
async def cancel(message: Message, state: FSMContext, user: User, keys: ApiKeyManager) -> None:
    """End the dialog and forget what it held so far."""
    step = await state.get_state()
    await state.clear()
    if step in SECRET_STEPS:
        await keys.cancel_pair(user.id)
        await message.answer(cancelled())
        return
    await message.answer(_("✖ Cancelled.") if step else _("There is nothing to cancel."))

"""/forget: delete everything about the caller, after a confirmation."""

from datetime import UTC, datetime, timedelta
from typing import Final

from aiogram.enums import ButtonStyle
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from aiogram.utils.i18n import gettext as _
from aiogram.utils.i18n import lazy_gettext as __

from bot import arguments
from bot.cards import redraw
from bot.command import Command
from bot.config import AccessPolicy, Settings
from bot.key_dialog import ForgetButton
from bot.key_texts import management_page
from bot.services.account_streams import AccountStreams
from storage.apikey_manager import ApiKeyManager
from storage.database import Database
from storage.erasure import forget_user
from storage.users import User

COMMAND = Command("forget", summary=__("Delete all your data here"), in_groups=False)

OFFER_LASTS: Final = timedelta(minutes=5)


@COMMAND.handler
async def ask(
    message: Message, args: str, user: User, keys: ApiKeyManager, settings: Settings
) -> None:
    """Say what will be deleted, and ask whether it really is to be."""
    arguments.words(args, most=0)
    count = len(await keys.keys_of(user.id))
    text = _(
        "🗑 <b>Delete everything?</b>\n"
        "Your Binance keys here ({count}), settings and whatever else I know of you go at once,"
        " beyond recall. Nothing remains.\n"
        "At Binance your keys go on to exist until you delete them there too."
    ).format(count=count)
    if settings.access is AccessPolicy.APPROVAL and user.id not in settings.admin_ids:
        text += "\n" + _("If you come back, an administrator has to let you in again.")
    await message.answer(text, reply_markup=_keyboard(datetime.now(UTC)))


@COMMAND.button(ForgetButton)
async def decide(
    query: CallbackQuery,
    callback_data: ForgetButton,
    state: FSMContext,
    user: User,
    database: Database,
    settings: Settings,
    account_streams: AccountStreams,
) -> None:
    """Delete everything, or nothing; an old question is asked anew."""
    age = datetime.now(UTC).timestamp() - callback_data.asked_at
    if not callback_data.sure:
        await query.answer()
        await redraw(query, _("✖ Nothing was deleted."), None)
        return
    if not 0 <= age <= OFFER_LASTS.total_seconds():
        await query.answer(_("This question is too old. Send /forget again."), show_alert=True)
        return
    await query.answer()
    await forget_user(database, user.id)
    await account_streams.refresh(user.id)
    await state.clear()
    link = InlineKeyboardButton(
        text=_("API Management"), url=management_page(settings.binance_environment)
    )
    text = _(
        "✅ <b>All forgotten.</b> Nothing about you remains here.\n"
        "Now delete your keys at Binance as well, and this chat if you like."
        " /start begins anew."
    )
    await redraw(query, text, InlineKeyboardMarkup(inline_keyboard=[[link]]))


def _keyboard(now: datetime) -> InlineKeyboardMarkup:
    asked_at = int(now.timestamp())
    keep = InlineKeyboardButton(
        text=_("✖ Keep everything"),
        callback_data=ForgetButton(sure=False, asked_at=asked_at).pack(),
    )
    delete = InlineKeyboardButton(
        text=_("🗑 Delete everything"),
        callback_data=ForgetButton(sure=True, asked_at=asked_at).pack(),
        style=ButtonStyle.DANGER,
    )
    return InlineKeyboardMarkup(inline_keyboard=[[keep], [delete]])

"""/ban ID: keep somebody out."""

from aiogram import Bot
from aiogram.types import Message
from aiogram.utils.i18n import I18n
from aiogram.utils.i18n import lazy_gettext as __

from bot.access_card import decided_card
from bot.admission import Admission, user_id_in
from bot.command import Command
from bot.config import Settings
from bot.outbox import Outbox
from storage.users import Access, User, Users

COMMAND = Command(
    "ban",
    summary=__("Keep somebody out"),
    usage="/ban ID",
    example="/ban 123456789",
    details=__("The bot no longer answers that person. /approve takes it back."),
)


@COMMAND.handler
async def ban(
    message: Message,
    args: str,
    user: User,
    users: Users,
    settings: Settings,
    bot: Bot,
    outbox: Outbox,
    i18n: I18n,
) -> None:
    """Keep out the person with this id."""
    admission = Admission(users, settings, bot, outbox, i18n)
    decided = await admission.decide(user_id_in(args), Access.BANNED, user)
    text, keyboard = decided_card(decided, user.first_name)
    await message.answer(text, reply_markup=keyboard)

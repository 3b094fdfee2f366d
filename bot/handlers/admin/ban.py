"""/ban ID: keep somebody out."""

from aiogram.types import Message
from aiogram.utils.i18n import lazy_gettext as __

from bot.access_card import decided_card
from bot.admission import Admission, user_id_in
from bot.command import Command
from bot.config import Settings
from storage.users import Access, User

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
    admission: Admission,
    settings: Settings,
) -> None:
    """Keep out the person with this id."""
    decided = await admission.decide(user_id_in(args), Access.BANNED, user)
    text, keyboard = decided_card(decided, user.first_name, settings.admin_ids)
    await message.answer(text, reply_markup=keyboard)

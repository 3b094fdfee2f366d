"""/approve ID: let somebody in; also the buttons of the access card."""

from aiogram.types import CallbackQuery, Message
from aiogram.utils.i18n import lazy_gettext as __

from bot.access_card import AccessDecision, Verdict, decided_card
from bot.admission import Admission, user_id_in
from bot.cards import redraw
from bot.command import Command
from bot.config import Settings
from storage.users import Access, User

COMMAND = Command(
    "approve",
    summary=__("Let somebody use the bot"),
    usage="/approve ID",
    example="/approve 123456789",
    details=__("The id is the number in the request, and in /users."),
)


@COMMAND.handler
async def approve(
    message: Message,
    args: str,
    user: User,
    admission: Admission,
    settings: Settings,
) -> None:
    """Let in the person with this id."""
    decided = await admission.decide(user_id_in(args), Access.APPROVED, user)
    text, keyboard = decided_card(decided, user.first_name, settings.admin_ids)
    await message.answer(text, reply_markup=keyboard)


@COMMAND.button(AccessDecision)
async def decide(
    query: CallbackQuery,
    callback_data: AccessDecision,
    user: User,
    admission: Admission,
    settings: Settings,
) -> None:
    """Decide by the card, and show there what was decided."""
    access = Access.APPROVED if callback_data.verdict is Verdict.APPROVE else Access.BANNED
    decided = await admission.decide(callback_data.user_id, access, user)
    await redraw(query, *decided_card(decided, user.first_name, settings.admin_ids))

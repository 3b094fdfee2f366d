"""The card by which administrators let people in or keep them out."""

from collections.abc import Collection
from enum import StrEnum

from aiogram.enums import ButtonStyle
from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from aiogram.utils.i18n import gettext as _

from bot import formatting
from storage.users import Access, User


class Verdict(StrEnum):
    """What an administrator decides."""

    APPROVE = "yes"
    REJECT = "no"


class AccessDecision(CallbackData, prefix="access"):
    """A button of the card: the decision about one person."""

    user_id: int
    verdict: Verdict


def name_of(user: User) -> str:
    """Give a person's name as HTML: first name, @name if any, and the id.

    Whoever chooses the name must not be able to rewrite the card: no line ends, no change of the
    direction of writing.
    """
    name = formatting.safe(user.first_name).strip() or "–"
    handle = f" @{formatting.safe(user.username)}" if user.username else ""
    return f"<b>{name}</b>{handle} · <code>{user.id}</code>"


def request_card(user: User) -> tuple[str, InlineKeyboardMarkup]:
    """Format the request of somebody new."""
    text = _("🙋 <b>Access request</b>\n{name}\nLanguage: {language}").format(
        name=name_of(user), language=formatting.safe(user.language_code or "–", 16)
    )
    return text, InlineKeyboardMarkup(inline_keyboard=decision_buttons(user))


def decision_buttons(
    user: User, admin_ids: Collection[int] = ()
) -> list[list[InlineKeyboardButton]]:
    """Give the row of buttons that change what a person may do; none bans an administrator."""
    approve = InlineKeyboardButton(
        text=_("✅ Approve"),
        callback_data=AccessDecision(user_id=user.id, verdict=Verdict.APPROVE).pack(),
        style=ButtonStyle.SUCCESS,
    )
    reject = InlineKeyboardButton(
        text=_("⛔ Reject") if user.access is Access.PENDING else _("⛔ Ban"),
        callback_data=AccessDecision(user_id=user.id, verdict=Verdict.REJECT).pack(),
        style=ButtonStyle.DANGER,
    )
    row = {
        Access.APPROVED: [reject],
        Access.BANNED: [approve],
        Access.PENDING: [approve, reject],
    }[user.access]
    if user.id in admin_ids:
        row = [button for button in row if button is approve]
    return [row] if row else []


def decided_card(
    user: User, admin_name: str, admin_ids: Collection[int]
) -> tuple[str, InlineKeyboardMarkup]:
    """Format what was decided, with the button that reverses it."""
    mark = _("✅ approved") if user.access is Access.APPROVED else _("⛔ banned")
    text = _("{name}\n{mark} by {admin}").format(
        name=name_of(user), mark=mark, admin=formatting.safe(admin_name)
    )
    return text, InlineKeyboardMarkup(inline_keyboard=decision_buttons(user, admin_ids))


def welcome_notice() -> str:
    """Tell somebody that they were let in."""
    return _("✅ <b>You are in.</b>\nTry /p btc, or /help for everything I can do.")

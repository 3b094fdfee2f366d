"""/users: everybody who wrote to the bot, ten a page, each with what they may do."""

from collections.abc import Collection
from typing import Final

from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from aiogram.utils.i18n import gettext as _
from aiogram.utils.i18n import lazy_gettext as __

from bot import arguments, formatting
from bot.access_card import decision_buttons, name_of
from bot.cards import redraw
from bot.command import Command
from bot.config import Settings
from storage.errors import UnknownUser
from storage.users import Access, User, UserCounts, Users

PAGE_SIZE: Final = 10
_IN_A_ROW: Final = 5
_MARKS: Final = {Access.APPROVED: "✅", Access.PENDING: "⏳", Access.BANNED: "⛔"}

COMMAND = Command("users", summary=__("Who uses the bot"))


class UsersPage(CallbackData, prefix="users"):
    """A page of the list, from zero."""

    page: int


class UserCard(CallbackData, prefix="user"):
    """One person of the list, and the page to go back to."""

    user_id: int
    page: int


@COMMAND.handler
async def show_users(message: Message, args: str, users: Users) -> None:
    """Answer with the first page."""
    arguments.words(args, most=0)
    text, keyboard = await _page(users, 0)
    await message.answer(text, reply_markup=keyboard)


@COMMAND.button(UsersPage)
async def turn_page(query: CallbackQuery, callback_data: UsersPage, users: Users) -> None:
    """Show another page in place."""
    await redraw(query, *await _page(users, callback_data.page))


@COMMAND.button(UserCard)
async def show_user(
    query: CallbackQuery, callback_data: UserCard, users: Users, settings: Settings
) -> None:
    """Show one person in place."""
    user = await users.get(callback_data.user_id)
    if user is None:
        raise UnknownUser(callback_data.user_id)
    await redraw(query, *render_user(user, callback_data.page, settings.admin_ids))


async def _page(users: Users, wanted: int) -> tuple[str, InlineKeyboardMarkup]:
    counts = await users.counts()
    pages = max(1, -(-counts.total // PAGE_SIZE))
    page = min(max(wanted, 0), pages - 1)
    shown = await users.page(page * PAGE_SIZE, PAGE_SIZE)
    return render_list(shown, counts, page, pages)


def render_list(
    shown: list[User], counts: UserCounts, page: int, pages: int
) -> tuple[str, InlineKeyboardMarkup]:
    """Format a page of people."""
    title = _("<b>Users</b> · {total} · {approved} in, {pending} waiting, {banned} banned").format(
        total=counts.total,
        approved=counts.approved,
        pending=counts.pending,
        banned=counts.banned,
    )
    first = page * PAGE_SIZE + 1
    lines = [
        f"{number}. {_MARKS[user.access]} {name_of(user)}{'' if user.active else ' 💤'}"
        for number, user in enumerate(shown, first)
    ]
    footer = _("<i>page {page} of {pages} · tap a number</i>").format(page=page + 1, pages=pages)
    numbers = [
        _button(str(number), UserCard(user_id=user.id, page=page))
        for number, user in enumerate(shown, first)
    ]
    rows = [numbers[start : start + _IN_A_ROW] for start in range(0, len(numbers), _IN_A_ROW)]
    rows.append(_turning(page, pages))
    return "\n".join([title, *lines, footer]), InlineKeyboardMarkup(inline_keyboard=rows)


def render_user(
    user: User, page: int, admin_ids: Collection[int]
) -> tuple[str, InlineKeyboardMarkup]:
    """Format one person with the buttons that decide."""
    state = {
        Access.APPROVED: _("may use the bot"),
        Access.PENDING: _("waits for a decision"),
        Access.BANNED: _("is kept out"),
    }[user.access]
    lines = [
        name_of(user),
        f"{_MARKS[user.access]} {state}" + ("" if user.active else _(" · has blocked the bot")),
        _("First seen {first}, last seen {last}").format(
            first=formatting.moment(user.created_at), last=formatting.moment(user.seen_at)
        ),
        _("Language: {language}").format(
            language=formatting.safe(user.language or user.language_code or "–", 16)
        ),
    ]
    back = [_button(_("◀ All users"), UsersPage(page=page))]
    rows = [*decision_buttons(user, admin_ids), back]
    return "\n".join(lines), InlineKeyboardMarkup(inline_keyboard=rows)


def _turning(page: int, pages: int) -> list[InlineKeyboardButton]:
    row = [_button(_("🔄 Refresh"), UsersPage(page=page))]
    if page > 0:
        row.insert(0, _button("◀", UsersPage(page=page - 1)))
    if page + 1 < pages:
        row.append(_button("▶", UsersPage(page=page + 1)))
    return row


def _button(label: str, data: CallbackData) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=label, callback_data=data.pack())

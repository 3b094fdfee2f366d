"""The home card: where everybody begins, told by what they can do so far."""

from dataclasses import dataclass

from aiogram import html
from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from aiogram.utils.i18n import gettext as _

from binance.constants import Environment
from bot import formatting
from bot.key_dialog import KeysAction, KeysButton, SetKeyAction, SetKeyButton
from bot.keyboards import OrdersPage, PortfolioCard
from storage.apikey_manager import StoredKey
from storage.users import User


class HelpCard(CallbackData, prefix="help"):
    """The list of commands."""


@dataclass(frozen=True, slots=True)
class Home:
    """What decides how the home card looks."""

    user: User
    key: StoredKey | None
    environment: Environment
    administers: bool
    waiting: int = 0  # people who wait for a decision; for administrators


def render(home: Home) -> str:
    """Format the home card of the private chat."""
    lines = [_title(home), *(_with_key(home.key) if home.key is not None else _without_key())]
    if home.administers:
        lines += ["", _("<b>Administrator:</b> /status · /users")]
        if home.waiting:
            waiting = _(
                "🙋 {count} person waits for you: /users",
                "🙋 {count} people wait for you: /users",
                home.waiting,
            )
            lines.append(waiting.format(count=home.waiting))
    return "\n".join(lines)


def render_in_group() -> str:
    """Format the home card for a group: public things only."""
    return _(
        "👋 I show prices here: <code>/p btc</code>, <code>/book eth</code>,"
        " <code>/info sol</code>.\nBalances, orders and keys stay in the private chat."
    )


def keyboard(home: Home) -> InlineKeyboardMarkup:
    """Give the next steps as buttons."""
    help_button = _button(_("❓ Help"), HelpCard())
    if home.key is None:
        add = _button(_("🔑 Add key"), SetKeyButton(action=SetKeyAction.START))
        return InlineKeyboardMarkup(inline_keyboard=[[add, help_button]])
    account = [_button(_("💰 Portfolio"), PortfolioCard()), _button(_("📜 Orders"), OrdersPage())]
    keys = _button(_("🔑 Keys"), KeysButton(action=KeysAction.SHOW))
    return InlineKeyboardMarkup(inline_keyboard=[account, [keys, help_button]])


def group_keyboard(username: str) -> InlineKeyboardMarkup:
    """Give the way to the private chat."""
    link = f"https://t.me/{username}?start=home"
    button = InlineKeyboardButton(text=_("💬 Open the private chat"), url=link)
    return InlineKeyboardMarkup(inline_keyboard=[[button]])


def _title(home: Home) -> str:
    title = _("<b>Welcome, {name}</b> 👋").format(name=formatting.safe(home.user.first_name))
    if home.environment is Environment.MAINNET:
        return title
    return f"{title} · 🧪 {home.environment.value.upper()}"


def _without_key() -> list[str]:
    return [
        _("Prices, order books and trading rules work right now."),
        _("Add your own Binance key to see balances and orders."),
        "",
        _("<b>Try</b>"),
        "/p btc  ·  /book eth",
        "/p btc eth sol  ·  /info bnb",
        "",
        _("<i>Keys are stored encrypted. Keys that may withdraw are refused.</i>"),
    ]


def _with_key(key: StoredKey) -> list[str]:
    used = _("Binance key in use: <b>{label}</b> <code>{masked}</code>").format(
        label=html.quote(key.label), masked=html.quote(key.masked)
    )
    return [
        used,
        "",
        _("<b>Try</b>"),
        "/pf  ·  /orders  ·  /fills btc",
        "/p btc eth sol  ·  /book btc",
    ]


def _button(label: str, data: CallbackData) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=label, callback_data=data.pack())

"""Inline keyboards of the market and account cards, and what their buttons carry."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import Literal

from aiogram.filters.callback_data import CallbackData
from aiogram.types import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup
from aiogram.utils.i18n import gettext as _

from bot import formatting
from bot.services.notifier import NoticeButton
from bot.services.symbol_catalogue import handle

_CHOICES_IN_A_ROW = 3
Liveness = Literal["still", "live", "over"]
"""Whether a card follows the market: not yet, now, or not any more."""


class PriceCard(CallbackData, prefix="p"):
    """The price card of one symbol; `symbol` is its handle, here and below."""

    symbol: str


class PriceTable(CallbackData, prefix="pt"):
    """The price table of several symbols: their handles, one after the other."""

    symbols: str


class BookCard(CallbackData, prefix="book"):
    """The order book of a symbol with this many levels a side."""

    symbol: str
    levels: int = 5


class LivePrice(CallbackData, prefix="pl"):
    """The price card of one symbol, followed (`on`) or left alone."""

    symbol: str
    on: bool = True


class LiveBook(CallbackData, prefix="bl"):
    """The order book of a symbol, followed (`on`) or left alone."""

    symbol: str
    levels: int = 5
    on: bool = True


class InfoCard(CallbackData, prefix="info"):
    """The trading rules of a symbol."""

    symbol: str


class PortfolioCard(CallbackData, prefix="pf"):
    """The caller's balances."""


class OrdersPage(CallbackData, prefix="orders"):
    """A page, from zero, of the caller's open orders; of one symbol if it is named."""

    page: int = 0
    symbol: str = ""


class FillsCard(CallbackData, prefix="fills"):
    """The caller's last `count` trades of a symbol."""

    symbol: str
    count: int = 5


_BY_COMMAND: Mapping[str, type[CallbackData]] = MappingProxyType(
    {"p": PriceCard, "book": BookCard, "info": InfoCard, "orders": OrdersPage, "fills": FillsCard}
)


def symbol_choices(command: str, names: Iterable[str]) -> InlineKeyboardMarkup | None:
    """Give a button for each symbol that repeats the command with it; None without any.

    A command that takes no symbol is answered by the price card.
    """
    data = _BY_COMMAND.get(command, PriceCard)
    buttons = [_button(name, data(symbol=handle(name))) for name in names]
    return _rows(*_in_rows(buttons)) if buttons else None


def with_additions(
    card: InlineKeyboardMarkup, shown: Sequence[str], names: Iterable[str]
) -> InlineKeyboardMarkup:
    """Give the buttons of a card, and one for each symbol that shows it with those `shown`."""
    known = "".join(map(handle, shown))
    buttons = [_button(f"➕ {name}", PriceTable(symbols=known + handle(name))) for name in names]
    return _rows(*card.inline_keyboard, *_in_rows(buttons))


def price_card(symbol: str, last: Decimal, state: Liveness = "still") -> InlineKeyboardMarkup:
    """Refresh, copy the last price, and follow it; while it is followed only pause and copy."""
    named = handle(symbol)
    follow = _live(LivePrice(symbol=named, on=state != "live"), state)
    copied = copy(formatting.plain(last))
    if state == "live":
        return _rows([follow, copied])
    return _rows([refresh(PriceCard(symbol=named)), copied], [follow])


def price_table(symbols: Sequence[str]) -> InlineKeyboardMarkup:
    """Refresh the table."""
    return _rows([refresh(PriceTable(symbols="".join(map(handle, symbols))))])


def book_card(symbol: str, levels: int, state: Liveness = "still") -> InlineKeyboardMarkup:
    """Refresh the book, follow it, show more or fewer levels; while it is followed only pause."""
    named = handle(symbol)
    follow = _live(LiveBook(symbol=named, levels=levels, on=state != "live"), state)
    if state == "live":
        return _rows([follow])
    other = 5 if levels > 5 else 15
    label = _("Fewer levels") if levels > 5 else _("More levels")
    return _rows(
        [
            refresh(BookCard(symbol=named, levels=levels)),
            _button(label, BookCard(symbol=named, levels=other)),
        ],
        [follow],
    )


def info_card(symbol: str) -> InlineKeyboardMarkup:
    """Go on to the book of the symbol, or copy its name."""
    return _rows([_button(_("📖 Order book"), BookCard(symbol=handle(symbol))), copy(symbol)])


def portfolio_card(total: Decimal) -> InlineKeyboardMarkup:
    """Refresh, go on to the open orders, or copy the total."""
    return _rows(
        [refresh(PortfolioCard()), _button(_("📜 Orders"), OrdersPage())],
        [copy(formatting.plain(round(total, 2)))],
    )


def orders_page(number: int, pages: int, symbol: str | None) -> InlineKeyboardMarkup:
    """Refresh the page and turn to its neighbours."""
    named = handle(symbol) if symbol else ""
    row = [refresh(OrdersPage(page=number, symbol=named))]
    if number > 0:
        row.insert(0, _button("◀", OrdersPage(page=number - 1, symbol=named)))
    if number + 1 < pages:
        row.append(_button("▶", OrdersPage(page=number + 1, symbol=named)))
    return _rows(row)


def fills_card(symbol: str, count: int, shown: int) -> InlineKeyboardMarkup:
    """Refresh the trades, show more if there may be more than the `shown`, or the open orders."""
    named = handle(symbol)
    all_shown = count >= 20 or shown < count
    more = [] if all_shown else [_button(_("More"), FillsCard(symbol=named, count=20))]
    orders = _button(_("📜 Orders"), OrdersPage(symbol=named))
    return _rows([refresh(FillsCard(symbol=named, count=count)), *more, orders])


def as_notice(card: InlineKeyboardMarkup) -> list[list[NoticeButton]]:
    """Give the buttons of a card to a service that keeps it up to date."""
    return [
        [
            NoticeButton(
                each.text,
                data=each.callback_data,
                url=each.url,
                style=each.style,
                copy=None if each.copy_text is None else each.copy_text.text,
            )
            for each in row
        ]
        for row in card.inline_keyboard
    ]


def _live(data: CallbackData, state: Liveness) -> InlineKeyboardButton:
    labels = {"still": _("⏱ Live"), "live": _("⏸ Pause"), "over": _("▶ Resume")}
    return _button(labels[state], data)


def refresh(data: CallbackData) -> InlineKeyboardButton:
    """Give the button that shows a card again, in place."""
    return _button(_("🔄 Refresh"), data)


def copy(text: str) -> InlineKeyboardButton:
    """Give a button that copies a text, shown as it is copied."""
    return InlineKeyboardButton(
        text=f"📋 {formatting.clean(text)}", copy_text=CopyTextButton(text=text)
    )


def _button(label: str, data: CallbackData) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=formatting.clean(label), callback_data=data.pack())


def _in_rows(buttons: list[InlineKeyboardButton]) -> list[list[InlineKeyboardButton]]:
    size = _CHOICES_IN_A_ROW
    return [buttons[start : start + size] for start in range(0, len(buttons), size)]


def _rows(*rows: list[InlineKeyboardButton]) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(inline_keyboard=[row for row in rows if row])

"""/orders: the caller's open spot orders, ten a page, with the way each still has to go."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from aiogram.utils.i18n import gettext as _
from aiogram.utils.i18n import lazy_gettext as __

from binance.client import BinanceAccount, BinanceClient
from binance.models.account import Order
from binance.models.market import SymbolInfo
from bot import arguments, cards, formatting, keyboards
from bot.command import Command
from bot.keyboards import OrdersPage
from bot.paging import Page, page
from bot.services.open_orders import (
    Entry,
    Role,
    distance,
    entries,
    filled_percent,
    reserved,
    role,
    target,
)
from bot.services.symbols import SymbolDirectory
from storage.stored_key import StoredKey
from storage.users import User

COMMAND = Command(
    "orders",
    summary=__("Your open orders"),
    usage="/orders [SYMBOL]",
    example="/orders btc",
    details=__("Open spot orders, newest first, with their distance to the last price."),
)


@dataclass(frozen=True, slots=True)
class OpenOrders:
    """What the card shows: `entries` of the page, the symbols and last prices they need."""

    shown: Page[Entry]
    count: int
    reserved: Mapping[str, Decimal]
    known: Mapping[str, SymbolInfo]
    prices: Mapping[str, Decimal]
    symbol: SymbolInfo | None = None


@COMMAND.handler
async def show_orders(
    message: Message,
    args: str,
    user: User,
    key: StoredKey,
    account: BinanceAccount,
    binance: BinanceClient,
    symbols: SymbolDirectory,
) -> None:
    """Answer with the first page of the caller's open orders."""
    typed = arguments.symbols(args, most=1)
    only = await symbols.resolve(typed[0], user.quote_asset) if typed else None
    found = await _read(account, binance, symbols, 0, only)
    text, keyboard = _drawn(found, user, key)
    await message.answer(text, reply_markup=keyboard)


@COMMAND.button(OrdersPage)
async def turn_page(
    query: CallbackQuery,
    callback_data: OrdersPage,
    user: User,
    key: StoredKey,
    account: BinanceAccount,
    binance: BinanceClient,
    symbols: SymbolDirectory,
) -> None:
    """Show a page of the caller's open orders in place."""
    only = await symbols.by_handle(callback_data.symbol) if callback_data.symbol else None
    found = await _read(account, binance, symbols, callback_data.page, only)
    await cards.redraw(query, *_drawn(found, user, key))


async def _read(
    account: BinanceAccount,
    binance: BinanceClient,
    symbols: SymbolDirectory,
    number: int,
    only: SymbolInfo | None,
) -> OpenOrders:
    """Ask for the orders, and for the prices of those on the page."""
    orders = await account.spot.open_orders(only.symbol if only else None)
    shown = page(entries(orders), number)
    names = sorted({entry.first.symbol for entry in shown.rows})
    tickers = await binance.spot.ticker_prices(names) if names else []
    catalogue = await symbols.catalogue()
    known = {order.symbol: catalogue.find(order.symbol, "") for order in orders}
    listed = {name: info for name, info in known.items() if info is not None}
    return OpenOrders(
        shown=shown,
        count=len(entries(orders)),
        reserved=reserved(orders, listed),
        known=listed,
        prices={ticker.symbol: ticker.price for ticker in tickers},
        symbol=only,
    )


def _drawn(found: OpenOrders, user: User, key: StoredKey) -> tuple[str, InlineKeyboardMarkup]:
    text = render(found, user.quote_asset, cards.badge(key), datetime.now(UTC))
    symbol = found.symbol.symbol if found.symbol else None
    return text, keyboards.orders_page(found.shown.number, found.shown.pages, symbol)


def render(found: OpenOrders, quote: str, name: str, now: datetime) -> str:
    """Format a page of open orders as HTML; `name` says in HTML whose they are."""
    of_symbol = f" · {cards.pair(found.symbol)}" if found.symbol else ""
    headline = f"<b>{_('Open orders')}</b>{of_symbol} · {found.count} · {name}"
    if not found.count:
        return f"{headline}\n{_('There are none.')}\n{cards.footer([], now, now)}"
    first = found.shown.number * 10 + 1
    lines = [
        line
        for number, entry in enumerate(found.shown.rows, first)
        for line in _entry(number, entry, found, quote)
    ]
    notes = []
    if found.shown.pages > 1:
        place = _("page {number} of {pages}")
        notes.append(place.format(number=found.shown.number + 1, pages=found.shown.pages))
    return "\n".join(
        (
            headline,
            f"<pre>{formatting.block(lines)}</pre>",
            *_reserved(found.reserved),
            cards.footer(notes, now, now),
        )
    )


def _entry(number: int, entry: Entry, found: OpenOrders, quote: str) -> Sequence[str]:
    """Write an entry: what it trades, then a line for each thing it waits for."""
    order = entry.first
    info = found.known.get(order.symbol)
    traded = cards.short_pair(info, quote) if info else formatting.clean(order.symbol)
    kind = f"  {_('list')}" if entry.in_list else ""
    lines = [f"{number} {order.side} {traded} {formatting.amount(order.orig_qty)}{kind}"]
    for leg in entry.orders:
        reverse = "" if leg.side is order.side else f"{leg.side} "
        lines.append(f"  {reverse}{_leg(leg, info, found.prices.get(leg.symbol))}")
    if order.executed_qty:
        filled = formatting.percent(filled_percent(order), 0)
        lines.append(f"  {_('filled {percent}').format(percent=filled)}")
    return lines


def _leg(order: Order, info: SymbolInfo | None, last: Decimal | None) -> str:
    """Write what one order waits for and how far that is."""
    wanted, away = target(order), distance(order, last)
    parts = [_role_name(order)]
    if wanted is not None:
        parts.append(formatting.price(wanted, info.tick_size if info else None))
    if away is not None:
        words = _("{percent} below") if away < 0 else _("{percent} above")
        parts.append(f" {words.format(percent=formatting.percent(abs(away), 1))}")
    return " ".join(parts)


def _role_name(order: Order) -> str:
    if role(order) is Role.TRAILING:
        delta = formatting.percent(Decimal(order.trailing_delta or 0) / 100, 1)
        return _("trail {percent}").format(percent=delta)
    names = {
        Role.LIMIT: _("limit"),
        Role.STOP_LOSS: _("SL"),
        Role.TAKE_PROFIT: _("TP"),
        Role.MARKET: _("market"),
    }
    return names[role(order)]


def _reserved(reserved_: Mapping[str, Decimal]) -> list[str]:
    """Say what the orders hold back, the four first assets of many."""
    if not reserved_:
        return []
    parts = [
        f"{formatting.quantity(value)} {formatting.safe(asset, 12)}"
        for asset, value in list(reserved_.items())[:4]
    ]
    more = " …" if len(reserved_) > 4 else ""
    return [_("Reserved: {assets}").format(assets=", ".join(parts) + more)]

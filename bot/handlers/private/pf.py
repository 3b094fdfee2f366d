"""/pf: the caller's spot balances, valued in their quote asset."""

from datetime import UTC, datetime
from decimal import Decimal

from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from aiogram.utils.i18n import gettext as _
from aiogram.utils.i18n import lazy_gettext as __

from binance.client import BinanceAccount, BinanceClient
from bot import arguments, cards, formatting, keyboards
from bot.command import Command
from bot.keyboards import PortfolioCard
from bot.services.balances import spot_holdings, valued
from bot.services.portfolio import Portfolio, Position, percent_of
from bot.services.symbols import SymbolDirectory
from storage.stored_key import StoredKey
from storage.users import User

_MOST_ROWS = 8
_UNMOVED = "–"

COMMAND = Command(
    "pf",
    aliases=("balance",),
    summary=__("Your spot balances and what they are worth"),
    example="/pf",
    details=__(
        "Every spot balance, valued in your quote asset at the last price. Balances below one "
        "unit of it are folded; Simple Earn is shown apart."
    ),
)


@COMMAND.handler
async def show_portfolio(
    message: Message,
    args: str,
    user: User,
    key: StoredKey,
    account: BinanceAccount,
    binance: BinanceClient,
    symbols: SymbolDirectory,
) -> None:
    """Answer with the caller's balances."""
    arguments.words(args, most=0)
    text, keyboard = await _drawn(user, key, account, binance, symbols)
    await message.answer(text, reply_markup=keyboard)


@COMMAND.button(PortfolioCard)
async def refresh_portfolio(
    query: CallbackQuery,
    user: User,
    key: StoredKey,
    account: BinanceAccount,
    binance: BinanceClient,
    symbols: SymbolDirectory,
) -> None:
    """Show the balances again in place."""
    await cards.redraw(query, *await _drawn(user, key, account, binance, symbols))


async def _drawn(
    user: User,
    key: StoredKey,
    account: BinanceAccount,
    binance: BinanceClient,
    symbols: SymbolDirectory,
) -> tuple[str, InlineKeyboardMarkup]:
    holdings = await spot_holdings(account)
    portfolio, priced_at = await valued(holdings, user.quote_asset, binance, symbols)
    now = datetime.now(UTC)
    text = render(portfolio, cards.badge(key), priced_at or now, now)
    return text, keyboards.portfolio_card(portfolio.total)


def render(portfolio: Portfolio, name: str, priced_at: datetime, now: datetime) -> str:
    """Format a portfolio as HTML; `name` says in HTML whose it is."""
    quote = formatting.safe(portfolio.quote)
    lines = [f"<b>{_('Portfolio')}</b> · {name}"]
    lines.append(f"<code>{formatting.money(portfolio.total, portfolio.quote)} {quote}</code>")
    if portfolio.positions:
        lines += [_change(portfolio), f"<pre>{_table(portfolio)}</pre>"]
    elif not portfolio.dust.count and not portfolio.earn.count and not portfolio.unpriced:
        lines.append(_("The spot account is empty."))
    if portfolio.locked:
        reserved = formatting.money(portfolio.locked, portfolio.quote)
        lines.append(_("In open orders: {value} {quote}").format(value=reserved, quote=quote))
    lines.append(cards.footer(_notes(portfolio), priced_at, now))
    return "\n".join(lines)


def _change(portfolio: Portfolio) -> str:
    gained = formatting.signed_money(portfolio.change, portfolio.quote)
    percent = formatting.signed_percent(portfolio.change_percent, 1)
    return f"24h {formatting.mark(portfolio.change)} <b>{gained}</b> ({percent})"


def _table(portfolio: Portfolio) -> str:
    shown, rest = portfolio.positions[:_MOST_ROWS], portfolio.positions[_MOST_ROWS:]
    rows = [("", _("Value"), _("Share"), "24h"), *(_row(each, portfolio.quote) for each in shown)]
    if rest:
        rows.append(_rest(rest, portfolio.quote))
    return formatting.columns(rows, "<>>>")


def _row(position: Position, quote: str) -> tuple[str, str, str, str]:
    change = position.change_percent
    return (
        formatting.clean(position.asset, 12),
        formatting.whole(position.value, quote),
        formatting.percent(position.share * 100, 1),
        _UNMOVED if change is None else formatting.signed_percent(change, 1),
    )


def _rest(rest: tuple[Position, ...], quote: str) -> tuple[str, str, str, str]:
    """Sum up the positions that have no line of their own."""
    total = sum((position.value for position in rest), Decimal(0))
    change = sum((position.change or Decimal(0) for position in rest), Decimal(0))
    share = sum((position.share for position in rest), Decimal(0))
    return (
        f"+{len(rest)}",
        formatting.whole(total, quote),
        formatting.percent(share * 100, 1),
        formatting.signed_percent(percent_of(change, total - change), 1),
    )


def _notes(portfolio: Portfolio) -> list[str]:
    """Say what the table leaves out."""
    notes, quote = [], formatting.safe(portfolio.quote)
    if count := portfolio.dust.count:
        text = _("{count} coin under {least} folded", "{count} coins under {least} folded", count)
        least = f"{formatting.plain(portfolio.dust_below)} {quote}"
        notes.append(text.format(count=count, least=least))
    if portfolio.earn.count:
        earn = formatting.money(portfolio.earn.value, portfolio.quote)
        notes.append(_("Simple Earn {value}, not in the total").format(value=earn))
    if portfolio.unpriced:
        names = ", ".join(formatting.safe(each, 12) for each in portfolio.unpriced[:5])
        more = "…" if len(portfolio.unpriced) > 5 else ""
        notes.append(_("without a price: {names}").format(names=names + more))
    return notes

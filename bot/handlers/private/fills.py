"""/fills btc 10: the caller's last trades of a symbol, with fee and role."""

from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal

from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from aiogram.utils.i18n import gettext as _
from aiogram.utils.i18n import lazy_gettext as __

from binance.client import BinanceAccount
from binance.models.account import MyTrade
from binance.models.market import SymbolInfo
from bot import arguments, cards, formatting, keyboards
from bot.command import Command
from bot.keyboards import FillsCard
from bot.services.symbols import SymbolDirectory
from bot.services.traded_symbols import traded_symbols
from storage.stored_key import StoredKey
from storage.users import User

MOST_TRADES = 20
DEFAULT_TRADES = 5

COMMAND = Command(
    "fills",
    summary=__("Your last trades of a symbol"),
    usage="/fills [SYMBOL] [COUNT]",
    example="/fills btc 10",
    details=__("Your last 1 to 20 trades of a symbol: price, fee, and whether you were the maker."),
)


@COMMAND.handler
async def show_fills(
    message: Message,
    args: str,
    user: User,
    key: StoredKey,
    account: BinanceAccount,
    symbols: SymbolDirectory,
) -> None:
    """Answer with the caller's last trades, or ask of which symbol."""
    typed = arguments.words(args, most=2)
    if not typed:
        await _ask(message, user, account, symbols)
        return
    name, count = arguments.symbol(typed[0]), DEFAULT_TRADES
    if len(typed) > 1:
        count = arguments.count(typed[1], least=1, most=MOST_TRADES)
    info = await symbols.resolve(name, user.quote_asset)
    text, keyboard = await _drawn(info, count, account, key)
    await message.answer(text, reply_markup=keyboard)


@COMMAND.button(FillsCard)
async def refresh_fills(
    query: CallbackQuery,
    callback_data: FillsCard,
    key: StoredKey,
    account: BinanceAccount,
    symbols: SymbolDirectory,
) -> None:
    """Show the trades of the symbol in place."""
    info = await symbols.by_handle(callback_data.symbol)
    count = min(max(callback_data.count, 1), MOST_TRADES)
    await cards.redraw(query, *await _drawn(info, count, account, key))


async def _ask(
    message: Message, user: User, account: BinanceAccount, symbols: SymbolDirectory
) -> None:
    """Let the caller choose among the symbols they hold or have orders in."""
    traded = await traded_symbols(account, await symbols.catalogue(), user.quote_asset)
    if not traded:
        await cards.ask_for_symbol(message, COMMAND, symbols, user.quote_asset)
        return
    text = _("Trades of which symbol? These you hold or have orders in. Or write {example}")
    await message.answer(
        text.format(example=f"<code>{COMMAND.example}</code>"),
        reply_markup=keyboards.symbol_choices(COMMAND.name, traded),
    )


async def _drawn(
    info: SymbolInfo, count: int, account: BinanceAccount, key: StoredKey
) -> tuple[str, InlineKeyboardMarkup]:
    trades = await account.spot.my_trades(info.symbol, limit=count)
    text = render(info, trades, cards.badge(key), datetime.now(UTC))
    return text, keyboards.fills_card(info.symbol, count, len(trades))


def render(info: SymbolInfo, trades: Sequence[MyTrade], name: str, now: datetime) -> str:
    """Format trades as HTML, newest first; `name` says in HTML whose they are."""
    headline = f"<b>{_('Trades')}</b> · {cards.pair(info)} · {name}"
    if not trades:
        return f"{headline}\n{_('No trades of this symbol.')}\n{cards.footer([], now, now)}"
    newest_first = sorted(trades, key=lambda trade: (trade.time, trade.id), reverse=True)
    return "\n".join(
        (
            headline,
            *(_trade(trade, info) for trade in newest_first),
            _sums(trades, info),
            cards.footer([_("last {count}").format(count=len(trades))], now, now),
        )
    )


def _trade(trade: MyTrade, info: SymbolInfo) -> str:
    side = _("BUY") if trade.is_buyer else _("SELL")
    part = _("maker") if trade.is_maker else _("taker")
    fee = f"{formatting.amount(trade.commission)} {formatting.safe(trade.commission_asset, 12)}"
    return (
        f"<b>{side}</b> {formatting.amount(trade.qty)} @ "
        f"<code>{formatting.price(trade.price, info.tick_size)}</code>"
        f" = {formatting.money(trade.quote_qty, info.quote_asset)}\n"
        f"    {_('fee {fee}').format(fee=fee)} · {part} · {formatting.moment(trade.time)}"
    )


def _sums(trades: Sequence[MyTrade], info: SymbolInfo) -> str:
    """Write what was bought, sold and paid in fees."""
    parts = [
        _("{side} {value} {asset}").format(
            side=_("bought") if buys else _("sold"),
            value=formatting.money(value, info.quote_asset),
            asset=formatting.safe(info.quote_asset),
        )
        for buys in (True, False)
        if (value := sum((t.quote_qty for t in trades if t.is_buyer is buys), Decimal(0)))
    ]
    fees: dict[str, Decimal] = {}
    for trade in trades:
        asset = trade.commission_asset
        fees[asset] = fees.get(asset, Decimal(0)) + trade.commission
    paid = ", ".join(f"{formatting.amount(v)} {formatting.safe(a, 12)}" for a, v in fees.items())
    return f"{', '.join(parts)} · {_('fees {fees}').format(fees=paid)}"

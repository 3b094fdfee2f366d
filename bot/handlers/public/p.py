"""/p btc eth: last price and 24-hour change of up to ten symbols."""

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import zip_longest

from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from aiogram.utils.i18n import gettext as _
from aiogram.utils.i18n import lazy_gettext as __

from binance.client import BinanceClient
from binance.enums import SymbolStatus
from binance.models.market import SymbolInfo, Ticker24h
from bot import arguments, cards, formatting, keyboards
from bot.command import Command
from bot.keyboards import Liveness, LivePrice, PriceCard, PriceTable
from bot.services.live_cards import Drawn, LiveCard, LiveCards
from bot.services.live_feeds import LiveFeeds
from bot.services.prices import PriceFigures, price_figures
from bot.services.symbol_catalogue import handles
from bot.services.symbols import SymbolDirectory, SymbolNotFound
from storage.users import User

MOST_SYMBOLS = 10
MOST_SUGGESTIONS = 6

COMMAND = Command(
    "p",
    aliases=("price",),
    summary=__("Price of one or more symbols"),
    usage="/p SYMBOL …",
    example="/p btc eth",
    details=__(
        "Up to ten symbols: btc, eth/btc or BTCUSDT. One gives a card, several give a table."
    ),
)


@COMMAND.handler
async def show_price(
    message: Message, args: str, user: User, binance: BinanceClient, symbols: SymbolDirectory
) -> None:
    """Answer with the card of one symbol or the table of several."""
    typed = arguments.symbols(args, most=MOST_SYMBOLS)
    if not typed:
        await cards.ask_for_symbol(message, COMMAND, symbols, user.quote_asset)
        return
    wanted, unknown = await symbols.resolve_all(typed, user.quote_asset)
    text, keyboard = await _drawn(wanted, user.quote_asset, binance)
    if unknown:
        text = f"{text}\n{render_unknown(unknown)}"
        shown = [info.symbol for info in wanted]
        keyboard = keyboards.with_additions(keyboard, shown, _closest(unknown, shown))
    await message.answer(text, reply_markup=keyboard)


@COMMAND.button(PriceCard)
async def refresh_card(
    query: CallbackQuery,
    callback_data: PriceCard,
    user: User,
    binance: BinanceClient,
    symbols: SymbolDirectory,
    live_cards: LiveCards,
) -> None:
    """Show the card of the symbol in place."""
    live_cards.stop(*cards.place(query))
    info = await symbols.by_handle(callback_data.symbol)
    await cards.redraw(query, *await _drawn([info], user.quote_asset, binance))


@COMMAND.button(LivePrice)
async def follow_price(
    query: CallbackQuery,
    callback_data: LivePrice,
    user: User,
    binance: BinanceClient,
    symbols: SymbolDirectory,
    live_cards: LiveCards,
    live_feeds: LiveFeeds,
) -> None:
    """Keep the card up to date for five minutes, or leave it alone."""
    chat_id, message_id = cards.place(query)
    shown = live_cards.stop(chat_id, message_id)
    info = await symbols.by_handle(callback_data.symbol)
    figures = await price_figures(binance, info) if shown is None else shown
    state: Liveness = "live" if callback_data.on else "over"
    keyboard = keyboards.price_card(info.symbol, figures.ticker.last_price, state)
    await cards.redraw(query, render_card(figures, datetime.now(UTC)), keyboard)
    if callback_data.on:
        feed = live_feeds.price(figures)
        live_cards.start(LiveCard(chat_id, message_id, user.id, figures, feed, draw_live))


def draw_live(figures: PriceFigures, *, live: bool) -> Drawn:
    """Draw the card with the buttons of one that follows the market, or did."""
    html = render_card(figures, datetime.now(UTC))
    state: Liveness = "live" if live else "over"
    keyboard = keyboards.price_card(figures.info.symbol, figures.ticker.last_price, state)
    return Drawn(html, cards.without_age(html), keyboards.as_notice(keyboard))


@COMMAND.button(PriceTable)
async def refresh_table(
    query: CallbackQuery,
    callback_data: PriceTable,
    user: User,
    binance: BinanceClient,
    symbols: SymbolDirectory,
) -> None:
    """Show the table again in place."""
    wanted = [await symbols.by_handle(each) for each in handles(callback_data.symbols)]
    await cards.redraw(query, *await _drawn(wanted, user.quote_asset, binance))


async def _drawn(
    wanted: Sequence[SymbolInfo], quote: str, binance: BinanceClient
) -> tuple[str, InlineKeyboardMarkup]:
    """Ask Binance and draw the card or the table."""
    if len(wanted) == 1:
        figures = await price_figures(binance, wanted[0])
        text = render_card(figures, datetime.now(UTC))
        return text, keyboards.price_card(figures.info.symbol, figures.ticker.last_price)
    names = [info.symbol for info in wanted]
    tickers = {each.symbol: each for each in await binance.spot.tickers_24h(names)}
    rows = [(info, tickers[info.symbol]) for info in wanted]
    return render_table(rows, quote, datetime.now(UTC)), keyboards.price_table(names)


def render_unknown(unknown: Sequence[SymbolNotFound]) -> str:
    """Say as HTML which of the words are no symbols."""
    names = ", ".join(f"“{formatting.safe(each.typed, 40)}”" for each in unknown)
    line = _("❓ I do not know {names}.").format(names=names)
    if not any(each.suggestions for each in unknown):
        return line
    return f"{line} {_('Did you mean one of these?')}"


def _closest(unknown: Sequence[SymbolNotFound], shown: Sequence[str]) -> list[str]:
    """Give a few suggestions that are not shown already, the best of each word first."""
    rounds = zip_longest(*(each.suggestions for each in unknown))
    names = dict.fromkeys(name for one in rounds for name in one if name and name not in shown)
    return list(names)[:MOST_SUGGESTIONS]


def render_card(figures: PriceFigures, now: datetime) -> str:
    """Format the figures of one symbol as HTML."""
    info, ticker = figures.info, figures.ticker
    tick = info.tick_size
    rows = [
        (_("High"), formatting.price(ticker.high_price, tick)),
        (_("Low"), formatting.price(ticker.low_price, tick)),
        (
            _("Vol"),
            f"{formatting.compact(ticker.quote_volume)} {formatting.clean(info.quote_asset, 8)}",
        ),
        (_("Bid"), formatting.price(ticker.bid_price, tick)),
        (_("Ask"), formatting.price(ticker.ask_price, tick)),
    ]
    if figures.in_range is not None:
        bar = formatting.range_bar(figures.in_range)
        rows.append((_("Range"), f"{bar} {formatting.percent(figures.in_range * 100, 0)}"))
    lines = [
        f"<b>{cards.pair(info)}</b>  <code>{formatting.price(ticker.last_price, tick)}</code>",
        _moves(figures),
        f"<pre>{formatting.columns(rows, '<<')}</pre>",
        cards.footer([], ticker.close_time, now),
    ]
    if info.status is not SymbolStatus.TRADING:
        lines.insert(1, _("⚠️ Not trading: {status}").format(status=formatting.safe(info.status)))
    return "\n".join(lines)


def _moves(figures: PriceFigures) -> str:
    """Write the changes of a day, an hour and a week; the colour stands for the day."""
    change = figures.ticker.price_change_percent
    moves = [f"{formatting.mark(change)} <b>{formatting.signed_percent(change)}</b> 24h"]
    moves += [
        f"{formatting.signed_percent(value)} {window}"
        for value, window in ((figures.hour, "1h"), (figures.week, "7d"))
        if value is not None
    ]
    return "  ·  ".join(moves)


def render_table(rows: Sequence[tuple[SymbolInfo, Ticker24h]], quote: str, now: datetime) -> str:
    """Format several symbols as HTML, one line each."""
    shown = [
        (
            cards.short_pair(info, quote),
            formatting.price(ticker.last_price, info.tick_size),
            formatting.signed_percent(ticker.price_change_percent, 1),
        )
        for info, ticker in rows
    ]
    oldest = min(ticker.close_time for _info, ticker in rows)
    footer = cards.footer([_("change in 24 hours")], oldest, now)
    return f"<pre>{formatting.columns(shown, '<>>')}</pre>\n{footer}"

"""/book btc 10: best levels of the order book, its depth and the cost of a market order."""

from datetime import UTC, datetime
from decimal import Decimal

from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from aiogram.utils.i18n import gettext as _
from aiogram.utils.i18n import lazy_gettext as __

from binance.client import BinanceClient
from binance.models.market import SymbolInfo
from bot import arguments, cards, formatting, keyboards
from bot.command import Command
from bot.keyboards import BookCard, LiveBook, Liveness
from bot.services.live_cards import Drawn, LiveCard, LiveCards
from bot.services.live_feeds import LiveFeeds
from bot.services.order_book import (
    Book,
    DepthNear,
    MarketCost,
    Wall,
    depth_near,
    market_cost,
    market_sizes,
    wall,
)
from bot.services.symbols import SymbolDirectory
from storage.users import User

MOST_LEVELS = 20
DEFAULT_LEVELS = 5
_DEPTH = 500  # levels asked for: weight 25
_NEAR = Decimal(1)  # percent from the mid price
_NOTHING = "–"

COMMAND = Command(
    "book",
    summary=__("Order book: spread, depth, walls"),
    usage="/book SYMBOL [LEVELS]",
    example="/book btc 10",
    details=__(
        "Best bids and asks (1 to 20 levels), what is on offer within 1% of the mid price, "
        "the largest levels, and what a market order would cost."
    ),
)


@COMMAND.handler
async def show_book(
    message: Message, args: str, user: User, binance: BinanceClient, symbols: SymbolDirectory
) -> None:
    """Answer with the order book of a symbol."""
    typed = arguments.words(args, most=2)
    if not typed:
        await cards.ask_for_symbol(message, COMMAND, symbols, user.quote_asset)
        return
    name = arguments.symbol(typed[0])
    levels = DEFAULT_LEVELS
    if len(typed) > 1:
        levels = arguments.count(typed[1], least=1, most=MOST_LEVELS)
    info = await symbols.resolve(name, user.quote_asset)
    text, keyboard = await _drawn(info, levels, binance)
    await message.answer(text, reply_markup=keyboard)


@COMMAND.button(BookCard)
async def refresh_book(
    query: CallbackQuery,
    callback_data: BookCard,
    binance: BinanceClient,
    symbols: SymbolDirectory,
    live_cards: LiveCards,
) -> None:
    """Show the order book in place."""
    live_cards.stop(*cards.place(query))
    info = await symbols.by_handle(callback_data.symbol)
    levels = min(max(callback_data.levels, 1), MOST_LEVELS)
    await cards.redraw(query, *await _drawn(info, levels, binance))


@COMMAND.button(LiveBook)
async def follow_book(
    query: CallbackQuery,
    callback_data: LiveBook,
    user: User,
    binance: BinanceClient,
    symbols: SymbolDirectory,
    live_cards: LiveCards,
    live_feeds: LiveFeeds,
) -> None:
    """Keep the order book up to date for five minutes, or leave it alone."""
    chat_id, message_id = cards.place(query)
    book = live_cards.stop(chat_id, message_id)
    info = await symbols.by_handle(callback_data.symbol)
    levels = min(max(callback_data.levels, 1), MOST_LEVELS)
    if book is None:
        depth = await binance.spot.depth(info.symbol, limit=_DEPTH)
        book = Book(depth.bids, depth.asks)

    def draw_live(figures: Book, *, live: bool) -> Drawn:
        """Draw the card with the buttons of one that follows the market, or did."""
        html = render(info, figures, levels, datetime.now(UTC))
        keyboard = keyboards.book_card(info.symbol, levels, "live" if live else "over")
        return Drawn(html, cards.without_age(html), keyboards.as_notice(keyboard))

    state: Liveness = "live" if callback_data.on else "over"
    html = render(info, book, levels, datetime.now(UTC))
    await cards.redraw(query, html, keyboards.book_card(info.symbol, levels, state))
    if callback_data.on:
        feed = live_feeds.book(info.symbol)
        live_cards.start(LiveCard(chat_id, message_id, user.id, book, feed, draw_live))


async def _drawn(
    info: SymbolInfo, levels: int, binance: BinanceClient
) -> tuple[str, InlineKeyboardMarkup]:
    depth = await binance.spot.depth(info.symbol, limit=_DEPTH)
    text = render(info, Book(depth.bids, depth.asks), levels, datetime.now(UTC))
    return text, keyboards.book_card(info.symbol, levels)


def render(info: SymbolInfo, book: Book, levels: int, now: datetime) -> str:
    """Format an order book as HTML; `now` is the time it was read."""
    headline = f"<b>{cards.pair(info)}</b> · {_('order book')}"
    if not book.bids or not book.asks:
        empty = _("One side of the book is empty: there is no price to compare with.")
        return f"{headline}\n{empty}\n{cards.footer([], now, now)}"
    spread = _("Spread <code>{spread}</code> ({percent})").format(
        spread=formatting.plain(book.spread),
        percent=formatting.percent(book.spread_percent, 3),
    )
    note = _("market orders in {quote}, against the mid price").format(
        quote=formatting.safe(info.quote_asset)
    )
    return "\n".join(
        (
            headline,
            spread,
            f"<pre>{_levels(info, book, levels)}</pre>",
            f"<pre>{_summary(info, book)}</pre>",
            cards.footer([note], now, now),
        )
    )


def _levels(info: SymbolInfo, book: Book, levels: int) -> str:
    """Set asks above bids, the best ones in the middle."""
    asks = [(_("Ask"), *level) for level in reversed(book.asks[:levels])]
    bids = [(_("Bid"), *level) for level in book.bids[:levels]]
    rows = [
        (side, formatting.price(price, info.tick_size), formatting.quantity(quantity))
        for side, price, quantity in (*asks, *bids)
    ]
    return formatting.columns(rows, "<>>")


def _summary(info: SymbolInfo, book: Book) -> str:
    """Set depth, walls and market orders; who sells meets the bids, who buys the asks."""
    sides = (book.bids, book.asks)
    walls = [wall(book, side, _NEAR) for side in sides]
    rows = [
        ("", _("Bids"), _("Asks")),
        ("±1%", *(_depth(depth_near(book, side, _NEAR)) for side in sides)),
    ]
    if any(walls):
        rows.append((_("Wall"), *(_wall_price(each, info) for each in walls)))
        rows.append(("", *(_wall_size(each) for each in walls)))
    rows.append(("", _("Sell"), _("Buy")))
    rows += [
        (formatting.compact(size), *(_cost(market_cost(book, side, size)) for side in sides))
        for size in market_sizes(info.quote_asset)
    ]
    return formatting.columns(rows, "<>>")


def _depth(depth: DepthNear) -> str:
    """Write a depth; where the known levels end before 1% it is at least that much."""
    return f"{'' if depth.whole else '≥'}{formatting.compact(depth.value)}"


def _wall_price(found: Wall | None, info: SymbolInfo) -> str:
    return formatting.price(found.price, info.tick_size) if found else _NOTHING


def _wall_size(found: Wall | None) -> str:
    return formatting.quantity(found.quantity) if found else ""


def _cost(cost: MarketCost | None) -> str:
    """Write how much worse than the mid price a market order would be filled."""
    return formatting.signed_percent(-cost.slippage, 3) if cost else _NOTHING

"""What the market and account cards have in common: drawn again in place, asked for, badged."""

from collections.abc import Iterable
from datetime import datetime

from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from aiogram.utils.i18n import gettext as _

from binance.constants import Environment
from binance.models.market import SymbolInfo
from bot import formatting, keyboards
from bot.command import Command
from bot.services.symbols import SymbolDirectory
from storage.stored_key import StoredKey


async def redraw(query: CallbackQuery, text: str, keyboard: InlineKeyboardMarkup | None) -> None:
    """Show a card again in the message whose button was pressed."""
    if query.message is not None and query.bot is not None:
        await query.bot.edit_message_text(
            text,
            chat_id=query.message.chat.id,
            message_id=query.message.message_id,
            reply_markup=keyboard,
        )


def place(query: CallbackQuery) -> tuple[int, int]:
    """Give chat and message whose button was pressed; zeros where Telegram does not say."""
    message = query.message
    return (0, 0) if message is None else (message.chat.id, message.message_id)


async def ask_for_symbol(
    message: Message, command: Command, symbols: SymbolDirectory, quote: str
) -> None:
    """Answer a command that came without a symbol: an example, and symbols to choose from."""
    popular = (await symbols.catalogue()).popular(quote)
    text = _("Which symbol? Tap one, or write for example {example}").format(
        example=f"<code>{formatting.safe(command.example)}</code>"
    )
    choices = keyboards.symbol_choices(command.name, (info.symbol for info in popular))
    await message.answer(text, reply_markup=choices)


def pair(info: SymbolInfo) -> str:
    """Give the name of a symbol as people write it, for HTML: BTC/USDT."""
    return f"{formatting.safe(info.base_asset)}/{formatting.safe(info.quote_asset)}"


def short_pair(info: SymbolInfo, quote: str) -> str:
    """Give the shortest clear name of a symbol: without the quote asset if it is the user's own."""
    base = formatting.clean(info.base_asset)
    return base if info.quote_asset == quote else f"{base}/{formatting.clean(info.quote_asset)}"


def badge(key: StoredKey) -> str:
    """Give whose account a card shows: the key's label, and the environment if not the real one."""
    name = formatting.safe(key.label)
    if key.environment == Environment.MAINNET:
        return name
    return f"{name} · 🧪 {formatting.safe(key.environment).upper()}"


def footer(notes: Iterable[str], at: datetime, now: datetime) -> str:
    """Give the last line of a card: remarks in HTML, then the age of the figures."""
    return f"<i>{' · '.join([*notes, formatting.age(min(at, now), now)])}</i>"


def without_age(html: str) -> str:
    """Give a card without its last line, which changes with every second."""
    return html.rpartition("\n")[0]

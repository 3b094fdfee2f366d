"""/api NAME key=value …: read any endpoint Binance has; the answer as JSON."""

import asyncio
from collections import Counter
from datetime import UTC, datetime
from typing import Any, Final

from aiogram import html
from aiogram.types import BufferedInputFile, Message
from aiogram.utils.i18n import gettext as _
from aiogram.utils.i18n import lazy_gettext as __

from binance.catalogue import Catalogue, of_account
from binance.catalogue_table.row import Row
from binance.client import BinanceClient
from binance.request.request import Security
from bot import api_words, formatting, json_view
from bot.accounts import Accounts
from bot.api_words import Asked, BotWithoutKey
from bot.command import Command
from bot.config import Settings
from bot.redaction import Redactor
from storage.users import User

_ROOM: Final = 3_000  # characters of the answer that are shown; the rest is in the file
_LARGEST_FILE: Final = 20_000_000  # bytes

COMMAND = Command(
    "api",
    summary=__("Read any endpoint of Binance"),
    usage="/api NAME key=value …",
    example="/api spot.ticker_price symbol=BTCUSDT",
    details=__(
        "Reads only. /api alone lists the families, /api FAMILY its endpoints; method and path "
        "instead of the name do too. Endpoints of an account are asked with your own key."
    ),
)


@COMMAND.handler
async def read_endpoint(
    message: Message,
    args: str,
    binance: BinanceClient,
    accounts: Accounts,
    settings: Settings,
    redactor: Redactor,
    user: User,
) -> None:
    """Answer with what the endpoint gives, folded, and with all of it as a file when long."""
    if not args:
        await message.answer(render_families(binance.catalogue))
        return
    if rows := _family(binance.catalogue, args):
        await message.answer(render_family(rows))
        return
    asked = api_words.read(args, binance.catalogue)
    row = asked.row
    if of_account(row):
        async with accounts.opened(await accounts.key_of(user.id)) as account:
            answer = await account.call(row.name, **asked.parameters)
            shown = await asyncio.to_thread(json_view.redacted, answer, redactor)
    else:
        answer = await _public(binance, settings, asked)
        shown = await asyncio.to_thread(json_view.redacted, answer, redactor)
    view = json_view.folded(shown, _ROOM)
    await message.answer(render(row, view.text, datetime.now(UTC)))
    if not view.complete:
        await _send_file(message, row, shown)


def render(row: Row, text: str, now: datetime) -> str:
    """Format an answer as HTML."""
    title = f"<b>{html.quote(row.name)}</b> · <code>{html.quote(row.endpoint)}</code>"
    weight = _("weight {weight}").format(weight=row.weight)
    body = f"<blockquote expandable><code>{html.quote(text)}</code></blockquote>"
    return f"{title}\n{body}\n<i>{weight} · {formatting.age(now, now)}</i>"


def render_families(catalogue: Catalogue) -> str:
    """List the families with the number of endpoints that can be read."""
    counts = Counter(row.family for row in catalogue if row.read)
    lines = [f"<code>/api {name}</code> · {count}" for name, count in sorted(counts.items())]
    title = _("<b>{reads} of {all} endpoints can be read</b>").format(
        reads=counts.total(), all=len(catalogue)
    )
    return "\n".join([title, _("Tap a family to copy it:"), *lines])


def render_family(rows: list[Row]) -> str:
    """List the endpoints of a family that can be read, with what they must be given."""
    lines = [f"<code>{html.quote(api_words.example(row))}</code>" for row in rows]
    title = f"<b>{html.quote(rows[0].family)}</b> · {len(rows)}"
    listed = "\n".join(lines)
    return f"{title}\n<blockquote expandable>{listed}</blockquote>"


def _family(catalogue: Catalogue, word: str) -> list[Row]:
    family = word.lower()
    return [row for row in catalogue if row.read and row.family == family]


async def _public(binance: BinanceClient, settings: Settings, asked: Asked) -> Any:
    """Ask with the bot's own key, where the endpoint wants one. Fails with `BotWithoutKey`."""
    row = asked.row
    if row.security is not Security.NONE and settings.binance_api_key is None:
        raise BotWithoutKey(row)
    return await binance.call(row.name, **asked.parameters)


async def _send_file(message: Message, row: Row, shown: Any) -> None:
    body = await asyncio.to_thread(json_view.whole, shown)
    if len(body) > _LARGEST_FILE:
        await message.answer(_("All of it is too large for a file; ask for less."))
        return
    caption = _("All of it: {size} kB").format(size=-(-len(body) // 1000))
    await message.answer_document(BufferedInputFile(body, f"{row.name}.json"), caption=caption)

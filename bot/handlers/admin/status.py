"""/status: how the bot and everything it depends on are doing."""

from datetime import UTC, datetime
from typing import Final

from aiogram import html
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from aiogram.utils.i18n import gettext as _
from aiogram.utils.i18n import lazy_gettext as __

from bot import __version__, arguments, formatting, keyboards, layer_card, streams_card
from bot.cards import redraw
from bot.command import Command
from bot.health import BotHealth, HealthReport
from bot.layer_card import count, seconds
from storage.apikey_manager import StoredKey

COMMAND = Command("status", summary=__("How the bot is doing"))
_NONE: Final = "–"
_MEGABYTE: Final = 1024 * 1024


class StatusCard(CallbackData, prefix="status"):
    """The status, again."""


@COMMAND.handler
async def show_status(message: Message, args: str, health: BotHealth) -> None:
    """Answer with the figures of this moment."""
    arguments.words(args, most=0)
    text, keyboard = _card(await health.report())
    await message.answer(text, reply_markup=keyboard)


@COMMAND.button(StatusCard)
async def refresh_status(query: CallbackQuery, health: BotHealth) -> None:
    """Show the figures again in place."""
    await redraw(query, *_card(await health.report()))


def _card(report: HealthReport) -> tuple[str, InlineKeyboardMarkup]:
    refresh = [keyboards.refresh(StatusCard())]
    now = datetime.now(UTC)
    return render(report, now), InlineKeyboardMarkup(inline_keyboard=[refresh])


def render(report: HealthReport, now: datetime) -> str:
    """Format a report as HTML."""
    title = _("<b>Status</b> · v{version} · up {uptime}").format(
        version=__version__, uptime=duration(report.uptime)
    )
    users = report.users
    keyed = _("{total} ({keyed} with key)").format(
        total=count(users.total), keyed=count(users.with_key)
    )
    rate = f"{count(report.updates_per_minute)}/min  p95 {seconds(report.updates_p95)}"
    waiting = [(_("Waiting"), str(users.pending))] if users.pending else []
    rows = [
        (_("Users"), keyed),
        *waiting,
        (_("Updates"), rate),
        (_("In hand"), count(report.in_hand)),
        *layer_card.rows(report.binance),
        *streams_card.rows(report.streams, report.accounts),
        (
            _("TG queue"),
            f"{count(report.outbox_queue)}  429s {count(report.refused_for_rate)}",
        ),
        (_("DB"), _database(report)),
        (_("Clock"), _offset(report.binance.clock_offset_ms)),
    ]
    lines = [title, f"<pre>{formatting.columns(rows, '<<')}</pre>", *_heaviest(report)]
    lines += [
        *layer_card.warnings(report.binance),
        *streams_card.warnings(report.streams, report.accounts),
        *(_key_warning(key, now) for key in report.failing),
    ]
    return "\n".join([*lines, f"<i>{formatting.age(now, now)}</i>"])


def duration(seconds: float) -> str:
    """Give a length of time in its two largest units: 6d 4h."""
    minutes = int(seconds) // 60
    days, hours = minutes // 1440, minutes // 60 % 24
    if days:
        return f"{days}d {hours}h"
    return f"{hours}h {minutes % 60}m" if hours else f"{minutes}m"


def _database(report: HealthReport) -> str:
    size = report.database.size_bytes / _MEGABYTE
    return f"{size:.1f} MB  {report.database.journal_mode.upper()}"


def _heaviest(report: HealthReport) -> list[str]:
    if not report.heaviest:
        return []
    rows = [(formatting.clean(name) or _("the bot"), count(used)) for name, used in report.heaviest]
    title = _("Most weight in 10 minutes")
    return [f"{title}\n<pre>{formatting.columns(rows, '<>')}</pre>"]


def _key_warning(key: StoredKey, now: datetime) -> str:
    when = formatting.age(key.last_error_at, now) if key.last_error_at else _NONE
    return _("⚠️ user <code>{user_id}</code>: key refused ({error}) {when}").format(
        user_id=key.user_id, error=html.quote(key.last_error or _NONE), when=when
    )


def _offset(milliseconds: float | None) -> str:
    return _NONE if milliseconds is None else f"{round(milliseconds):+d} ms"

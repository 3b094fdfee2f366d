"""/status: how the bot and everything it depends on are doing."""

from datetime import UTC, datetime
from typing import Final

from aiogram import html
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from aiogram.utils.i18n import gettext as _
from aiogram.utils.i18n import lazy_gettext as __

from binance.request.health import Health
from bot import __version__, arguments, formatting, keyboards
from bot.cards import redraw
from bot.command import Command
from bot.health import BotHealth, HealthReport
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
    keyed = _("{total} ({keyed} with key)").format(total=users.total, keyed=users.with_key)
    rate = f"{report.updates_per_minute}/min  p95 {_ms(report.updates_p95)}"
    waiting = [(_("Waiting"), str(users.pending))] if users.pending else []
    rows = [
        (_("Users"), keyed),
        *waiting,
        (_("Updates"), rate),
        (_("In hand"), str(report.in_hand)),
        *_binance_rows(report.binance),
        (_("TG queue"), f"{report.outbox_queue}  429s {report.refused_for_rate}"),
        (_("DB"), _database(report)),
        (_("Clock"), _offset(report.binance.clock_offset_ms)),
    ]
    lines = [title, f"<pre>{formatting.columns(rows, '<<')}</pre>", *_warnings(report, now)]
    return "\n".join([*lines, f"<i>{formatting.age(now, now)}</i>"])


def duration(seconds: float) -> str:
    """Give a length of time in its two largest units: 6d 4h."""
    minutes = int(seconds) // 60
    days, hours = minutes // 1440, minutes // 60 % 24
    if days:
        return f"{days}d {hours}h"
    return f"{hours}h {minutes % 60}m" if hours else f"{minutes}m"


def _binance_rows(health: Health) -> list[tuple[str, str]]:
    failing = [name for name, state in health.breakers.items() if state != "closed"]
    fullest = max(health.weight.values(), key=lambda use: use.used / use.limit, default=None)
    weight = _NONE
    if fullest is not None:
        weight = f"{fullest.used}/{fullest.limit}  {fullest.used / fullest.limit:.0%}"
    state = _("banned") if health.banned_until else (_("failing") if failing else _("ok"))
    return [
        ("Binance", f"{state}  p95 {_ms(health.latency_p95)}"),
        (_("Weight"), weight),
        (_("Breaker"), ", ".join(failing) or _("closed")),
        (_("Calls"), f"{health.calls}  {_('retried')} {health.retries}"),
    ]


def _database(report: HealthReport) -> str:
    size = report.database.size_bytes / _MEGABYTE
    return f"{size:.1f} MB  {report.database.journal_mode.upper()}"


def _warnings(report: HealthReport, now: datetime) -> list[str]:
    lines = [_key_warning(key, now) for key in report.failing]
    if report.binance.banned_until is not None:
        until = formatting.moment(report.binance.banned_until)
        lines.insert(0, _("⚠️ Binance refuses this address until {until}").format(until=until))
    return lines


def _key_warning(key: StoredKey, now: datetime) -> str:
    when = formatting.age(key.last_error_at, now) if key.last_error_at else _NONE
    return _("⚠️ user <code>{user_id}</code>: key refused ({error}) {when}").format(
        user_id=key.user_id, error=html.quote(key.last_error or _NONE), when=when
    )


def _offset(milliseconds: float | None) -> str:
    return _NONE if milliseconds is None else f"{round(milliseconds):+d} ms"


def _ms(seconds: float | None) -> str:
    return _NONE if seconds is None else f"{seconds * 1000:.0f} ms"

"""What administrators read about the request layer; the only place for these words."""

from aiogram import html
from aiogram.utils.i18n import gettext as _

from binance import events
from bot import formatting


def upstream(name: str) -> str:
    """Give the words for one of Binance's interfaces; `name` is the first part of its paths."""
    words = {
        "api": _("spot"),
        "sapi": _("wallet"),
        "fapi": _("futures"),
        "dapi": _("coin futures"),
        "eapi": _("options"),
        "papi": _("portfolio margin"),
        "bapi": _("alpha"),
    }
    return words.get(name, html.quote(name))


def notice(event: events.Event) -> str:
    """Give the notice of an event as HTML: what happened, what it means, what to do."""
    if isinstance(event, events.BudgetNearlyUsed):
        return _nearly_used(event)
    if isinstance(event, events.CallsStopped):
        return _stopped(event)
    if isinstance(event, events.CircuitOpened):
        return _(
            "⚠️ <b>Binance ({upstream}) keeps failing</b>\n"
            "I ask it only now and then until it is well; people are told to wait. "
            "Nothing to do for you."
        ).format(upstream=upstream(event.upstream))
    if isinstance(event, events.CircuitClosed):
        return _("✅ <b>Binance ({upstream}) answers again</b>").format(
            upstream=upstream(event.upstream)
        )
    if isinstance(event, events.SharingLost | events.SharingRestored):
        return _shared(event)
    return _drifted(event)


def _nearly_used(event: events.BudgetNearlyUsed) -> str:
    return _(
        "⚠️ <b>The request budget is nearly used up</b>\n"
        "<code>{used}</code> of <code>{budget}</code> weight in this minute ({pool}). "
        "Whoever used least goes first now, others wait. /status shows who uses most."
    ).format(used=event.used, budget=event.budget, pool=html.quote(event.pool))


def _stopped(event: events.CallsStopped) -> str:
    if event.status == 418:
        text = _(
            "⛔ <b>Binance has banned this address</b> (<code>418</code>)\n"
            "Nothing is sent until {until}, a restart changes nothing. "
            "Does another program use this address?"
        )
    else:
        text = _(
            "⚠️ <b>Binance asks for a pause</b> (<code>429</code>)\n"
            "Nothing is sent until {until}. If this happens often, another program uses this "
            "address: lower <code>BINANCE_WEIGHT_SHARE</code>."
        )
    return text.format(until=formatting.moment(event.until))


def _drifted(event: events.ClockDrifted) -> str:
    return _(
        "⚠️ <b>This computer's clock is off</b> by <code>{seconds:+.1f} s</code>\n"
        "I correct it for Binance. Let the computer keep its time by NTP."
    ).format(seconds=-event.offset.total_seconds())


def _shared(event: events.SharingLost | events.SharingRestored) -> str:
    if isinstance(event, events.SharingLost):
        text = _(
            "⚠️ <b>Redis cannot be reached</b>\n"
            "I go on with <code>1/{processes}</code> of every budget until I hear of the other "
            "processes again. Is Redis running?"
        )
    else:
        text = _("✅ <b>Redis is back</b>: <code>{processes}</code> processes share the budgets")
    return text.format(processes=event.processes)

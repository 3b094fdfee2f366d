"""The request layer on the card of /status: rows of figures, and warnings in words."""

from decimal import Decimal
from typing import Final

from aiogram.utils.i18n import gettext as _

from binance.request.health import Health, PoolUse
from binance.request.sharing import SharingState
from bot import formatting, layer_texts

_NONE: Final = "–"


def rows(health: Health) -> list[tuple[str, str]]:
    """Give label and figures; none wider than 20 characters, so that a phone shows them whole."""
    failing = [name for name, state in health.breakers.items() if state != "closed"]
    state = _("stopped") if health.banned_until else _("failing") if failing else _("ok")
    asked = health.calls - health.cache_hits
    return [
        ("Binance", f"{state}  p95 {seconds(health.latency_p95)}"),
        *_weights(health),
        (_("In line"), count(health.waiting)),
        (_("Breaker"), _("{number} open").format(number=len(failing)) if failing else _("closed")),
        (_("Calls"), f"{count(asked)}  {_('retried')} {count(health.retries)}"),
        (_("Cached"), count(health.cache_hits)),
        *_sharing(health.sharing),
    ]


def warnings(health: Health) -> list[str]:
    """Tell in words what keeps calls back."""
    lines = []
    if health.banned_until is not None:
        until = formatting.moment(health.banned_until)
        text = _("⛔ Binance refuses this address: nothing is sent until {until}")
        lines.append(text.format(until=until))
    for name, state in health.breakers.items():
        if state != "closed":
            text = _("⚠️ Binance ({upstream}) keeps failing; I ask now and then")
            lines.append(text.format(upstream=layer_texts.upstream(name)))
    if health.sharing is not None and not health.sharing.connected:
        lines.append(_("⚠️ Redis cannot be reached: I keep to an equal part of every budget"))
    if health.waiting:
        lines.append(
            _("⏳ {number} calls wait; whoever used least goes first").format(number=health.waiting)
        )
    return lines


def count(number: int) -> str:
    """Write a count in at most five characters or so: 99999, 123K."""
    return str(number) if number < 100_000 else formatting.compact(Decimal(number))


def seconds(value: float | None) -> str:
    """Write a duration: 92 ms, 1.5 s."""
    if value is None:
        return _NONE
    return f"{value * 1000:.0f} ms" if value < 0.9995 else f"{value:.1f} s"


def _weights(health: Health) -> list[tuple[str, str]]:
    """Give spot's budget, that of futures, and of the many small ones the fullest."""
    others = [use for name, use in health.weight.items() if name not in {"spot", "futures"}]
    uses = [
        (_("Weight"), health.weight.get("spot")),
        (_(" futures"), health.weight.get("futures")),
        (_(" other"), max(others, key=lambda use: use.used / use.limit, default=None)),
    ]
    return [(label, _use(use)) for number, (label, use) in enumerate(uses) if use or not number]


def _sharing(state: SharingState | None) -> list[tuple[str, str]]:
    """Give with how many processes the budgets are shared, where they are."""
    if state is None:
        return []
    return [(_("Shared by"), count(state.processes) if state.connected else _("out of reach"))]


def _use(use: PoolUse | None) -> str:
    if use is None:
        return _NONE
    return f"{count(use.used)}/{count(use.limit)}  {use.used / use.limit:.0%}"

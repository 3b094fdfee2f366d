"""Streams and followed accounts on the card of /status: rows of figures, and warnings in words."""

from datetime import timedelta

from aiogram.utils.i18n import gettext as _

from binance.websocket.manager import StreamHealth
from binance.websocket.user_data import Status, UserDataState
from bot.layer_card import count, seconds


def rows(streams: StreamHealth, accounts: UserDataState) -> list[tuple[str, str]]:
    """Give label and figures; none wider than 20 characters, so that a phone shows them whole."""
    sockets = f"{count(streams.connected)}/{count(streams.connections)}"
    followed = len(accounts.accounts)
    reconnects = streams.reconnects + accounts.reconnects
    return [
        (_("Streams"), _("{n} on {sockets}").format(n=count(streams.streams), sockets=sockets)),
        *([(_(" oldest"), _age(streams.data_age))] if streams.streams else []),
        (_("Accounts"), _("{n}/{all} live").format(n=count(_live(accounts)), all=count(followed))),
        *([(_(" last news"), _age(accounts.data_age))] if followed else []),
        *([(_(" reopened"), count(reconnects))] if reconnects else []),
    ]


def warnings(streams: StreamHealth, accounts: UserDataState) -> list[str]:
    """Tell in words what stands still."""
    down = streams.connections - streams.connected + accounts.connecting
    if not down:
        return []
    return [_("⚠️ {number} sockets to Binance are down; I keep trying").format(number=down)]


def _live(accounts: UserDataState) -> int:
    return accounts.count(Status.LIVE) + accounts.count(Status.RECONCILING)


def _age(age: timedelta | None) -> str:
    return _("none yet") if age is None else _short(age.total_seconds())


def _short(age: float) -> str:
    """Write an age: 0.8 s, 12 min, 3 h."""
    if age < 120:
        return seconds(age)
    return _("{n} min").format(n=int(age // 60)) if age < 7200 else f"{int(age // 3600)} h"

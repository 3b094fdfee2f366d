"""What Binance asks of a socket of each kind, and how patient we are.

https://developers.binance.com/docs/binance-spot-api-docs/web-socket-streams
"""

from dataclasses import dataclass

_HOUR = 3_600.0


@dataclass(frozen=True, slots=True)
class SocketRules:
    """The limits of one kind of socket; all times in seconds."""

    messages_per_second: int | None = 4  # commands; Binance counts our pongs too. None: no limit
    streams: int = 1_024  # on one socket
    integer_ids: bool = False  # whether commands may only be numbered
    heartbeat: float = 20.0  # of silence before we ping; half as much again and it is dead
    renew_after: float = 23.5 * _HOUR  # Binance closes after 24 hours
    renew_spread: float = _HOUR / 6  # either way, so that not all renew at once
    opening: float = 30.0  # within which `opened` of a handler must be done
    overlap: float = 2.0  # for which both sockets of a renewal deliver


SPOT_STREAM_RULES = SocketRules()
FUTURES_STREAM_RULES = SocketRules(messages_per_second=9, integer_ids=True)
OPTIONS_STREAM_RULES = SocketRules(messages_per_second=9, integer_ids=True, streams=200)
WS_API_RULES = SocketRules(messages_per_second=None)

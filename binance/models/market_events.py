"""What all events of market streams have in common.

https://developers.binance.com/docs/binance-spot-api-docs/web-socket-streams

Thousands come in a second, and few of their fields are read. So wire strings and milliseconds are
kept (`raw_close`, `event_ms`) and become numbers and moments on access (`close`, `event_time`);
only prices and quantities of the events that are nothing else (trades, best prices) are numbers at
once. Unknown fields pass. What cannot be read at all is an `UnknownEvent`.
"""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from operator import attrgetter
from typing import Any, Protocol, Self, cast, overload

import msgspec

from binance.models.model import Model

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECONDS = 10**14  # smaller figures are milliseconds until the year 5138
_MILLISECOND = timedelta(milliseconds=1)
_MICROSECOND = timedelta(microseconds=1)


class MarketEvent(Model):
    """Something that happened on the market."""


class UnknownEvent(MarketEvent):
    """An event this version cannot read."""

    stream: str
    raw: bytes  # the whole message as it came

    @property
    def data(self) -> Any:
        """The payload as plain values; None where it is no JSON."""
        try:
            return msgspec.json.decode(self.raw, type=dict[str, Any]).get("data")
        except msgspec.DecodeError:
            return None


class _Number(Protocol):
    """What `number` gives, for type checkers."""

    @overload
    def __get__(self, event: None, owner: type) -> Self: ...

    @overload
    def __get__(self, event: object, owner: type) -> Decimal: ...


class _Moment(Protocol):
    """What `moment_of` gives, for type checkers."""

    @overload
    def __get__(self, event: None, owner: type) -> Self: ...

    @overload
    def __get__(self, event: object, owner: type) -> datetime: ...


def number(field: str) -> _Number:
    """Give a property: the number a field has as wire text."""
    text = attrgetter(field)
    # A property is three times as fast as a descriptor written in Python.
    return cast("_Number", property(lambda event: Decimal(text(event))))


def moment_of(field: str) -> _Moment:
    """Give a property: the moment, aware and in UTC, a field has in milliseconds."""
    milliseconds = attrgetter(field)
    return cast("_Moment", property(lambda event: moment(milliseconds(event))))


def moment(number: int) -> datetime:
    """Give the moment of a time on the wire. Fails with `OverflowError` after the year 9999."""
    return _EPOCH + (_MILLISECOND if number < _MICROSECONDS else _MICROSECOND) * number


def milliseconds(when: datetime) -> int:
    """Give a moment as it is on the wire."""
    return (when - _EPOCH) // _MILLISECOND

"""Candles of any interval: the made-up past, then what really happened since the start."""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from sandbox.exchange.bars import Bar, join, split
from sandbox.exchange.errors import Refusal
from sandbox.exchange.history import History

MINUTES = {
    "1m": 1,
    "3m": 3,
    "5m": 5,
    "15m": 15,
    "30m": 30,
    "1h": 60,
    "2h": 120,
    "4h": 240,
    "6h": 360,
    "8h": 480,
    "12h": 720,
    "1d": 1440,
    "3d": 4320,
    "1w": 10080,
}
MONDAY = 4 * 1440  # 1970-01-05, the first Monday, in minutes
INTERVALS = ("1s", *MINUTES, "1M")


class Candles:
    """The bars of one symbol. Times are minutes since 1970."""

    def __init__(self, history: History, start: int) -> None:
        self._history = history
        self._start = start
        self._live: dict[int, Bar] = {}
        self._live_minutes: list[int] = []  # ascending

    @property
    def first_minute(self) -> int:
        """Give the minute the symbol was listed."""
        return self._history.first_minute

    def record(self, minute: int, price: float, volume: float) -> None:
        """Take one trade into the live bars."""
        bar = self._live.get(minute)
        if bar is None:
            before = self._close_before(minute)
            bar = Bar(before, max(before, price), min(before, price), price, 0.0)
            self._live_minutes.append(minute)
        self._live[minute] = Bar(
            bar.open, max(bar.high, price), min(bar.low, price), price, bar.volume + volume
        )

    def minute(self, minute: int) -> Bar:
        """Give one minute; without trades it is flat at the last price."""
        if minute < self._start:
            return self._history.minute(minute)
        bar = self._live.get(minute)
        if bar is None:
            price = self._close_before(minute)
            bar = Bar(price, price, price, price, 0.0)
        return bar

    def span(self, start: int, end: int) -> Bar | None:
        """Join everything from `start` up to but without `end`."""
        return join(self._pieces(max(start, self.first_minute), end))

    def seconds(self, minute: int, until: int) -> tuple[Bar, ...]:
        """Give the first `until` seconds of a minute."""
        if minute < self._start:
            return self._history.seconds(minute)[:until]
        bar = self.minute(minute)
        if bar.high == bar.low or until < 60:
            return (bar._replace(volume=bar.volume / max(until, 1)),) * until
        return split(bar, 60, self._history._rng("second", minute))  # noqa: SLF001 - same seed

    def _pieces(self, minute: int, end: int) -> Iterator[Bar]:
        while minute < end:
            for length, give in self._units():
                if minute % length == 0 and minute + length <= min(end, self._start):
                    yield give(minute // length)
                    minute += length
                    break
            else:
                yield self.minute(minute)
                minute += 1

    def _units(self) -> tuple[tuple[int, Callable[[int], Bar]], ...]:
        return (1440, self._history.day), (60, self._history.hour)

    def _close_before(self, minute: int) -> float:
        place = bisect_left(self._live_minutes, minute)
        if place:
            return self._live[self._live_minutes[place - 1]].close
        return self._history.minute(self._start - 1).close


def opening(interval: str, minute: int) -> int:
    """Give the minute in which the candle around `minute` opened. Fails with -1120."""
    if interval == "1M":
        day = datetime.fromtimestamp(minute * 60, UTC).replace(day=1, hour=0, minute=0)
        return int(day.timestamp()) // 60
    if interval not in MINUTES:
        raise Refusal(-1120, "Invalid interval.")
    offset = MONDAY if interval == "1w" else 0
    return (minute - offset) // MINUTES[interval] * MINUTES[interval] + offset


def following(interval: str, minute: int) -> int:
    """Give the minute in which the next candle opens, after the one opened at `minute`."""
    return opening(interval, minute + 32 * 1440) if interval == "1M" else minute + MINUTES[interval]

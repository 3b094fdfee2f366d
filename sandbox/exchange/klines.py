"""Candles as rows of the wire."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from sandbox.exchange.bars import Bar
from sandbox.exchange.candles import MINUTES, Candles, following, opening
from sandbox.exchange.market import Stall
from sandbox.exchange.wire import places

Span = tuple[int | None, int | None]  # start and end in ms, both included
Row = list[Any]
Writer = Callable[[int, int, Bar], Row]  # opening and closing time in ms


def rows(
    stall: Stall,
    interval: str,
    span: Span,
    limit: int,
    now_ms: int,
) -> list[Row]:
    """Give candles of a spot symbol, oldest first. Fails with -1120."""

    def write(start_ms: int, end_ms: int, bar: Bar) -> Row:
        return spot_row(stall, start_ms, end_ms, bar)

    return candles(stall.candles, interval, span, limit, (now_ms, write))


def candles(
    bars: Candles, interval: str, span: Span, limit: int, context: tuple[int, Writer]
) -> list[Row]:
    """Give the rows of the candles that opened in the span; `context` is now and the writer."""
    now_ms, write = context
    start, end = span
    if interval == "1s":
        return list(_seconds(bars, span, limit, context))
    now = now_ms // 60_000
    last = opening(interval, min(now if end is None else end // 60_000, now))
    first = last
    if start is None:
        for _ in range(limit - 1):
            first = opening(interval, first - 1)
    else:
        first = _not_before(interval, start)
    first = max(first, opening(interval, bars.first_minute))
    made: list[Row] = []
    while first <= last and len(made) < limit:
        after = following(interval, first)
        bar = bars.span(first, min(after, now + 1))
        if bar is not None:
            made.append(write(first * 60_000, after * 60_000 - 1, bar))
        first = after
    return made


def spot_row(stall: Stall, start_ms: int, end_ms: int, bar: Bar) -> Row:
    """Write one candle as spot does."""
    symbol = stall.symbol
    prices = [Decimal(value) for value in (bar.open, bar.high, bar.low, bar.close)]
    volume = symbol.round_quantity(Decimal(bar.volume))
    quote = volume * sum(prices, Decimal(0)) / 4
    taker = Decimal(47 + start_ms // 60_000 % 7) / 100  # the buyers' part
    return [
        start_ms,
        *(places(symbol.round_price(price)) for price in prices),
        places(volume),
        end_ms,
        places(quote),
        int(bar.volume * 60_000 / symbol.daily_volume) + (bar.volume > 0),
        places(symbol.round_quantity(volume * taker)),
        places(quote * taker),
        "0",
    ]


def _not_before(interval: str, start_ms: int) -> int:
    """Give the first opening at or after a moment."""
    minute = opening(interval, start_ms // 60_000)
    return minute if minute * 60_000 >= start_ms else following(interval, minute)


def _seconds(bars: Candles, span: Span, limit: int, context: tuple[int, Writer]) -> Iterator[Row]:
    now_ms, write = context
    start, end = span
    last = min(now_ms if end is None else end, now_ms) // 1000
    first = last - limit + 1 if start is None else -(-start // 1000)
    for second in range(first, min(last, first + limit - 1) + 1):
        minute, place = divmod(second, MINUTES["1m"] * 60)
        whole = 60 if minute < now_ms // 60_000 else place + 1
        yield write(second * 1000, second * 1000 + 999, bars.seconds(minute, whole)[place])

"""Bars: open, high, low, close and volume of a span of time, and how one is split into parts."""

import math
import random
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple


class Bar(NamedTuple):
    """Prices in the quote asset, volume in the base asset; floats, rounded when sent."""

    open: float
    high: float
    low: float
    close: float
    volume: float


def join(bars: Iterable[Bar]) -> Bar | None:
    """Join consecutive bars into one; nothing gives None."""
    parts = list(bars)
    if not parts:
        return None
    return Bar(
        parts[0].open,
        max(part.high for part in parts),
        min(part.low for part in parts),
        parts[-1].close,
        sum(part.volume for part in parts),
    )


def split(bar: Bar, parts: int, rng: random.Random) -> tuple[Bar, ...]:
    """Split a bar into shorter ones that join to it again."""
    points = _path(bar, parts, rng)
    pairs = list(pairwise(points))
    top = max(range(parts), key=lambda i: max(pairs[i]))
    bottom = min(range(parts), key=lambda i: min(pairs[i]))
    wick = (bar.high - bar.low) / parts
    shares = [0.3 + rng.random() for _ in range(parts)]
    volume = bar.volume / sum(shares)
    return tuple(
        Bar(
            start,
            bar.high if i == top else min(max(start, end) + wick * rng.random(), bar.high),
            bar.low if i == bottom else max(min(start, end) - wick * rng.random(), bar.low),
            end,
            volume * shares[i],
        )
        for i, (start, end) in enumerate(pairs)
    )


def _path(bar: Bar, parts: int, rng: random.Random) -> list[float]:
    """Walk from open to close without leaving the range."""
    steps = [rng.gauss(0, 1) for _ in range(parts)]
    drift = sum(steps) / parts
    reach = (bar.high - bar.low) * 0.5 / math.sqrt(parts)
    points, walk = [bar.open], 0.0
    for i, step in enumerate(steps, 1):
        walk += step - drift
        line = bar.open + (bar.close - bar.open) * i / parts
        points.append(_fold(line + walk * reach, bar.low, bar.high))
    points[-1] = bar.close
    return points


def _fold(value: float, low: float, high: float) -> float:
    """Reflect a value that left the range back into it."""
    if value > high:
        value = high - (value - high) / 2
    elif value < low:
        value = low + (low - value) / 2
    return min(max(value, low), high)

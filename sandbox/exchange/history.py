"""Bars from before the exchange was started: made from the seed, hence the same each time.

Days form a random walk; hours are made inside a day, minutes inside an hour and seconds inside a
minute, each only when asked for, and joined they give the longer bar again.
"""

import math
import random
from functools import lru_cache

from sandbox.exchange.bars import Bar, split
from sandbox.exchange.symbols import LISTED_DAYS, Symbol

MARKET_SHARE = 0.55  # how much of a symbol's movement is the whole market's


class History:
    """The past of one symbol up to `start`, the first live minute since 1970.

    The last bar closes at the symbol's price, whatever the time of the start.
    """

    def __init__(self, seed: int, symbol: Symbol, start: int) -> None:
        self._seed = seed
        self._symbol = symbol
        self._today = start // 1440
        self.first_minute = (self._today - LISTED_DAYS) * 1440
        self._opens = [0.0]  # logarithm of the opening price today, yesterday, …
        self._hours = lru_cache(maxsize=90)(self._split_day)
        self._minutes = lru_cache(maxsize=60)(self._split_hour)
        self._scale = 1.0
        self._scale = float(symbol.price) / self.minute(start - 1).close
        self._hours.cache_clear()
        self._minutes.cache_clear()

    def day(self, day: int) -> Bar:
        """Give a day since 1970."""
        age = self._today - day
        while len(self._opens) <= age:
            self._opens.append(self._opens[-1] - self._change(self._today - len(self._opens)))
        rng = self._rng("day", day)
        start = self._opens[age]
        end = start + self._change(day)
        spread = self._symbol.volatility * 0.45
        high = max(start, end) + abs(rng.gauss(0, spread))
        low = min(start, end) - abs(rng.gauss(0, spread))
        volume = self._symbol.daily_volume * math.exp(rng.gauss(0, 0.35))
        open_, high, low, close = (self._scale * math.exp(x) for x in (start, high, low, end))
        return Bar(open_, high, low, close, volume)

    def hour(self, hour: int) -> Bar:
        """Give an hour since 1970."""
        return self._hours(hour // 24)[hour % 24]

    def minute(self, minute: int) -> Bar:
        """Give a minute since 1970."""
        return self._minutes(minute // 60)[minute % 60]

    def seconds(self, minute: int) -> tuple[Bar, ...]:
        """Give the 60 seconds of a minute."""
        return split(self.minute(minute), 60, self._rng("second", minute))

    def _split_day(self, day: int) -> tuple[Bar, ...]:
        return split(self.day(day), 24, self._rng("hour", day))

    def _split_hour(self, hour: int) -> tuple[Bar, ...]:
        return split(self.hour(hour), 60, self._rng("minute", hour))

    def _change(self, day: int) -> float:
        """Give the logarithmic change of a day: part market, part the symbol's own."""
        market = random.Random(f"{self._seed}:market:{day}").gauss(0.04, 1)
        own = self._rng("change", day).gauss(0.02, 1)
        return self._symbol.volatility * (MARKET_SHARE * market + (1 - MARKET_SHARE) * own)

    def _rng(self, level: str, index: int) -> random.Random:
        return random.Random(f"{self._seed}:{self._symbol.name}:{level}:{index}")


@lru_cache(maxsize=64)
def history_of(seed: int, symbol: Symbol, start: int) -> History:
    """Give the past of a symbol: exchanges that start in the same minute share what is worked out.

    It never changes once it is made, so nobody can tell.
    """
    return History(seed, symbol, start)

"""How long Binance wants to be left alone.

https://developers.binance.com/docs/binance-spot-api-docs/rest-api/limits
"""

import re
from typing import NamedTuple

from multidict import istr

from binance.request.request import Response

_HEADER = istr("Retry-After")
_UNTIL = re.compile(rb"until (\d{13})\b")  # "banned until 1659146400000"
_LONGEST = 3 * 24 * 3600.0  # the longest ban there is
_BAN = 120.0  # the shortest ban there is
_WINDOW = 60


class Pause(NamedTuple):
    """How long, and whether Binance said so or it is a guess."""

    seconds: float
    stated: bool


def retry_after(response: Response, now: float) -> Pause:
    """Give the pause after a 429 or 418 that came at `now` (seconds since 1970).

    The header or the moment in the text counts, whichever is later; without either it is the end
    of the window (429) or the shortest ban (418).
    """
    stated = response.headers.get(_HEADER, "")
    seconds = float(stated[:9]) if stated.isascii() and stated.isdigit() else 0.0
    if until := _UNTIL.search(response.body):
        seconds = max(seconds, int(until[1]) / 1000 - now)
    if seconds > 0:
        return Pause(min(seconds, _LONGEST), stated=True)
    guess = _BAN if response.status == 418 else _WINDOW - now % _WINDOW
    return Pause(guess, stated=False)

"""Whether Binance wants to be left alone, and for how long.

https://developers.binance.com/docs/binance-spot-api-docs/rest-api/limits
"""

import re
from typing import NamedTuple

from multidict import istr

from binance.request.request import Response

_HEADER = istr("Retry-After")
_UNTIL = re.compile(rb"until (\d{13})\b")  # "banned until 1659146400000"
_TOO_MUCH = re.compile(rb'"code"\s*:\s*-1003\b')  # too much weight, whatever the status
_LONGEST = 3 * 24 * 3600.0  # the longest ban there is
_BAN = 120.0  # the shortest ban there is
_WINDOW = 60


class Pause(NamedTuple):
    """How long, and whether Binance said so or it is a guess."""

    seconds: float
    stated: bool


def stop_of(response: Response) -> int | None:
    """Give 429 or 418 when an answer wants this address to stop; None when it does not.

    Code -1003 says so with any status, and that it is a ban by naming its end.
    """
    if response.status in {429, 418}:
        return response.status
    if response.status < 400 or not _TOO_MUCH.search(response.body):
        return None
    return 418 if _UNTIL.search(response.body) else 429


def retry_after(response: Response, now: float) -> Pause:
    """Give the pause after such an answer that came at `now` (seconds since 1970).

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

"""How long Binance wants to be left alone.

https://developers.binance.com/docs/binance-spot-api-docs/rest-api/limits
"""

import re

from multidict import istr

from binance.request.request import Response

_HEADER = istr("Retry-After")
_UNTIL = re.compile(rb"until (\d{13})\b")  # "banned until 1659146400000"
_LONGEST = 3 * 24 * 3600.0  # the longest ban there is
_BAN = 120.0  # the shortest ban there is
_WINDOW = 60


def retry_after(response: Response, now: float) -> float:
    """Seconds to wait after a 429 or 418 that came at `now` (seconds since 1970).

    The header counts, else the moment in the text, else the end of the window (429) or the
    shortest ban (418).
    """
    stated = response.headers.get(_HEADER, "")
    if stated.isascii() and stated.isdigit():
        return min(float(stated[:9]), _LONGEST)
    if until := _UNTIL.search(response.body):
        return min(max(int(until[1]) / 1000 - now, 0.0), _LONGEST)
    return _BAN if response.status == 418 else _WINDOW - now % _WINDOW

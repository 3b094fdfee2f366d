"""Metrics: every call is counted, those from the cache too.

Labels are the endpoint's template and a status: never a parameter, a user or a key.
"""

from typing import Any

from binance.exceptions import ApiError, BinanceError
from binance.request.meter import Meter
from binance.request.request import Call, Request
from binance.request.timing import Timing

_STATUSES = frozenset({200, 400, 401, 403, 404, 408, 409, 410, 418, 429, 451, *range(500, 505)})
"""What may stand in a label; whatever else a server thinks of is "other"."""


class Metrics:
    """The outermost stage: sees how every call ends."""

    def __init__(self, call: Call, meter: Meter, timing: Timing) -> None:
        self._call = call
        self._meter = meter
        self._monotonic = timing.monotonic

    async def __call__(self, request: Request) -> Any:
        """Pass the call on and count it."""
        began = self._monotonic()
        try:
            answer = await self._call(request)
        except BaseException as error:
            status = "cancelled"
            if isinstance(error, BinanceError):
                status = status_of(error)
                self._meter.errors[type(error).__name__] += 1
            self._meter.ended(request.endpoint, status, self._monotonic() - began)
            raise
        if request.cached:
            self._meter.cached(request.endpoint)
        else:
            self._meter.ended(request.endpoint, "200", self._monotonic() - began)
        return answer


def status_of(error: BinanceError) -> str:
    """Give the label of a failed call: a known HTTP status, or the name of the error."""
    if isinstance(error, ApiError):
        return str(error.status) if error.status in _STATUSES else "other"
    return type(error).__name__

"""Binance's clocks as seen from here: how far they are off, and how to find out again.

https://developers.binance.com/docs/binance-spot-api-docs/rest-api/request-security
"""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import NamedTuple

from binance.events import ClockDrifted, Listener, nobody
from binance.request.request import Api
from binance.request.single_flight import SingleFlight
from binance.request.timing import Timing

_DRIFT = 1.0  # seconds; Binance refuses timestamps that are further ahead

Ask = Callable[[Api], Awaitable[float]]
"""Gives the time of an API's host in seconds since 1970."""


class Reading(NamedTuple):
    """One measurement."""

    offset: float  # Binance's clock less ours, seconds
    number: int  # how many measurements were made


class Clock:
    """The clocks of the hosts; this machine's own until one was measured.

    They run on by the monotonic clock, so that setting this machine's clock changes nothing.
    """

    def __init__(self, timing: Timing, notify: Listener = nobody) -> None:
        self._timing = timing
        self._notify = notify
        self._monotonic = timing.monotonic
        started = timing.wall() - timing.monotonic()  # the moment at which monotonic showed 0
        self._origins = dict.fromkeys(Api, started)
        self._spot_origin = started
        self._readings = dict.fromkeys(Api, Reading(0.0, 0))
        self._drifted = False
        self._flights: SingleFlight[tuple[Api, Ask], None] = SingleFlight(self._measure)

    def timestamp(self, api: Api) -> int:
        """Milliseconds since 1970 on the clock of this API's host."""
        return int((self._monotonic() + self._origins[api]) * 1000)

    def seconds(self) -> float:
        """Seconds since 1970 on spot's clock: the one the windows of its limits follow."""
        return self._monotonic() + self._spot_origin

    def reading(self, api: Api) -> Reading:
        """Give the last measurement of this API's host."""
        return self._readings[api]

    async def synchronise(self, api: Api, after: int, ask: Ask) -> None:
        """Measure again unless that was done since measurement number `after`.

        However many calls want it, `ask` is called once. Fails as `ask` does.
        """
        if self._readings[api].number == after:
            await self._flights.run(host_of(api), (api, ask))

    async def close(self) -> None:
        """End measurements that are still being made."""
        await self._flights.close()

    async def _measure(self, question: tuple[Api, Ask]) -> None:
        api, ask = question
        before = self._monotonic()
        theirs = await ask(api)
        after = self._monotonic()
        origin = theirs - (before + after) / 2  # their clock was read about half-way
        offset = origin + after - self._timing.wall()
        reading = Reading(offset, self._readings[api].number + 1)
        for one in Api:
            if host_of(one) is host_of(api):
                self._origins[one] = origin
                self._readings[one] = reading
        self._spot_origin = self._origins[Api.SPOT]
        self._note_drift(offset, doubt=(after - before) / 2)

    def _note_drift(self, offset: float, doubt: float) -> None:
        """Tell of a drift that the time the question took cannot explain."""
        if abs(offset) - doubt >= _DRIFT and not self._drifted:
            self._drifted = True
            self._notify(ClockDrifted(timedelta(seconds=offset)))
        elif abs(offset) < _DRIFT / 2:
            self._drifted = False


_FOLLOWS = {Api.SAPI: Api.SPOT, Api.ALPHA: Api.SPOT, Api.PORTFOLIO_MARGIN: Api.FUTURES}


def host_of(api: Api) -> Api:
    """Give the API whose clock this one follows: that of its host, or a neighbour's."""
    return _FOLLOWS.get(api, api)

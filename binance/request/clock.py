"""Binance's clocks as seen from here: how far they are off, and how to find out again.

https://developers.binance.com/docs/binance-spot-api-docs/rest-api/request-security
"""

from collections.abc import Awaitable, Callable
from typing import NamedTuple

from binance.request.request import Api
from binance.request.single_flight import SingleFlight
from binance.request.timing import Timing

Ask = Callable[[Api], Awaitable[float]]
"""Gives the time of an API's host in seconds since 1970."""


class Reading(NamedTuple):
    """One measurement."""

    offset: float  # Binance's clock less ours, seconds
    number: int  # how many measurements were made


class Clock:
    """The offsets of the hosts; zero until a timestamp was refused or `synchronise` was called."""

    def __init__(self, timing: Timing) -> None:
        self._timing = timing
        self._readings = dict.fromkeys(Api, Reading(0.0, 0))
        self._spot_offset = 0.0
        self._flights: SingleFlight[tuple[Api, Ask], None] = SingleFlight(self._measure)

    def timestamp(self, api: Api) -> int:
        """Milliseconds since 1970 on the clock of this API's host."""
        return int((self._timing.wall() + self._readings[api].offset) * 1000)

    def seconds(self) -> float:
        """Seconds since 1970 on spot's clock: the one the windows of its limits follow."""
        return self._timing.wall() + self._spot_offset

    def reading(self, api: Api) -> Reading:
        """Give the last measurement of this API's host."""
        return self._readings[api]

    async def synchronise(self, api: Api, after: int, ask: Ask) -> None:
        """Measure again unless that was done since measurement number `after`.

        However many calls want it, `ask` is called once. Fails as `ask` does.
        """
        if self._readings[api].number == after:
            await self._flights.run(host_of(api), (api, ask))

    async def _measure(self, question: tuple[Api, Ask]) -> None:
        api, ask = question
        before = self._timing.wall()
        theirs = await ask(api)
        ours = (before + self._timing.wall()) / 2  # their clock was read about half-way
        reading = Reading(theirs - ours, self._readings[api].number + 1)
        for one in Api:
            if host_of(one) is host_of(api):
                self._readings[one] = reading
        self._spot_offset = self._readings[Api.SPOT].offset


_FOLLOWS = {Api.SAPI: Api.SPOT, Api.ALPHA: Api.SPOT, Api.PORTFOLIO_MARGIN: Api.FUTURES}


def host_of(api: Api) -> Api:
    """Give the API whose clock this one follows: that of its host, or a neighbour's."""
    return _FOLLOWS.get(api, api)

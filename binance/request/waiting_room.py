"""Where calls wait: for a slot, for the budget, for the gate.

Whoever can go goes at once; the others stand in the line of the budget they need. They are looked
at when a slot comes back and when time has passed, and hear at once when waiting is in vain.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from math import inf

from binance.exceptions import BinanceError, BudgetExhausted, ClientClosed
from binance.request.gate import Gate
from binance.request.ledger import Ledger, Plan
from binance.request.request import Request
from binance.request.shared_window import SharedWindow
from binance.request.timing import Timing
from binance.request.waiting_line import Place, WaitingLine

_SLOT_SECONDS = 1.0  # a guess at when a slot is free, for those who could not wait for one
_LONGEST_LOOK_AWAY = 0.25  # seconds; somebody may join who goes first
_SHORTEST_LOOK_AWAY = 0.005
_URGENT = -1  # urgent calls wait in this name, before everybody


class WaitingRoom:
    """The slots and the lines. `probe` asks Binance after a ban and tells whether it answered."""

    def __init__(
        self,
        ledger: Ledger,
        gate: Gate,
        slots: int,
        timing: Timing,
        probe: Callable[[], Awaitable[bool]],
    ) -> None:
        self._ledger = ledger
        self._gate = gate
        self._free = slots
        self._timing = timing
        self._probe = probe
        self._lines: dict[SharedWindow, WaitingLine] = {}  # those in which somebody waits
        self._aside: dict[Place, float] = {}  # until when (monotonic) their own limit keeps them
        self._next_due = inf  # the first of them
        self._watch: asyncio.Task[None] | None = None
        self._closed = False

    @property
    def waiting(self) -> int:
        """How many calls wait."""
        return sum(1 for _ in self._places())

    def enter(self, request: Request, plan: Plan) -> bool:
        """Let a call through if it fits and nobody waits for the same budget."""
        if (
            self._free
            and not self._gate.shut
            and plan.shared not in self._lines
            and self._ledger.take(request, plan)
        ):
            self._free -= 1
            return True
        return False

    def leave(self) -> None:
        """Give the slot back."""
        self._free += 1
        if self._lines:
            self._serve()

    async def wait(self, request: Request, plan: Plan) -> None:
        """Let a call through when it is its turn.

        Fails at once with `BudgetExhausted`, `TooManyRequests` or `IpBanned` when that will not
        be early enough for an answer, with `CircuitOpen` and with `ClientClosed`.
        """
        latest = request.latest(self._timing.monotonic())
        while not self._closed:
            self._gate.open()
            if self.enter(request, plan):
                return
            place = self._join(request, plan, latest)
            if await self._turn(place):
                return
        raise ClientClosed

    def dismiss(self) -> None:
        """Tell those who cannot be served in time, after the gate was shut."""
        reopens = self._timing.monotonic() + self._gate.left
        for place in list(self._places()):
            if place.latest <= reopens:
                self._refuse(place, self._gate.refusal(place.request.endpoint.name))

    def check(self) -> None:
        """Tell those whose upstream has been given up meanwhile."""
        for place in list(self._places()):
            try:
                _check(place.request)
            except BinanceError as error:
                self._refuse(place, error)

    def look(self) -> None:
        """Let those go on who can, after more was found than time or a slot would tell."""
        if self._lines:
            self._serve()

    async def close(self) -> None:
        """Tell all who wait that nothing more will be sent."""
        self._closed = True
        for place in list(self._places()):
            self._refuse(place, ClientClosed())
        if self._watch is not None:
            self._watch.cancel()
            await asyncio.gather(self._watch, return_exceptions=True)

    def _join(self, request: Request, plan: Plan, latest: float) -> Place:
        """Give a call its place. Fails when it cannot be served in time."""
        caller = _URGENT if request.endpoint.urgent else request.caller
        place = Place(request, plan, caller, latest)
        own = self._ledger.own_wait(request, plan)
        seconds = own or self._line_wait(place)
        monotonic = self._timing.monotonic()
        if monotonic + max(seconds, self._gate.left) >= latest:
            raise self._in_vain(request, plan, seconds)
        if own:
            self._aside[place] = monotonic + own
            self._next_due = min(self._next_due, monotonic + own)
        else:
            self._line(place).add(place)
            request.lend = partial(self._lend, place)
        return place

    async def _turn(self, place: Place) -> bool:
        """Wait; False when the call should ask again."""
        left = place.latest - self._timing.monotonic()
        try:
            async with asyncio.timeout(left):
                self._serve()
                turn = await place.turn
            _check(place.request)
            return turn and self._still_open(place)
        except TimeoutError:
            self._abandon(place)
            raise self._in_vain(place.request, place.plan, self._line_wait(place)) from None
        except BaseException:
            self._abandon(place)
            raise

    def _still_open(self, place: Place) -> bool:
        """Tell whether the gate is open still; it may have been shut while the caller woke up."""
        if self._gate.shut:
            self._give_back(place)
            return False
        return True

    def _give_back(self, place: Place) -> None:
        self._ledger.landed(place.request, place.plan)
        self.leave()

    def _abandon(self, place: Place) -> None:
        """Leave without the turn; one that was given in the same moment is given back."""
        self._take_out(place)
        turn = place.turn
        if turn.done() and not turn.cancelled() and not turn.exception() and turn.result():
            self._give_back(place)

    def _serve(self) -> None:
        """Let everybody through who can go now, the lines in turn."""
        monotonic = self._timing.monotonic()
        if self._aside and monotonic >= self._next_due:
            for place, until in list(self._aside.items()):
                if until <= monotonic:
                    self._call(place, go=False)
            self._next_due = min(self._aside.values(), default=inf)
        while not self._gate.shut:
            served = [
                window
                for window, line in list(self._lines.items())
                if self._free and self._serve_first(window, line)
            ]
            if not served:
                break
        self._keep_watch()

    def _serve_first(self, window: SharedWindow, line: WaitingLine) -> bool:
        """See to the first in a line; False when that one has to wait on."""
        if not line:
            return False
        place = line.first()
        request = place.request
        if place.turn.done():
            self._take_out(place)
        elif place.latest <= self._timing.monotonic():
            self._refuse(place, self._in_vain(request, place.plan, self._line_wait(place)))
        elif self._ledger.take(request, place.plan):
            self._free -= 1
            self._call(place, go=True)
        elif self._ledger.own_wait(request, place.plan):
            self._call(place, go=False)
        else:
            self._ledger.note_wait(window)
            return False
        return True

    def _call(self, place: Place, *, go: bool) -> None:
        self._take_out(place)
        if not place.turn.done():
            place.turn.set_result(go)

    def _refuse(self, place: Place, error: BinanceError) -> None:
        self._take_out(place)
        if not place.turn.done():
            place.turn.set_exception(error)

    def _take_out(self, place: Place) -> None:
        place.request.lend = None
        if self._aside.pop(place, None) is None:
            line = self._line(place)
            line.discard(place)
            if not line:
                self._lines.pop(place.plan.shared, None)

    def _lend(self, place: Place, caller: int) -> None:
        self._line(place).lend(place, caller)

    def _line(self, place: Place) -> WaitingLine:
        window = place.plan.shared
        return self._lines.get(window) or self._lines.setdefault(window, WaitingLine(window))

    def _places(self) -> Iterator[Place]:
        yield from self._aside
        for line in self._lines.values():
            yield from line

    def _line_wait(self, place: Place) -> float:
        """Seconds until the budget allows what is before a call and the call itself."""
        line = self._lines.get(place.plan.shared)
        ahead = 0 if line is None else line.ahead(place)
        return self._ledger.line_wait(place.plan, ahead + place.request.weight)

    def _in_vain(self, request: Request, plan: Plan, seconds: float) -> BinanceError:
        if self._gate.shut:
            refusal = self._gate.refusal(request.endpoint.name)
            refusal.retry_after = max(refusal.retry_after, seconds)
            return refusal
        plan.shared.refused(request.weight, request.caller)
        return BudgetExhausted(seconds or _SLOT_SECONDS, request.endpoint.name)

    def _keep_watch(self) -> None:
        watched = self._watch is not None and not self._watch.done()
        if not watched and not self._closed and self._next_look() is not None:
            self._watch = asyncio.create_task(self._look())

    async def _look(self) -> None:
        """Come back whenever time has changed something."""
        while (seconds := self._next_look()) is not None:
            await self._timing.sleep(seconds)
            if self._gate.shut and not self._gate.left:
                if self._gate.must_probe:
                    await self._gate.probe(self._probe)
                    self.dismiss()
                self._gate.open()
            self._serve()

    def _next_look(self) -> float | None:
        """Seconds until time may change something; None when only a slot can."""
        monotonic = self._timing.monotonic()
        waits = [self._next_due - monotonic] if self._aside else []
        if self._lines and self._gate.shut:
            waits.append(self._gate.left)
        elif self._free:
            firsts = [line.first() for line in self._lines.values() if line]
            waits += [self._ledger.line_wait(one.plan, one.request.weight) for one in firsts]
        if not waits:
            return None
        return min(max(min(waits), _SHORTEST_LOOK_AWAY), _LONGEST_LOOK_AWAY)


def _check(request: Request) -> None:
    """Raise when a call should not be sent any more. Fails with `CircuitOpen`."""
    if request.check is not None:
        request.check()

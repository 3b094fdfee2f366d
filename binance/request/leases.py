"""The leases of a process: asked for together, looked after once a second, given back at the end.

When the others cannot be reached each process goes on with an equal part of every budget; when
they can be again, what was spent meanwhile is told them first.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from hashlib import blake2b
from math import ceil

from binance.events import Listener, SharingLost, SharingRestored
from binance.request.lease import Budget, Lease
from binance.request.sharing import Ask, OutOfReach, Settled, Sharing, SharingState, Stop
from binance.request.timing import Timing

_BEAT = 1.0  # seconds
_FLOOR = 0.05  # of a budget: nobody's part is smaller, however many there were


class Leases:
    """Every lease of this process. `heard` is told of a stop, `changed` that calls may go on."""

    def __init__(
        self,
        sharing: Sharing,
        wall: Callable[[], float],
        timing: Timing,
        notify: Listener,
    ) -> None:
        self._sharing = sharing
        self.now = wall
        self._timing = timing
        self._notify = notify
        self._active: set[Lease] = set()
        self._wanting: set[Lease] = set()
        self._processes = 0
        self._memory = b""
        self._totals: dict[str, tuple[int, int]] = {}
        self._wake = asyncio.Event()
        self._turn = asyncio.Lock()
        self._round: asyncio.Future[None] | None = None
        self._tasks: list[asyncio.Task[None]] = []
        self._told = False  # that they cannot be reached
        self.lost = False
        self.heard: Callable[[Stop], None] = lambda _: None
        self.changed: Callable[[], None] = lambda: None
        self.restored: Callable[[], None] = lambda: None

    @property
    def state(self) -> SharingState:
        """How the sharing is doing."""
        return SharingState(not self.lost, self._processes)

    def of(self, window: Budget, pool: str, account: str) -> Lease:
        """Give the lease of a window; `account` is an API key, or empty for a budget of all."""
        name = f"{pool}:{_hashed(account)}" if account else pool
        lease = Lease(name, window, self, passing=bool(account))
        if not account:
            self._active.add(lease)
        return lease

    def share(self, amount: float) -> int:
        """Give the equal part of one process: of the number last seen, or expected."""
        return max(int(amount / (self._processes or self._sharing.expected)), ceil(amount * _FLOOR))

    def known(self, budget: str, number: int) -> int:
        """Give what all hold of a window, as it was a beat ago; 0 when nothing was heard of it."""
        heard, total = self._totals.get(budget, (number, 0))
        return total if heard == number else 0

    def want(self, lease: Lease) -> None:
        """Ask for more, together with whatever else is wanted by then."""
        if not self.lost:
            self._wanting.add(lease)
            self._wake.set()

    async def answered(self) -> bool:
        """Wait until what is wanted has been asked for; False when nothing is."""
        if not self._wanting or not self._tasks or self._tasks[0].done():
            return False
        if self._round is None:
            self._round = asyncio.get_running_loop().create_future()
        await asyncio.shield(self._round)
        return True

    async def open(self) -> None:
        """Join the others, as far as they can be reached."""
        await self._settle(set(), beat=True)
        self._tasks = [asyncio.create_task(self._serve()), asyncio.create_task(self._live())]

    async def close(self) -> None:
        """Return what is left and leave."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks.clear()
        self._answer()
        now = self.now()
        asks = [
            ask
            for lease in self._active
            if lease.current(now) and lease.granted
            for ask in lease.asks(give_back=True)
        ]
        with suppress(OutOfReach):
            if asks and not self.lost:
                await self._sharing.settle(asks)
        await self._sharing.close()

    async def _serve(self) -> None:
        """Ask for what is wanted, all of it in one turn, until cancelled."""
        while True:
            await self._wake.wait()
            self._wake.clear()
            wanting, self._wanting = self._wanting, set()
            waiting, self._round = self._round, None
            try:
                await self._settle(wanting)
            finally:
                if waiting is not None:
                    waiting.set_result(None)
            self.changed()

    async def _live(self) -> None:
        """Say now and then that this process is there, and return what it does not need."""
        while True:
            await self._timing.sleep(_BEAT)
            now = self.now()
            for lease in self._active:
                lease.beat(now)
            current = {lease for lease in self._active if lease.current(now)}
            await self._settle(current, beat=True)
            self._active -= {one for one in self._active if one.passing and one.idle}
            self.changed()

    async def _settle(self, leases: set[Lease], *, beat: bool = False) -> None:
        async with self._turn:
            self._active |= leases
            asked = [(lease, ask) for lease in leases for ask in lease.asks()]
            try:
                settled = await self._sharing.settle([ask for _, ask in asked], totals=beat)
            except OutOfReach:
                self.lost = True
                if beat and not self._told:  # a slow moment that is over by then is not worth it
                    self._told = True
                    self._notify(SharingLost(self._processes or self._sharing.expected))
            else:
                self._take_over(asked, settled)

    def _take_over(self, asked: list[tuple[Lease, Ask]], settled: Settled) -> None:
        before, self._memory = self._memory, settled.memory
        back, self.lost = self.lost, False
        self._processes = settled.processes
        self._totals = settled.totals or self._totals
        if before != settled.memory:
            self._start_again(known=bool(before))
        elif back:
            for lease in self._active:
                lease.rejoin()
        else:
            for (lease, ask), granted in zip(asked, settled.granted, strict=True):
                lease.take_over(ask, granted)
        if settled.stop is not None:
            self.heard(settled.stop)
        if back:
            self.restored()
        if self._told:
            self._told = False
            self._notify(SharingRestored(settled.processes))

    def _start_again(self, *, known: bool) -> None:
        """Divide what is left of these windows: what was counted is lost, or was never told."""
        now = self.now()
        for lease in self._active:
            if known and not lease.alone and lease.current(now):
                lease.part()

    def _answer(self) -> None:
        if self._round is not None:
            self._round.set_result(None)
            self._round = None


def _hashed(account: str) -> str:
    """Give a name for an account that tells nothing of its key."""
    return blake2b(account.encode(), digest_size=12, person=b"binance account"[:16]).hexdigest()

"""What befalls sockets in the course of a day, and how long they took to come back."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from sandbox.exchange import Exchange

HEARTBEAT = 20.0  # seconds of silence before a socket is asked for a sign of life
SILENT = 1.5 * HEARTBEAT + 1  # seconds until a half-open socket must be found
BACK = 5.0  # seconds until sockets must be back once the server is


@dataclass(slots=True)
class Break:
    """Sockets of a host that were lost at a moment, in seconds of the event loop."""

    host: str
    kind: str
    ready: float  # since when they could have been back
    sockets: int
    patience: float


@dataclass
class Weather:
    """Does one thing after another to the servers of an exchange."""

    exchange: Exchange
    slot: float  # seconds of each
    outage: float
    rates: Mapping[str, float]
    in_the_dark: Callable[[], None] = lambda: None  # called while nobody is connected
    breaks: list[Break] = field(default_factory=list)
    sockets: dict[str, int] = field(default_factory=dict)  # of each host, in fine weather

    def begin(self) -> None:
        """Let events go wrong from now on."""
        hosts = [life.host for life in self.exchange.sockets.record.lives if life.ended is None]
        self.sockets = {host: hosts.count(host) for host in hosts}
        self.exchange.sockets.faults.apply(self.rates)

    def end(self) -> None:
        """Let events arrive again."""
        self.exchange.sockets.faults.set()

    @property
    def kinds(self) -> tuple[Callable[[], Awaitable[None]], ...]:
        """All there is, in the order of a day."""
        return (
            self.reset,
            self.announce,
            self.freeze_spot,
            self.repeat,
            self.close_day,
            self.freeze_users,
            self.hang_up,
            self.stumble,
        )

    async def reset(self) -> None:
        """Cut every socket off with a reset."""
        self._note("*", "reset")
        self.exchange.sockets.drop(hard=True)

    async def hang_up(self) -> None:
        """Cut every socket off with a FIN and no close frame."""
        self._note("*", "FIN")
        self.exchange.sockets.drop()

    async def announce(self) -> None:
        """Announce the end of the servers, and close what is left of the sockets in a while."""
        old = [life for life in self.exchange.sockets.record.lives if life.ended is None]
        self.exchange.sockets.announce_shutdown()
        await asyncio.sleep(self.slot / 4)
        if any(life.ended is None for life in old):
            self._note("*", "serverShutdown")
            await self.exchange.sockets.close()

    async def close_day(self) -> None:
        """Close every socket as after 24 hours."""
        self._note("*", "24 hours")
        await self.exchange.sockets.close()

    async def freeze_spot(self) -> None:
        """Let the sockets of spot go dead without a word."""
        self._note("spot", "silent", SILENT)
        self.exchange.sockets.freeze("spot")

    async def freeze_users(self) -> None:
        """Let the sockets of users go dead without a word."""
        self._note("spot_ws_api", "silent", SILENT)
        self.exchange.sockets.freeze("spot_ws_api")

    async def repeat(self) -> None:
        """Send the same old news again and again."""
        self.exchange.sockets.faults.set(repeat=1)
        await asyncio.sleep(self.slot * 3 / 4)
        self.exchange.sockets.faults.apply(self.rates)

    async def stumble(self) -> None:
        """Refuse newcomers for a few seconds after a cut."""
        self.exchange.sockets.refuse("reset")
        self.exchange.sockets.drop(hard=True)
        self.in_the_dark()
        await asyncio.sleep(8)
        self.exchange.sockets.refuse("")

    async def black_out(self) -> None:
        """Let nobody in for ten minutes, nor answer over HTTP."""
        self.exchange.sockets.refuse("html")
        self.exchange.faults.inject("*", "html", times=None)
        self.exchange.sockets.drop(hard=True)
        await asyncio.sleep(self.outage)
        self.exchange.faults.clear()
        self.exchange.sockets.refuse("")
        self._note("*", "outage", BACK)

    def late(self) -> list[Break]:
        """Give the breaks after which not all sockets were back in time."""
        return [one for one in self.breaks if self._back(one, one.ready + one.patience) is None]

    def recoveries(self, kind: str) -> list[float]:
        """Give how long each return took after breaks of a kind, of those there was one."""
        returns = (
            (one, self._back(one, one.ready + 600)) for one in self.breaks if one.kind == kind
        )
        return [moment - one.ready for one, moment in returns if moment is not None]

    def _back(self, one: Break, until: float) -> float | None:
        """Give when as many sockets had been opened as were lost."""
        began = [
            life.began
            for life in self.exchange.sockets.record.lives
            if life.host == one.host and one.ready <= life.began <= until
        ]
        return sorted(began)[one.sockets - 1] if len(began) >= one.sockets else None

    def _note(self, host: str, kind: str, detection: float = 0.0) -> None:
        now = asyncio.get_running_loop().time()
        for name, sockets in self.sockets.items():
            if host in {"*", name}:
                self.breaks.append(Break(name, kind, now, sockets, detection + BACK))

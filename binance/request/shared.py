"""What this process shares with others, put together, and what it hears from them."""

from collections.abc import Callable, Mapping

from binance.events import Listener
from binance.request.error_mapping import Learn
from binance.request.gate import Gate
from binance.request.leases import Leases
from binance.request.rate_limiter import RateLimiter
from binance.request.request import Api, Call
from binance.request.shared_cache import SharedCache
from binance.request.sharing import Sharing, Stop
from binance.request.stops import Told
from binance.request.timing import Timing


class Shared:
    """The leases, the news of stops and the answers; `listen` names who is to hear."""

    def __init__(
        self, sharing: Sharing, wall: Callable[[], float], timing: Timing, notify: Listener
    ) -> None:
        self._sharing = sharing
        self._timing = timing
        self.leases = Leases(sharing, wall, timing, notify)
        self.others = Told(sharing)

    def cached(self, call: Call, bases: Mapping[Api, str | None], learn: Learn) -> SharedCache:
        """Give the stage that asks the others before it calls."""
        self._cache = SharedCache(call, self._sharing, bases, learn, self._timing)
        self._cache.lost = lambda: self.leases.lost
        return self._cache

    def listen(self, gate: Gate, limiter: RateLimiter) -> None:
        """Let the gate and those who wait hear what others say."""
        self._gate = gate
        self._limiter = limiter
        self.leases.heard = limiter.hear
        self.leases.changed = limiter.look
        self.leases.restored = gate.repeat

    def stopped(self, stop: Stop) -> None:
        """Hear that nothing may be sent."""
        self._limiter.hear(stop)

    def reopened(self) -> None:
        """Hear that a ban is over."""
        self._gate.reopened()
        self._limiter.look()

    def answered(self, name: str) -> None:
        """Hear that an answer can be found, or that nobody is asking any more."""
        self._cache.answered(name)

    async def open(self) -> None:
        """Join the others, as far as they can be reached."""
        await self._sharing.open(self)
        await self.leases.open()

    async def close(self) -> None:
        """Say what is left to say, return what is left to spend, and leave."""
        await self._cache.close()
        await self.others.told()
        await self.leases.close()

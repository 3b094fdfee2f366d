"""Connection attempts of this address: Binance allows 300 in five minutes, we make 200.

While hosts are down only three quarters of that go into trying, so that all sockets can come back
at once afterwards.
"""

from collections import deque

from binance.request.timing import Timing

ATTEMPTS = 200
"""In any five minutes."""
_PROBES = 150  # of them, while a host is down
_WINDOW = 300.0  # seconds


class ConnectBudget:
    """Counts attempts in a sliding window."""

    def __init__(self, timing: Timing, attempts: int = ATTEMPTS, probes: int = _PROBES) -> None:
        self._timing = timing
        self._attempts = attempts
        self._probes = probes
        self._made: deque[float] = deque()  # moments, monotonic seconds

    @property
    def used(self) -> int:
        """Attempts of the last five minutes."""
        self._forget()
        return len(self._made)

    def wait(self, *, probe: bool) -> float:
        """Seconds until one more attempt is allowed; 0 when it is now."""
        self._forget()
        most = self._probes if probe else self._attempts
        if len(self._made) < most:
            return 0.0
        oldest = self._made[len(self._made) - most]
        return oldest + _WINDOW - self._timing.monotonic()

    def spend(self) -> None:
        """Count an attempt that is about to be made."""
        self._made.append(self._timing.monotonic())

    def _forget(self) -> None:
        start = self._timing.monotonic() - _WINDOW
        while self._made and self._made[0] <= start:
            self._made.popleft()

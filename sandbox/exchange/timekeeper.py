"""The exchange's clock: the injected one plus a skew that can be set."""

from collections.abc import Callable


class Timekeeper:
    """Tells the server's time; `skew_ms` moves it away from the true one.

    `clock` gives seconds since 1970, as `time.time` does.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self.skew_ms = 0

    def ms(self) -> int:
        """Give the server's time in milliseconds since 1970."""
        return int(self._clock() * 1000) + self.skew_ms

    def seconds(self) -> float:
        """Give the server's time in seconds since 1970."""
        return self._clock() + self.skew_ms / 1000

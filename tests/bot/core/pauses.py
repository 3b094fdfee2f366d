"""A clock for tests: a pause costs no time."""


class Pauses:
    """A clock that a pause advances at once."""

    def __init__(self) -> None:
        self.now = 0.0
        self.taken: list[float] = []

    def clock(self) -> float:
        """Give the time."""
        return self.now

    async def sleep(self, seconds: float) -> None:
        """Let the time pass."""
        self.taken.append(round(seconds, 3))
        self.now += seconds

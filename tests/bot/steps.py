"""A clock that moves when the test says so, and pauses that end by it."""

import asyncio


class Steps:
    """Time for code that pauses; nothing passes by itself."""

    def __init__(self) -> None:
        self.now = 0.0  # seconds
        self._pauses: list[tuple[float, asyncio.Future[None]]] = []

    def clock(self) -> float:
        """Give the time."""
        return self.now

    async def sleep(self, seconds: float) -> None:
        """Pause until the time has come."""
        over: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._pauses.append((self.now + seconds, over))
        await over

    @property
    def sleepers(self) -> int:
        """How many wait."""
        return sum(not over.done() for _, over in self._pauses)

    async def pass_(self, seconds: float) -> None:
        """Let time pass for those who wait, once somebody does."""
        async with asyncio.timeout(10):
            while not self.sleepers:  # noqa: ASYNC110 -- who pauses tells nobody
                await asyncio.sleep(0)
        self.now += seconds
        due = [over for moment, over in self._pauses if moment <= self.now and not over.done()]
        self._pauses = [one for one in self._pauses if one[0] > self.now and not one[1].done()]
        for over in due:
            over.set_result(None)

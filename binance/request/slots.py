"""How many calls may be on their way at a time."""

import asyncio
from collections import deque


class Slots:
    """A semaphore whose usual case is one addition: first come, first served."""

    __slots__ = ("_free", "_waiting")

    def __init__(self, number: int) -> None:
        self._free = number
        self._waiting: deque[asyncio.Future[None]] = deque()

    def take(self) -> bool:
        """Take a slot if one is free."""
        if self._free:
            self._free -= 1
            return True
        return False

    async def wait(self) -> None:
        """Take a slot as soon as it is this caller's turn."""
        if self.take():
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self.give()  # it was handed over in the same moment
            raise

    def give(self) -> None:
        """Hand the slot to whoever waits longest, or free it."""
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(None)
                return
        self._free += 1

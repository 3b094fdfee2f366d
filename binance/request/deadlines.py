"""Deadlines: one timer for all calls on their way; one for each costs a sixth of a call."""

import asyncio
from math import inf


class Deadlines:
    """Ends calls whose time is up by cancelling the task that waits for the answer."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        # Until when (time of the loop), and how often the task had been cancelled before.
        self._running: dict[asyncio.Task[object], tuple[float, int]] = {}
        self._ended: set[asyncio.Task[object]] = set()
        self._timer: asyncio.TimerHandle | None = None
        self._next = inf  # when the timer goes off

    def begin(self, task: asyncio.Task[object], seconds: float) -> None:
        """Give a task so many seconds for a call, which `finish` ends."""
        until = self._loop.time() + seconds
        self._running[task] = until, task.cancelling()
        if until < self._next:
            self._set(until)

    def passed(self, task: asyncio.Task[object]) -> bool:
        """Tell whether a task that was cancelled has only run out of time: it may go on then."""
        return task in self._ended and task.uncancel() <= self._running[task][1]

    def finish(self, task: asyncio.Task[object]) -> None:
        """End a call."""
        del self._running[task]
        self._ended.discard(task)

    def close(self) -> None:
        """Stop the timer."""
        if self._timer is not None:
            self._timer.cancel()

    def _set(self, moment: float) -> None:
        self.close()
        self._next = moment
        self._timer = self._loop.call_at(moment, self._look)

    def _look(self) -> None:
        """End what is late, and come back when the next one will be."""
        self._next = inf
        now = self._loop.time()
        for task, (until, _) in self._running.items():
            if until > now:
                self._next = min(self._next, until)
            elif task not in self._ended:
                self._ended.add(task)
                task.cancel()
        if self._next < inf:
            self._set(self._next)

"""Where the time goes: looks at the running code a thousand times a CPU second."""

import re
import signal
from collections import Counter
from types import FrameType
from typing import Self

_EVERY = 0.001  # seconds of CPU time
_PACKAGE = re.compile(
    r".*/(?:site-packages|python3\.\d+)/(.+)|.*/((?:binance|bot|storage|benchmarks)/.+)"
)


class Profiler:
    """Samples while the block runs, when it is wanted at all."""

    def __init__(self, *, wanted: bool) -> None:
        self._wanted = wanted
        self._samples: Counter[str] = Counter()

    def __enter__(self) -> Self:
        if self._wanted:
            signal.signal(signal.SIGPROF, self._look)
            signal.setitimer(signal.ITIMER_PROF, _EVERY, _EVERY)
        return self

    def __exit__(self, *_: object) -> None:
        signal.setitimer(signal.ITIMER_PROF, 0)

    def shares(self) -> dict[str, float]:
        """Give the share of the time by the file whose code ran."""
        total = self._samples.total() or 1
        return {place: count / total for place, count in self._samples.most_common()}

    def _look(self, _number: int, frame: FrameType | None) -> None:
        if frame is not None:
            self._samples[_place(frame.f_code.co_filename)] += 1


def _place(path: str) -> str:
    """Give the file by its path inside its package."""
    found = _PACKAGE.search(path)
    return (found[1] or found[2]) if found else path

"""What a bad network, or a bad server, makes of the events on their way to a socket.

Each kind has a share of the events it hits, 0 to 1. Answers to commands are spared.

| kind      | what the listener sees                                              |
|-----------|---------------------------------------------------------------------|
| drop      | nothing                                                             |
| duplicate | the event twice                                                     |
| reorder   | the event after the next one of the socket, or after `hold_seconds` |
| delay     | the event `delay_seconds` late, whatever came meanwhile             |
| garbage   | half of the event, which is no JSON any more                        |
| repeat    | the last event of the stream in its place                           |
"""

import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

KINDS = ("drop", "duplicate", "reorder", "delay", "garbage", "repeat")


@dataclass(slots=True)
class FrameFaults:
    """The shares of every kind, and which streams they hit; `seed` makes them repeatable."""

    seed: int = 7
    streams: str = "*"  # a glob over the names of streams
    delay_seconds: float = 2.0
    hold_seconds: float = 1.0
    shares: dict[str, float] = field(default_factory=dict)
    met: Counter[str] = field(default_factory=Counter)  # events by their fate, while faults are on
    _chance: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self._chance = random.Random(self.seed)

    def set(self, streams: str = "*", **shares: float) -> None:
        """Let so great a share of the events of matching streams go wrong; without any, none.

        Fails with `ValueError` for an unknown kind.
        """
        self.apply(shares, streams)

    def apply(self, shares: Mapping[str, float], streams: str = "*") -> None:
        """Do the same with shares by kind."""
        unknown = shares.keys() - set(KINDS)
        if unknown:
            raise ValueError(f"unknown: {', '.join(sorted(unknown))}; known: {', '.join(KINDS)}")
        self.streams = streams
        self.shares = {kind: share for kind, share in shares.items() if share}

    def fate(self, stream: str) -> str:
        """Decide what becomes of an event: a kind of fault, or "sent"."""
        if not self.shares or (self.streams != "*" and not fnmatchcase(stream, self.streams)):
            return "sent"
        drawn, fate = self._chance.random(), "sent"
        for kind, share in self.shares.items():
            if drawn < share:
                fate = kind
                break
            drawn -= share
        self.met[fate] += 1
        return fate

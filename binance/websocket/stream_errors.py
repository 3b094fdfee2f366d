"""Why a stream cannot be followed.

StreamFailed
├── StreamRefused          Binance does not send it                        (stream, code, reason)
├── StreamUnavailable      no socket, or no word of Binance, in time       (streams)
└── TooManyConnections     another socket would be one more than allowed   (allowed)
"""

# ruff: noqa: N818 -- the names say what happened; "Error" at the end of each would add nothing

from collections.abc import Sequence

from binance.exceptions import BinanceError


class StreamFailed(BinanceError):
    """A stream cannot be followed."""


class StreamRefused(StreamFailed):
    """Binance does not send it."""

    def __init__(self, stream: str, code: int, reason: str) -> None:
        super().__init__(f"{stream} was refused with {code}: {reason}")
        self.stream = stream
        self.code = code
        self.reason = reason


class StreamUnavailable(StreamFailed):
    """No socket, or no word of Binance, in time."""

    def __init__(self, streams: Sequence[str]) -> None:
        super().__init__(f"{', '.join(streams)} could not be subscribed in time")
        self.streams = tuple(streams)


class TooManyConnections(StreamFailed):
    """Another socket would be one more than allowed."""

    def __init__(self, allowed: int) -> None:
        super().__init__(f"all {allowed} connections for streams are full")
        self.allowed = allowed

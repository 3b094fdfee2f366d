"""How market streams are kept; all times in seconds."""

from dataclasses import dataclass

from binance.websocket.rules import SocketRules


@dataclass(frozen=True, slots=True)
class StreamOptions:
    """Limits and patience of market streams."""

    connections: int = 20  # sockets at most; a stream that needs one more is refused
    queue: int = 4_096  # events a consumer may be behind before the oldest are dropped
    timeout: float = 15.0  # within which a stream must be subscribed, reconnecting included
    answer: float = 10.0  # within which Binance must answer a command
    batch: int = 100  # streams in one command
    linger: float = 5.0  # for which a socket without streams is kept
    quiet: float = 60.0  # without a newer event on any stream of a socket before it is replaced
    rules: SocketRules | None = None  # for every market instead of its own

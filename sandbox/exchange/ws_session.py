"""What one WebSocket API connection remembers: the key logged on, and user-data subscriptions."""

from collections.abc import Callable
from dataclasses import dataclass, field

from sandbox.exchange.errors import Refusal
from sandbox.exchange.keys import ApiKey

MOST_ACTIVE = 1_000  # subscriptions at a time
MOST_EVER = 65_535  # subscriptions in the life of a connection


@dataclass(slots=True)
class Subscription:
    """User data of one account on this connection."""

    id: int
    account: str
    api_key: str
    by_logon: bool


@dataclass(slots=True)
class Session:
    """The state of a connection."""

    key: ApiKey | None = None
    since_ms: int | None = None
    connected_ms: int = 0
    subscriptions: dict[int, Subscription] = field(default_factory=dict)
    _made: int = 0

    def subscribe(self, key: ApiKey, *, by_logon: bool) -> int:
        """Subscribe to the key's account and give the id. Fails with -2035 and -2042."""
        if any(active.account == key.account for active in self.subscriptions.values()):
            raise Refusal(-2035, "User Data Stream subscription already active.")
        if len(self.subscriptions) >= MOST_ACTIVE or self._made >= MOST_EVER:
            raise Refusal(-2042, "Subscription id space exhausted. Please reconnect.")
        number = self._made
        self._made += 1
        self.subscriptions[number] = Subscription(number, key.account, key.api_key, by_logon)
        return number

    def unsubscribe(self, number: int | None) -> list[int]:
        """End one subscription or all; gives the ids that ended. Fails with -2036."""
        if number is not None and number not in self.subscriptions:
            raise Refusal(-2036, "User Data Stream subscription not active.")
        ended = list(self.subscriptions) if number is None else [number]
        for one in ended:
            del self.subscriptions[one]
        return ended

    def log_out(self) -> list[int]:
        """Forget the key; gives the ids of subscriptions that end with it."""
        self.key = self.since_ms = None
        return self._end(lambda active: active.by_logon)

    def forget_key(self, api_key: str) -> list[int]:
        """Drop everything that rests on a revoked key; gives the ids that ended."""
        if self.key is not None and self.key.api_key == api_key:
            self.key = self.since_ms = None
        return self._end(lambda active: active.api_key == api_key)

    def _end(self, condition: Callable[[Subscription], bool]) -> list[int]:
        ended = [number for number, active in self.subscriptions.items() if condition(active)]
        for number in ended:
            del self.subscriptions[number]
        return ended

"""What one WebSocket API connection remembers: the key logged on, and user-data subscriptions."""

from collections.abc import Callable
from dataclasses import dataclass, field

from sandbox.exchange.errors import Refusal
from sandbox.exchange.keys import ApiKey
from sandbox.exchange.listen_tokens import ListenToken

MOST_ACTIVE = 1_000  # subscriptions at a time
MOST_EVER = 65_535  # subscriptions in the life of a connection


@dataclass(slots=True)
class Subscription:
    """User data of one account on this connection."""

    id: int
    account: str
    api_key: str
    by_logon: bool
    symbol: str | None = None  # of an isolated margin account
    end_ms: int | None = None  # of a listen token


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
        self._check_room()
        return self._add(key.account, key.api_key, by_logon=by_logon)

    def subscribe_by_token(self, token: ListenToken) -> int:
        """Subscribe to a margin account, or go on with a newer token; gives the id."""
        for number, active in self.subscriptions.items():
            if (active.account, active.symbol) == (token.account, token.symbol):
                active.end_ms = token.end_ms
                return number
        self._check_room()
        number = self._add(token.account, "", by_logon=False)
        self.subscriptions[number].symbol = token.symbol
        self.subscriptions[number].end_ms = token.end_ms
        return number

    def forget_old(self, now_ms: int) -> list[int]:
        """Drop subscriptions whose token has ended; gives their ids."""
        return self._end(lambda active: active.end_ms is not None and active.end_ms <= now_ms)

    def _check_room(self) -> None:
        if len(self.subscriptions) >= MOST_ACTIVE or self._made >= MOST_EVER:
            raise Refusal(-2042, "Subscription id space exhausted. Please reconnect.")

    def _add(self, account: str, api_key: str, *, by_logon: bool) -> int:
        number = self._made
        self._made += 1
        self.subscriptions[number] = Subscription(number, account, api_key, by_logon)
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

"""How an endpoint is declared: one entry with path, security, weight and parameters."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sandbox.exchange.accounts import Account
from sandbox.exchange.keys import ApiKey
from sandbox.exchange.params import Param
from sandbox.exchange.venue import Venue


class Security(StrEnum):
    """What a caller must show."""

    NONE = "NONE"
    MARKET_DATA = "MARKET_DATA"  # a key
    USER_STREAM = "USER_STREAM"  # a key
    USER_DATA = "USER_DATA"  # a key and a signature
    TRADE = "TRADE"  # as above, and the right to trade
    MARGIN = "MARGIN"  # as above

    @property
    def wants_key(self) -> bool:
        """Tell whether a key must be sent."""
        return self is not Security.NONE

    @property
    def wants_signature(self) -> bool:
        """Tell whether the request must be signed."""
        return self in {Security.USER_DATA, Security.TRADE, Security.MARGIN}


class Pool(StrEnum):
    """Where weight is counted."""

    SPOT = "spot"  # an address, REST and WebSocket API together
    SAPI_IP = "sapi-ip"  # an address, each endpoint for itself
    SAPI_UID = "sapi-uid"  # an account, each endpoint for itself
    FUTURES = "futures"  # an address, USDⓈ-M and COIN-M together
    FUTURES_DATA = "futures-data"  # an address; calls, not weight, in five minutes
    FUNDING = "funding"  # as above


@dataclass(frozen=True, kw_only=True, slots=True)
class Call:
    """One request that passed every check, as its handler sees it."""

    venue: Venue
    params: dict[str, Any]
    now_ms: int
    ip: str
    key: ApiKey | None = None
    customer: Account | None = None

    def __getitem__(self, name: str) -> Any:
        return self.params[name]

    def get(self, name: str, default: Any = None) -> Any:
        """Give a parameter, or the default when it was not sent."""
        return self.params.get(name, default)

    @property
    def account(self) -> Account:
        """Give the account of a request with a key."""
        if self.customer is None:
            raise RuntimeError("the route declares no security, so there is no account")
        return self.customer


Weight = int | Callable[[Mapping[str, str]], int]
Handler = Callable[[Call], Any]  # gives what is sent as JSON


@dataclass(frozen=True, kw_only=True, slots=True)
class Route:
    """One endpoint. `method` is empty for one that only the WebSocket API has."""

    method: str
    path: str
    handler: Handler
    weight: Weight = 1
    params: tuple[Param, ...] = ()
    security: Security = Security.NONE
    right: str = "enable_reading"
    pool: Pool = Pool.SPOT
    free_on_success: bool = False  # spot orders cost weight only when they fail
    shows_order_count: bool = False

    def weigh(self, sent: Mapping[str, str]) -> int:
        """Give the weight of a request."""
        return self.weight if isinstance(self.weight, int) else self.weight(sent)


def with_symbol(one: int, all_: int) -> Callable[[Mapping[str, str]], int]:
    """Make a weight that is small for one symbol and great for all."""

    def weigh(sent: Mapping[str, str]) -> int:
        return one if sent.get("symbol") else all_

    return weigh


def by_limit(steps: Mapping[int, int], default: int) -> Callable[[Mapping[str, str]], int]:
    """Make a weight that grows with `limit`; `steps` maps each greatest limit to its weight."""

    def weigh(sent: Mapping[str, str]) -> int:
        asked = sent.get("limit", "")
        limit = int(asked) if asked.isdigit() else default
        return next((weight for top, weight in steps.items() if limit <= top), max(steps.values()))

    return weigh

"""The values that travel through the stages."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import msgspec
from yarl import URL

from binance.credentials import Credentials
from binance.request.pools import Pool


class Api(StrEnum):
    """A family of endpoints: one host and one circuit breaker each (`sapi` shares spot's host)."""

    SPOT = "api"
    SAPI = "sapi"
    FUTURES = "fapi"
    COIN_FUTURES = "dapi"
    OPTIONS = "eapi"
    PORTFOLIO_MARGIN = "papi"
    ALPHA = "bapi"

    __hash__ = str.__hash__  # Enum's own is written in Python, and each stage looks one up


class Security(StrEnum):
    """What an endpoint wants to see, in Binance's words."""

    NONE = "NONE"
    MARKET_DATA = "MARKET_DATA"  # key
    USER_STREAM = "USER_STREAM"  # key
    USER_DATA = "USER_DATA"  # key and signature
    TRADE = "TRADE"  # key and signature
    MARGIN = "MARGIN"  # key and signature
    PREDICTION_TRADE = "PREDICTION_TRADE"  # key and signature

    @property
    def signed(self) -> bool:
        """True when a signature is wanted."""
        return self in _SIGNED


_SIGNED = frozenset(
    {Security.USER_DATA, Security.TRADE, Security.MARGIN, Security.PREDICTION_TRADE}
)


@dataclass(frozen=True, slots=True, eq=False)
class Endpoint:
    """All that is known of an endpoint before the first call."""

    name: str  # "GET /api/v3/account": its name in metrics and errors
    method: str
    path: str
    api: Api
    security: Security
    pool: Pool
    decoder: msgspec.json.Decoder[Any]
    cache_seconds: float  # 0: never from the cache
    repeatable: bool  # a read: repeating it changes nothing at Binance
    urgent: bool  # may use the part of the budget that is kept back
    teaches_limits: bool  # the answer states the current limits
    keyed: bool  # the key goes into the header
    signed: bool
    orders: int = 0  # unfilled orders it may make


_ANSWER_SECONDS = 0.5  # a call sent later than that before its deadline is sent in vain
_ANSWER_SHARE = 0.1  # of the time that is left, where that is less


class Request(msgspec.Struct, eq=False):
    """One call on its way down; the last fields are notes the stages leave."""

    endpoint: Endpoint
    query: str  # percent-encoded, not yet stamped or signed
    weight: int
    caller: int  # Telegram id of the user it is for; 0 is the bot itself
    credentials: Credentials | None
    deadline: float  # monotonic seconds
    cached: bool = False
    attempts: int = 0
    lend: Callable[[int], None] | None = None  # while it waits: lets it wait in another's name
    check: Callable[[], None] | None = None  # raises once it should not be sent any more
    by: Callable[["Request"], Awaitable["Response"]] | None = None  # sends it; None: by HTTP
    keep: Callable[[bytes], None] | None = None  # takes the body of the answer
    age: float = 0.0  # seconds since the answer left Binance, if another process got it

    def latest(self, now: float) -> float:
        """Give the moment by which it must be sent to have an answer in time; both monotonic."""
        return self.deadline - min(_ANSWER_SECONDS, (self.deadline - now) * _ANSWER_SHARE)


class WireRequest(msgspec.Struct, frozen=True, eq=False):
    """One attempt as it goes on the wire; carries a key and a signature, so it prints neither."""

    request: Request
    url: URL  # its bytes are those that were signed
    headers: Mapping[str, str] | None

    def __repr__(self) -> str:
        return f"WireRequest({self.request.endpoint.name})"


class Response(msgspec.Struct, frozen=True, eq=False):
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes


Call = Callable[[Request], Awaitable[Any]]  # gives the typed answer or raises
Exchange = Callable[[Request], Awaitable[Response]]  # gives whatever came back
Wire = Callable[[WireRequest], Awaitable[Response]]

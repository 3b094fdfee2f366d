"""Every error the package raises, and the tables that map Binance's answers to them.

BinanceError
├── MissingCredentials          the endpoint wants a key and the caller has none; nothing was sent
├── ClientClosed                the client was closed by its owner; nothing was sent
├── RequestInvalid              a parameter cannot be sent as given; nothing was sent
├── CallRefused                 the catalogue does not make this call; nothing was sent      (name)
│   ├── UnknownEndpoint         no endpoint is called that                               (closest)
│   ├── WrongParameters         unknown, missing or wrong ones, all at once             (problems)
│   └── CallNotAllowed          it moves money out and was not named beforehand
├── HostMissing                 the environment has no host for the endpoint; nothing was sent
├── CircuitOpen                 the upstream is failing; nothing was sent            (retry_after)
├── LimitReached                not now: over a limit                                (retry_after)
│   ├── BudgetExhausted         our own budget is used up; nothing was sent
│   ├── TooManyRequests         429, or -1003 with another status                        (code)
│   │   └── TooManyOrders       429 with -1015: unfilled orders of this account
│   └── IpBanned                418: every call of this address is refused for a while
├── NetworkError                no usable answer
│   ├── ConnectFailed           DNS, TCP or TLS failed; nothing was sent
│   ├── ConnectionLost          the socket died after sending began: outcome unknown
│   ├── RequestTimeout          no answer in time: outcome unknown
│   └── UnreadableAnswer        an answer that is not what the endpoint promises: outcome unknown
└── ApiError                    Binance answered with an error         (status, code, message)
    ├── ServerFault             5xx, -1000, -1001, -1006, -1007: outcome unknown
    │   └── Overloaded          -1008 and the definite 503 of futures: certainly not executed
    ├── Maintenance             -1016, -1109 on futures while paused
    ├── Forbidden               403: the firewall in front of Binance refused
    ├── RegionBlocked           451: not available from this country
    ├── KeyRejected             -1002, -2014, -2015, -2017, 401: key, address or right
    ├── SignatureRejected       -1022
    ├── ClockSkewed             -1021: the timestamp was outside the window
    ├── ParameterRejected       -11xx: a parameter is wrong
    │   └── UnknownSymbol       -1121
    ├── FilterFailure           -1013 and the filters of futures
    ├── OrderRejected           -1010, -2010, -2021, -2022 … : the engine said no
    │   ├── InsufficientBalance "insufficient balance", -2018, -2019; on /sapi -5013, -6012 …
    │   ├── DuplicateOrder      "Duplicate order sent.", -4116: this client id is already open
    │   ├── CancelRejected      -2011
    │   ├── CancelReplaceFailed spot's -2021, -2022: a half, or both, of a cancel-and-replace failed
    │   └── OrderNotFound       -2013; on spot -2026 (archived)
    └── NothingToChange         -4046, -4059: it is already so
"""

# ruff: noqa: N818 -- the names say what happened; "Error" at the end of each would add nothing

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar


class BinanceError(Exception):
    """Anything that kept a call from its answer."""

    outcome_unknown: ClassVar[bool] = False
    """True when a write may have been executed although no answer says so."""


class MissingCredentials(BinanceError):
    """The endpoint wants a key and the caller has none; nothing was sent."""

    def __init__(self, endpoint: str) -> None:
        super().__init__(f"{endpoint} wants an API key")
        self.endpoint = endpoint


class ClientClosed(BinanceError):
    """The client was closed by its owner; nothing was sent."""

    def __init__(self) -> None:
        super().__init__("the client was closed by its owner")


class RequestInvalid(BinanceError):
    """A parameter cannot be sent as given; nothing was sent."""

    def __init__(self, parameter: str, reason: str) -> None:
        super().__init__(f"{parameter} {reason}")
        self.parameter = parameter
        self.reason = reason


class CallRefused(BinanceError):
    """The catalogue does not make this call; nothing was sent."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name  # as it was given


class UnknownEndpoint(CallRefused):
    """No endpoint is called that."""

    def __init__(self, name: str, closest: Sequence[str]) -> None:
        super().__init__(name, f"no such endpoint{_did_you_mean(closest)}")
        self.closest = tuple(closest)


@dataclass(frozen=True, slots=True)
class ParameterProblem:
    """What is wrong with one parameter; the value itself is never quoted."""

    parameter: str
    reason: str  # "is required", "must be a whole number"
    closest: tuple[str, ...] = ()  # names, or values, that may have been meant


class WrongParameters(CallRefused):
    """Parameters are unknown, missing or wrong."""

    def __init__(self, name: str, problems: Sequence[ParameterProblem]) -> None:
        told = (f"{one.parameter} {one.reason}{_did_you_mean(one.closest)}" for one in problems)
        super().__init__(name, "; ".join(told))
        self.problems = tuple(problems)


class CallNotAllowed(CallRefused):
    """The call moves money out, or decides who may, and was not named beforehand."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "moves money out and was not allowed by name")


class HostMissing(BinanceError):
    """The environment has no host for the endpoint; nothing was sent."""

    def __init__(self, endpoint: str) -> None:
        super().__init__(f"{endpoint} is not available in this environment")
        self.endpoint = endpoint


class CircuitOpen(BinanceError):
    """The upstream is failing; nothing was sent."""

    def __init__(self, retry_after: float, upstream: str = "") -> None:
        super().__init__(f"{upstream or 'the upstream'} is failing, again in {retry_after:.1f} s")
        self.retry_after = retry_after  # seconds
        self.upstream = upstream


class LimitReached(BinanceError):
    """Not now: over a limit."""

    def __init__(self, retry_after: float, endpoint: str = "") -> None:
        super().__init__(f"{endpoint or 'a call'} is over a limit, again in {retry_after:.1f} s")
        self.retry_after = retry_after  # seconds
        self.endpoint = endpoint


class BudgetExhausted(LimitReached):
    """The bot's own budget is used up; nothing was sent."""


class TooManyRequests(LimitReached):
    """429: over a limit of this address; nothing was executed."""

    code: int = 429
    """The HTTP status, or Binance's -1003 where it came with another status."""


class TooManyOrders(TooManyRequests):
    """429 with -1015: this account has too many unfilled orders."""


class IpBanned(LimitReached):
    """418: every call of this address is refused for a while."""


class NetworkError(BinanceError):
    """No usable answer."""

    def __init__(self, endpoint: str, reason: str = "") -> None:
        super().__init__(f"{endpoint}: {reason}" if reason else endpoint)
        self.endpoint = endpoint
        self.reason = reason


class ConnectFailed(NetworkError):
    """DNS, TCP or TLS failed; nothing was sent."""


class ConnectionLost(NetworkError):
    """The socket died after sending began."""

    outcome_unknown = True

    def __init__(self, endpoint: str, reason: str = "", *, reused: bool = False) -> None:
        super().__init__(endpoint, reason)
        self.reused = reused  # the socket had carried an earlier call: it may have been stale


class RequestTimeout(NetworkError):
    """No answer in time."""

    outcome_unknown = True


class UnreadableAnswer(NetworkError):
    """An answer that is not what the endpoint promises."""

    outcome_unknown = True


class ApiError(BinanceError):
    """Binance answered with an error."""

    def __init__(self, status: int, code: int | None, message: str, endpoint: str) -> None:
        number = "" if code is None else f" {code}"
        super().__init__(f"{endpoint}: HTTP {status}{number} {message}".rstrip())
        self.status = status
        self.code = code
        self.message = message  # as Binance words it, empty when the body was not JSON
        self.endpoint = endpoint


class ServerFault(ApiError):
    """5xx, 408, -1000, -1001, -1006 or -1007."""

    outcome_unknown = True


class Overloaded(ServerFault):
    """-1008 and the definite 503 of futures: certainly not executed."""

    outcome_unknown = False


class Maintenance(ApiError):
    """The service is paused."""


class Forbidden(ApiError):
    """403: the firewall in front of Binance refused."""


class RegionBlocked(ApiError):
    """451: not available from this country."""


class KeyRejected(ApiError):
    """The key is unknown, comes from a foreign address or lacks the right."""


class SignatureRejected(ApiError):
    """-1022: the signature does not fit the key."""


class ClockSkewed(ApiError):
    """-1021: the timestamp was outside the window; not executed."""


class ParameterRejected(ApiError):
    """A parameter is wrong."""


class UnknownSymbol(ParameterRejected):
    """-1121: no such symbol."""


class FilterFailure(ApiError):
    """A price or quantity breaks a filter of the symbol."""


class OrderRejected(ApiError):
    """The matching engine said no."""


class InsufficientBalance(OrderRejected):
    """Not enough balance or margin."""


class DuplicateOrder(OrderRejected):
    """This client order id is already open."""


class CancelRejected(OrderRejected):
    """-2011: the order cannot be cancelled, most often because it is no longer open."""


class CancelReplaceFailed(OrderRejected):
    """A half, or both, of a cancel-and-replace failed: the old order may be gone without a new one.

    Each result is SUCCESS, FAILURE or NOT_ATTEMPTED; the codes are those of the failed halves.
    """

    cancel_result: str = ""
    cancel_code: int | None = None
    new_order_result: str = ""
    new_order_code: int | None = None


class OrderNotFound(OrderRejected):
    """-2013, on spot also -2026: no such order, or archived."""


class NothingToChange(ApiError):
    """-4046, -4059: it is already so."""


def _did_you_mean(closest: Sequence[str]) -> str:
    return f" (did you mean {', '.join(closest)}?)" if closest else ""

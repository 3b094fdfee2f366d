"""One declaration per endpoint: the signature of the method is the declaration.

@endpoint("GET", "/api/v3/klines", weight=2, cache_seconds=5)
async def klines(self, symbol: str, interval: Interval, limit: int = 500) -> list[Kline]: ...
"""

import functools
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from typing import Any, ClassVar, NamedTuple, Protocol, TypeVar, cast, get_type_hints

from binance.credentials import Credentials
from binance.exceptions import MissingCredentials
from binance.models.model import decoder_of
from binance.request.pools import Limit, pool_of
from binance.request.request import Api, Endpoint, Request, Security
from binance.request.signature import Signature

_Method = TypeVar("_Method", bound=Callable[..., Coroutine[Any, Any, Any]])

Weight = int | Callable[[Mapping[str, Any]], int]
"""A number, or a function of the parameters by their Python names (those not given are None)."""

_OPEN = "/{api}/"  # the beginning of a path that several APIs have


class Declaration(NamedTuple):
    """All that was declared: what the tests hold against Binance's own table."""

    endpoint: Endpoint
    signature: Signature
    weight: Weight


class Core(Protocol):
    """What carries requests out."""

    def call(self, request: Request) -> Awaitable[Any]:
        """Send the request through the stages and give the typed answer."""

    def deadline(self) -> float:
        """Give the moment (monotonic seconds) by which a call made now must have its answer."""


class ApiGroup:
    """Endpoints that belong together, for one caller with or without a key."""

    __slots__ = ("_caller", "_core", "_credentials")
    api: ClassVar[Api]  # of a group that has endpoints of more than one API

    def __init__(self, core: Core, caller: int, credentials: Credentials | None) -> None:
        self._core = core
        self._caller = caller
        self._credentials = credentials

    def _send(self, endpoint: Endpoint, query: str, weight: int) -> Awaitable[Any]:
        credentials = self._credentials if endpoint.keyed else None
        if endpoint.keyed and credentials is None:
            raise MissingCredentials(endpoint.name)
        core = self._core
        return core.call(
            Request(endpoint, query, weight, self._caller, credentials, core.deadline())
        )


def endpoint(  # noqa: PLR0913 -- all but the first two are keywords: the words of a declaration
    method: str,
    path: str,
    *,
    weight: Weight | Mapping[str, int] = 1,
    security: Security = Security.NONE,
    limit: Limit = Limit.IP,
    api: Api | None = None,
    cache_seconds: float = 0.0,
    read: bool | None = None,
    urgent: bool = False,
    teaches_limits: bool = False,
    orders: int = 0,
) -> Callable[[_Method], _Method]:
    """Declare the endpoint a method stands for; the method's body is never run.

    The parameters are the method's, the answer's type is its return annotation. `read` tells that
    a call that is not a GET changes nothing and may be repeated; `cache_seconds` is for answers
    that are the same for everybody; `api` names the host of a path whose first word does not;
    `orders` is how many a call places. A path that begins with "/{api}/" is the same at every API
    whose group has the method; `weight` may then be a figure for each: {"fapi": 30, "dapi": 20}.
    Fails with `TypeError` when the declaration is not possible, where it is made or where the
    method is first looked at.
    """
    if cache_seconds and security is not Security.NONE:
        raise TypeError(f"{path}: an answer that belongs to a key must not be shared")

    is_open = path.startswith(_OPEN)
    fixed = None if is_open else api or Api(path.split("/")[1])

    def made(function: Callable[..., Any], owner: type[ApiGroup]) -> Callable[..., Any]:
        host = fixed or owner.api
        full = path.format(api=host) if is_open else path
        name = f"{method} {full}"
        declared = Endpoint(
            name=name,
            method=method,
            path=full,
            api=host,
            security=security,
            pool=pool_of(host, name, limit),
            decoder=decoder_of(get_type_hints(function)["return"]),
            cache_seconds=cache_seconds,
            repeatable=method == "GET" if read is None else read,
            urgent=urgent,
            teaches_limits=teaches_limits,
            keyed=security is not Security.NONE,
            signed=security.signed,
            orders=orders,
        )
        cost = weight[host] if isinstance(weight, Mapping) else weight
        return _method(function, declared, Signature(function), cost)

    def declare(function: _Method) -> _Method:
        return cast("_Method", _Unread(functools.partial(made, function), is_open=is_open))

    return declare


def declared(method: Callable[..., Any]) -> Endpoint:
    """Give the endpoint a declared method stands for."""
    declaration: Declaration = method.declaration  # type: ignore[attr-defined] # set by `endpoint`
    return declaration.endpoint


class _Unread:
    """A declaration nobody has looked at: of hundreds of endpoints a program uses few.

    Looked at, it makes the method and puts it in its own place; one of several APIs, in the place
    of the class that was looked at.
    """

    __slots__ = ("_is_open", "_make", "_name", "_owner")

    def __init__(self, make: Callable[[type[ApiGroup]], Any], *, is_open: bool) -> None:
        self._make = make
        self._is_open = is_open

    def __set_name__(self, owner: type[ApiGroup], name: str) -> None:
        self._owner = owner
        self._name = name

    def __get__(self, instance: object, owner: type[ApiGroup]) -> Any:
        method = self._make(owner)
        setattr(owner if self._is_open else self._owner, self._name, method)
        return method.__get__(instance, owner)


def _method(
    function: Callable[..., Any], declared: Endpoint, signature: Signature, weight: Weight
) -> Callable[..., Any]:
    @functools.wraps(function)
    def call(self: ApiGroup, *args: Any, **kwargs: Any) -> Awaitable[Any]:
        values = signature.values(args, kwargs)
        cost = weight if isinstance(weight, int) else weight(signature.by_name(values))
        return self._send(declared, signature.write(values), cost)

    call.declaration = Declaration(declared, signature, weight)  # type: ignore[attr-defined] # read by the tests
    return call

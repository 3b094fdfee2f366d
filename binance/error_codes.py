"""Which error class Binance's numbers stand for.

The same number may mean different things on spot and on futures: each has its own table.

https://developers.binance.com/docs/binance-spot-api-docs/errors
https://developers.binance.com/docs/derivatives/usds-margined-futures/error-code
https://developers.binance.com/docs/wallet/error-code
"""

from collections.abc import Mapping
from types import MappingProxyType

from binance.exceptions import (
    ApiError,
    CancelRejected,
    CancelReplaceFailed,
    ClockSkewed,
    DuplicateOrder,
    FilterFailure,
    Forbidden,
    InsufficientBalance,
    KeyRejected,
    Maintenance,
    NothingToChange,
    OrderNotFound,
    OrderRejected,
    Overloaded,
    ParameterRejected,
    RegionBlocked,
    ServerFault,
    SignatureRejected,
    UnknownSymbol,
)

Table = Mapping[int, type[ApiError]]


def _table(*rows: tuple[type[ApiError], tuple[int, ...]]) -> Table:
    return MappingProxyType({code: kind for kind, codes in rows for code in codes})


def _span(first: int, last: int) -> tuple[int, ...]:
    return tuple(range(first, last - 1, -1))


EVERYWHERE: Table = _table(
    (ParameterRejected, (*_span(-1100, -1108), -1111, *_span(-1112, -1119), -1120, -1122)),
    (ParameterRejected, (*_span(-1126, -1136), -1145, *_span(-1151, -1168), -1194)),
    (ParameterRejected, (*_span(-1196, -1199), *_span(-1210, -1211), *_span(-1220, -1225))),
    (ParameterRejected, (-1014, -1020, -2039)),
    (UnknownSymbol, (-1121,)),
    (ServerFault, (-1000, -1001, -1006, -1007)),
    (Overloaded, (-1008,)),
    (Maintenance, (-1016,)),
    (KeyRejected, (-1002, -2008, -2014, -2015, -2017)),
    (SignatureRejected, (-1022,)),
    (ClockSkewed, (-1021,)),
    (FilterFailure, (-1013,)),
    (OrderRejected, (-1010, -2010, -2016, -2021, -2022, -2038)),
    (CancelRejected, (-2011,)),
    (OrderNotFound, (-2013,)),
)
"""Numbers that mean the same wherever they are used."""

SPOT: Table = _table(
    # -2021: one half of a cancel-and-replace failed (409); -2022: both halves did.
    (CancelReplaceFailed, (-2021, -2022)),
    (OrderNotFound, (-2026,)),  # archived: cancelled or expired unfilled over 90 days ago
)
"""Numbers of /api; /sapi uses them for margin orders."""

WALLET: Table = _table(
    # Of dust, transfers, margin loans, earn.
    (InsufficientBalance, (-5002, -5013, -3041, -6012, -6018)),
)
"""Numbers only /sapi has."""

FUTURES: Table = _table(
    # -2021: it would trigger at once; -2022: reduceOnly was refused; -2026: a type reduceOnly
    # does not have.
    (OrderRejected, (-2020, -2021, -2022, *_span(-2023, -2028))),
    (InsufficientBalance, (-2018, -2019)),
    (FilterFailure, (*_span(-4001, -4005), *_span(-4012, -4014), -4016, -4023, -4024)),
    (FilterFailure, (-4131, -4164, -4183, -4184, -4210, -4211)),
    (ParameterRejected, (-2007, -4006, -4007, -4015, -4028, -4082, -4083, -4137, -4138)),
    (DuplicateOrder, (-4116,)),
    (NothingToChange, (-4046, -4059, -4171)),
    (OrderRejected, (-4045, *_span(-4060, -4062), -4087, -4088, *_span(-4105, -4107))),
    (OrderRejected, (-4118, -4120, -4130, -4189, -4509)),
    (OrderRejected, (*_span(-5021, -5027), -5029, *_span(-5037, -5041), -5043, -5047)),
    (ClockSkewed, (-5028,)),  # the engine's own look at recvWindow
)
"""Numbers of /fapi and /dapi."""

_STATUSES: Table = _table(
    (KeyRejected, (401,)),
    (Forbidden, (403,)),
    (ServerFault, (408,)),  # the backend of futures timed out
    (RegionBlocked, (451,)),
)

_PRODUCTS: Mapping[str, Table] = MappingProxyType(
    {
        "api": SPOT,
        "sapi": {**SPOT, **WALLET},
        "fapi": FUTURES,
        "dapi": FUTURES,
        "papi": FUTURES,  # its contracts are theirs
        "eapi": EVERYWHERE,
        "bapi": EVERYWHERE,
    }
)

# One number for many refusals: the words tell them apart.
_WORDED = frozenset({-1010, -1013, -2010, -2011, -2038})
_WORDS: tuple[tuple[str, type[ApiError]], ...] = (
    ("duplicate order sent", DuplicateOrder),
    ("insufficient balance", InsufficientBalance),
    ("filter failure", FilterFailure),
)

# Only these answers of 503 on futures say that nothing was executed.
_DEFINITE_503 = ("service unavailable", "internal error; unable to process")


def class_of(api: str, status: int, code: int | None, message: str) -> type[ApiError]:
    """Give the class of an error answer of this family of endpoints ("api", "fapi" …)."""
    if status >= 500:
        return _class_of_fault(api, status, code, message)
    if code is not None:
        if code == -1109 and api in {"fapi", "dapi"} and "pause" in message.lower():
            return Maintenance
        kind = _PRODUCTS[api].get(code) or EVERYWHERE.get(code)
        if kind is not None:
            return _by_words(code, message) or kind
    return _STATUSES.get(status, ApiError)


def _class_of_fault(api: str, status: int, code: int | None, message: str) -> type[ApiError]:
    """5xx: unknown, unless Binance says plainly that nothing was executed."""
    if code == -1008:
        return Overloaded
    if code == -1016:
        return Maintenance
    if status == 503 and api in {"fapi", "dapi"}:
        worded = message.lower()
        if any(words in worded for words in _DEFINITE_503):
            return Overloaded
    return ServerFault


def _by_words(code: int, message: str) -> type[ApiError] | None:
    if code not in _WORDED:
        return None
    worded = message.lower()
    return next((kind for words, kind in _WORDS if words in worded), None)

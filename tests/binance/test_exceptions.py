"""The error tree: as drawn, and free of secrets."""

import inspect
import re

import pytest

from binance import exceptions
from binance.error_codes import class_of
from binance.exceptions import (
    ApiError,
    BinanceError,
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
from binance.request.request import Api


def test_tree_is_as_drawn() -> None:
    """The drawing at the top of the module is the tree the classes make."""
    drawn: dict[str, str | None] = {}
    path: list[str] = []
    for line in (exceptions.__doc__ or "").splitlines():
        found = re.match(r"([│├└─ ]*)([A-Z]\w+)", line)
        if found is None or line.startswith("Every"):
            continue
        depth = len(found[1]) // 4
        path[depth:] = [found[2]]
        drawn[found[2]] = path[depth - 1] if depth else "Exception"
    made = {
        name: kind.__base__.__name__
        for name, kind in inspect.getmembers(exceptions, inspect.isclass)
        if issubclass(kind, BinanceError) and kind.__base__ is not None
    }

    assert drawn == made


@pytest.mark.parametrize(
    ("api", "status", "code", "message", "kind"),
    [
        ("api", 400, -1121, "Invalid symbol.", UnknownSymbol),
        ("api", 400, -1100, "Illegal characters", ParameterRejected),
        ("api", 400, -1021, "Timestamp …", ClockSkewed),
        ("api", 400, -1022, "Signature …", SignatureRejected),
        ("api", 401, -2015, "Invalid API-key", KeyRejected),
        ("api", 400, -2014, "API-key format invalid.", KeyRejected),
        ("api", 401, None, "", KeyRejected),
        ("api", 400, -1013, "Filter failure: LOT_SIZE", FilterFailure),
        ("api", 400, -2010, "Filter failure: NOTIONAL", FilterFailure),
        ("api", 400, -2010, "Account has insufficient balance", InsufficientBalance),
        ("api", 400, -2010, "Duplicate order sent.", DuplicateOrder),
        ("api", 400, -2010, "Order would immediately match", OrderRejected),
        ("api", 400, -2011, "Unknown order sent.", CancelRejected),
        ("api", 400, -2013, "Order does not exist.", OrderNotFound),
        ("api", 409, -2021, "Order cancel-replace partially failed.", CancelReplaceFailed),
        ("fapi", 400, -2021, "Order would immediately trigger.", OrderRejected),
        ("api", 400, -2022, "Order cancel-replace failed.", CancelReplaceFailed),
        ("fapi", 400, -2022, "ReduceOnly Order is rejected.", OrderRejected),
        ("api", 400, -2026, "Order was canceled or expired …", OrderNotFound),
        ("fapi", 400, -2026, "This OrderType is not supported", OrderRejected),
        ("fapi", 400, -2019, "Margin is insufficient.", InsufficientBalance),
        ("api", 400, -2019, "", ApiError),
        ("sapi", 400, -5013, "Asset transfer failed", InsufficientBalance),
        ("sapi", 400, -6012, "Balance not enough", InsufficientBalance),
        ("fapi", 400, -5013, "", ApiError),
        ("fapi", 400, -4046, "No need to change margin type.", NothingToChange),
        ("sapi", 400, -4046, "", ApiError),
        ("sapi", 400, -4047, "", ApiError),
        ("fapi", 400, -4116, "", DuplicateOrder),
        ("fapi", 400, -4014, "", FilterFailure),
        ("fapi", 400, -5028, "", ClockSkewed),
        ("fapi", 400, -1109, "Invalid account.", ApiError),
        ("fapi", 400, -1109, "Trading is paused", Maintenance),
        ("api", 403, None, "", Forbidden),
        ("api", 451, None, "", RegionBlocked),
        ("fapi", 408, None, "", ServerFault),
        ("api", 500, None, "", ServerFault),
        ("api", 400, -1001, "Internal error", ServerFault),
        ("api", 504, -1007, "Timeout waiting for response", ServerFault),
        ("api", 503, -1008, "Server is overloaded", Overloaded),
        ("api", 503, None, "Service Unavailable.", ServerFault),
        ("fapi", 503, None, "Service Unavailable.", Overloaded),
        ("fapi", 503, None, "Unknown error, please check", ServerFault),
        ("api", 503, -1016, "no longer available", Maintenance),
        ("api", 500, -2010, "", ServerFault),
        ("api", 400, -9999, "", ApiError),
        ("api", 404, None, "", ApiError),
        ("papi", 400, -2021, "Order would immediately trigger.", OrderRejected),
        ("papi", 400, -4116, "", DuplicateOrder),
        ("eapi", 400, -1121, "Invalid symbol.", UnknownSymbol),
    ],
)
def test_code_gives_class(
    api: str, status: int, code: int | None, message: str, kind: type[ApiError]
) -> None:
    """Numbers mean what they mean for their product, and 5xx wins over a number."""
    assert class_of(api, status, code, message) is kind


@pytest.mark.parametrize("api", Api)
def test_every_host_has_numbers(api: Api) -> None:
    """A refusal of any family of endpoints is a typed error, with a number nobody knows too."""
    assert class_of(api, 401, -2015, "") is KeyRejected
    assert class_of(api, 400, -98765, "") is ApiError


@pytest.mark.parametrize(
    ("error", "unknown"),
    [
        (exceptions.ConnectFailed("GET /x"), False),
        (exceptions.ConnectionLost("GET /x"), True),
        (exceptions.RequestTimeout("GET /x"), True),
        (exceptions.UnreadableAnswer("GET /x"), True),
        (ServerFault(500, None, "", "GET /x"), True),
        (Overloaded(503, -1008, "", "GET /x"), False),
        (ClockSkewed(400, -1021, "", "GET /x"), False),
        (OrderRejected(400, -2010, "", "GET /x"), False),
        (exceptions.TooManyRequests(1.0), False),
        (exceptions.CircuitOpen(1.0), False),
        (exceptions.ClientClosed(), False),
    ],
)
def test_outcome_of_a_write(error: BinanceError, unknown: bool) -> None:
    """Only errors that leave the fate of a write open say so."""
    assert error.outcome_unknown is unknown

"""The budgets Binance counts a call against.

https://developers.binance.com/docs/binance-spot-api-docs/rest-api/limits
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from multidict import istr

_NOWHERE = istr("")  # Binance does not say how much is used
_USED_WEIGHT = istr("X-MBX-USED-WEIGHT-1M")
_SAPI_IP = istr("X-SAPI-USED-IP-WEIGHT-1M")
_SAPI_UID = istr("X-SAPI-USED-UID-WEIGHT-1M")
SECONDS = {"SECOND": 1, "MINUTE": 60, "HOUR": 3_600, "DAY": 86_400}
"""The intervals Binance names."""


class Limit(StrEnum):
    """Whose budget an endpoint under /sapi draws on."""

    IP = "IP"
    UID = "UID"  # the account


@dataclass(frozen=True, slots=True, eq=False)
class Pool:
    """One budget: so much weight in each window; windows begin with the clock, not the call."""

    name: str
    limit: int  # in a window, until Binance states another
    seconds: int  # length of a window
    header: istr  # where Binance says how much is used; empty: nowhere
    per_account: bool = False


SPOT = Pool("spot", 6_000, 60, _USED_WEIGHT)
FUTURES = Pool("futures", 2_400, 60, _USED_WEIGHT)  # fapi and dapi share it since 2026-06-30
FUTURES_DATA = Pool("futures data", 1_000, 300, _NOWHERE)  # calls, not weight
FUNDING = Pool("funding", 500, 300, _NOWHERE)  # calls, not weight
OPTIONS = Pool("options", 400, 60, _USED_WEIGHT)  # the smallest figure known for it
PORTFOLIO_MARGIN = Pool("portfolio margin", 6_000, 60, _USED_WEIGHT)
SPOT_REQUESTS = Pool("spot requests", 300_000, 300, _NOWHERE)  # calls, whatever their weight
ALPHA = Pool("alpha", 1_200, 60, _NOWHERE)  # Binance names no limit

_BY_API = {
    "api": SPOT,
    "fapi": FUTURES,
    "dapi": FUTURES,
    "eapi": OPTIONS,
    "papi": PORTFOLIO_MARGIN,
    "bapi": ALPHA,
}
_FUNDING_PATHS = frozenset({"/fapi/v1/fundingRate", "/fapi/v1/fundingInfo"})


def pool_of(api: str, name: str, limit: Limit) -> Pool:
    """Give the budget an endpoint draws on; `name` is its method and path."""
    path = name.partition(" ")[2]
    if path.startswith("/futures/data/"):
        return FUTURES_DATA
    if path in _FUNDING_PATHS:
        return FUNDING
    return sapi_pool(name, limit) if api == "sapi" else _BY_API[api]


def exchange_of(api: str) -> Pool:
    """Give the weight budget that stands for an API's exchange: /sapi places spot's orders."""
    return SPOT if api == "sapi" else _BY_API[api]


@cache
def sapi_pool(name: str, limit: Limit) -> Pool:
    """Give the budget of one endpoint under /sapi: each has its own, however it is declared."""
    if limit is Limit.UID:
        return Pool(name, 180_000, 60, _SAPI_UID, per_account=True)
    return Pool(name, 12_000, 60, _SAPI_IP)


def orders_pool(family: str, interval: str, number: int, limit: int) -> Pool:
    """Give the budget of an account's unfilled orders in one interval. Fails with `KeyError`."""
    return Pool(
        f"{family} orders {number}{interval[0]}",
        limit,
        SECONDS[interval] * number,
        istr(f"X-MBX-ORDER-COUNT-{number}{interval[0]}"),
        per_account=True,
    )


ORDERS = {
    SPOT: (orders_pool("spot", "SECOND", 10, 100), orders_pool("spot", "DAY", 1, 200_000)),
    FUTURES: (
        orders_pool("futures", "SECOND", 10, 300),
        orders_pool("futures", "MINUTE", 1, 1_200),
    ),
    OPTIONS: (
        orders_pool("options", "SECOND", 10, 30),
        orders_pool("options", "MINUTE", 1, 100),
    ),
    PORTFOLIO_MARGIN: (orders_pool("portfolio margin", "MINUTE", 1, 1_200),),
    ALPHA: (),
}
"""By the weight budget of the same exchange, until exchangeInfo states others."""

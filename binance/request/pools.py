"""The budgets Binance counts a call against.

https://developers.binance.com/docs/binance-spot-api-docs/rest-api/limits
"""

from dataclasses import dataclass
from enum import StrEnum

from multidict import istr

_USED_WEIGHT = istr("X-MBX-USED-WEIGHT-1M")
_SAPI_IP = istr("X-SAPI-USED-IP-WEIGHT-1M")
_SAPI_UID = istr("X-SAPI-USED-UID-WEIGHT-1M")


class Limit(StrEnum):
    """Whose budget an endpoint under /sapi draws on."""

    IP = "IP"
    UID = "UID"  # the account


@dataclass(frozen=True, slots=True, eq=False)
class Pool:
    """One budget: so much weight in each window; windows begin with the clock, not the call."""

    name: str
    limit: int  # weight in a window, until Binance states another
    seconds: int  # length of a window
    header: istr  # where Binance says how much is used
    per_account: bool = False


SPOT = Pool("spot", 6_000, 60, _USED_WEIGHT)
FUTURES = Pool("futures", 2_400, 60, _USED_WEIGHT)  # fapi and dapi share it since 2026-06-30


def sapi_pool(name: str, limit: Limit) -> Pool:
    """Give the budget of one endpoint under /sapi: each has its own."""
    if limit is Limit.UID:
        return Pool(name, 180_000, 60, _SAPI_UID, per_account=True)
    return Pool(name, 12_000, 60, _SAPI_IP)

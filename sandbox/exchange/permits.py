"""What a symbol allows at all: kinds of orders, ways to place them, and to whom."""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from sandbox.exchange.errors import Refusal, rejected
from sandbox.exchange.orders import Order

ORDER_TYPES = (
    "LIMIT",
    "LIMIT_MAKER",
    "MARKET",
    "STOP_LOSS",
    "STOP_LOSS_LIMIT",
    "TAKE_PROFIT",
    "TAKE_PROFIT_LIMIT",
)
STP_MODES = ("EXPIRE_TAKER", "EXPIRE_MAKER", "EXPIRE_BOTH", "DECREMENT", "TRANSFER")
HELD = frozenset({"TRD_GRP_002"})  # the permissions every account has


@dataclass(frozen=True, kw_only=True, slots=True)
class Permits:
    """What one symbol allows."""

    order_types: tuple[str, ...] = ORDER_TYPES
    iceberg: bool = True
    quote_order_qty: bool = True
    stp_modes: tuple[str, ...] = STP_MODES
    groups: tuple[str, ...] = ("TRD_GRP_002", "TRD_GRP_004")  # who may trade it


_USUAL = Permits()
_SPECIAL = MappingProxyType(
    {
        "GRTUSDT": Permits(order_types=("LIMIT", "LIMIT_MAKER", "MARKET", "STOP_LOSS_LIMIT")),
        "SANDUSDT": Permits(iceberg=False),
        "MANAUSDT": Permits(quote_order_qty=False),
        "AXSUSDT": Permits(stp_modes=("NONE", "EXPIRE_MAKER")),
        "EGLDUSDT": Permits(groups=("TRD_GRP_004",)),
    }
)


def permits_of(name: str) -> Permits:
    """Give what a spot symbol allows."""
    return _SPECIAL.get(name, _USUAL)


def permission_sets(name: str, *, margin: bool) -> list[list[str]]:
    """Write whose account may trade a symbol: one of each list."""
    own = permits_of(name).groups
    market = (["SPOT"] if "TRD_GRP_002" in own else []) + (["MARGIN"] if margin else [])
    return [[*market, *own]]


def flags(name: str) -> dict[str, Any]:
    """Write what a symbol allows, as exchangeInfo does."""
    permits = permits_of(name)
    return {
        "orderTypes": list(permits.order_types),
        "icebergAllowed": permits.iceberg,
        "quoteOrderQtyMarketAllowed": permits.quote_order_qty,
        "defaultSelfTradePreventionMode": "EXPIRE_MAKER",
        "allowedSelfTradePreventionModes": list(permits.stp_modes),
    }


def check(order: Order) -> None:
    """Check that the symbol allows such an order. Fails with -1013 and -2010."""
    permits = permits_of(order.symbol)
    if not HELD.intersection(permits.groups):
        raise rejected("This symbol is not permitted for this account.")
    if order.type not in permits.order_types:
        name = order.type.replace("_", " ").capitalize()
        raise Refusal(-1013, f"{name} orders are not supported for this symbol.")
    if order.iceberg_qty and not permits.iceberg:
        raise Refusal(-1013, "Iceberg orders are not supported for this symbol.")
    if order.quote_order_qty and not permits.quote_order_qty:
        raise Refusal(-1013, "Quote order qty market orders are not support for this symbol.")
    if order.self_trade_prevention not in permits.stp_modes:
        raise Refusal(-1013, "This symbol does not allow the specified self-trade prevention mode.")

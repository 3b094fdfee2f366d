"""What calls of the WebSocket APIs weigh where it depends on the parameters: as over HTTP.

https://developers.binance.com/docs/binance-spot-api-docs/web-socket-api/rate-limits
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from binance.catalogue_table.ws_row import WsRow
from binance.public.futures_weights import depth_weight as futures_depth_weight

Sent = Mapping[str, Any]


def weight_of(row: WsRow, sent: Sent) -> int:
    """Give what a call with these parameters, by their names on the wire, weighs."""
    weigh = _WEIGHTS.get(row.name)
    return row.weight if weigh is None else weigh(sent)


def _depth(sent: Sent) -> int:
    limit = sent.get("limit", 100)
    return next(
        (weight for most, weight in ((100, 5), (500, 25), (1000, 50)) if limit <= most), 250
    )


def _futures_depth(sent: Sent) -> int:
    return futures_depth_weight({"limit": sent.get("limit", 500)})


def _names(sent: Sent) -> int:
    """Count the symbols asked for; 0 stands for all."""
    return 1 if "symbol" in sent else len(sent.get("symbols", ()))


def _day(sent: Sent) -> int:
    names = _names(sent)
    return 80 if not names or names > 100 else 2 if names <= 20 else 40


def _windows(sent: Sent) -> int:
    return min(4 * (_names(sent) or 50), 200)


def _rules(sent: Sent) -> int:
    return min(2 * (_names(sent) or 20), 40)


def _either(name: str, given: int, missing: int) -> Callable[[Sent], int]:
    return lambda sent: given if name in sent else missing


_WEIGHTS: Mapping[str, Callable[[Sent], int]] = MappingProxyType(
    {
        "depth": _depth,
        "executionRules": _rules,
        "futures.depth": _futures_depth,
        "futures.ticker.book": _either("symbol", 2, 5),
        "futures.ticker.price": _either("symbol", 1, 2),
        "myPreventedMatches": _either("preventedMatchId", 2, 20),
        "myTrades": _either("orderId", 5, 20),
        "openOrders.status": _either("symbol", 6, 80),
        "order.test": lambda sent: 20 if sent.get("computeCommissionRates") else 1,
        "sor.order.test": lambda sent: 20 if sent.get("computeCommissionRates") else 1,
        "ticker": _windows,
        "ticker.24hr": _day,
        "ticker.book": _either("symbol", 2, 4),
        "ticker.price": _either("symbol", 2, 4),
        "ticker.tradingDay": _windows,
    }
)

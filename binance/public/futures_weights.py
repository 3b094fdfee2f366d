"""Weights of futures that depend on what is asked for; USDⓈ-M and COIN-M weigh alike."""

from collections.abc import Mapping
from typing import Any


def klines_weight(parameters: Mapping[str, Any]) -> int:
    """Weigh candles by their number."""
    limit = parameters["limit"]
    for least, weight in ((1001, 10), (500, 5), (100, 2)):
        if limit >= least:
            return weight
    return 1


def depth_weight(parameters: Mapping[str, Any]) -> int:
    """Weigh an order book by its levels."""
    limit = parameters["limit"]
    for most, weight in ((50, 2), (100, 5), (500, 10)):
        if limit <= most:
            return weight
    return 20

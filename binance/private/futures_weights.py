"""Weights of contracts that depend on what is asked for; the same on both exchanges."""

from collections.abc import Mapping
from typing import Any


def open_orders_weight(parameters: Mapping[str, Any]) -> int:
    """Weigh the open orders of one or all symbols."""
    return 40 if parameters["symbol"] is None else 1


def force_orders_weight(parameters: Mapping[str, Any]) -> int:
    """Weigh the forced orders of one or all symbols."""
    return 50 if parameters["symbol"] is None else 20


def trading_status_weight(parameters: Mapping[str, Any]) -> int:
    """Weigh the status of trading on one or all symbols."""
    return 10 if parameters["symbol"] is None else 1


def coin_brackets_weight(parameters: Mapping[str, Any]) -> int:
    """Weigh the brackets of one or all COIN-M contracts."""
    return 2 if parameters["symbol"] is None else 1

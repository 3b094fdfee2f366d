"""Weights of margin that depend on what is asked for."""

from collections.abc import Mapping
from typing import Any

from binance.enums import SideEffect

_BORROWING = frozenset({SideEffect.MARGIN_BUY, SideEffect.AUTO_BORROW_REPAY})


def order_weight(parameters: Mapping[str, Any]) -> int:
    """Weigh an order: much when it borrows."""
    return 1500 if parameters["side_effect_type"] in _BORROWING else 6


def cross_data_weight(parameters: Mapping[str, Any]) -> int:
    """Weigh the rates of one or all assets."""
    return 5 if parameters["coin"] is None else 1


def isolated_data_weight(parameters: Mapping[str, Any]) -> int:
    """Weigh the rates of one or all pairs."""
    return 10 if parameters["symbol"] is None else 1

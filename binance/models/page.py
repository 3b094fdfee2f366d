"""Answers that come in pages.

https://developers.binance.com/docs/margin_trading
"""

from typing import Generic, TypeVar

import msgspec

from binance.models.model import Model

_Row = TypeVar("_Row")


class Page(Model, Generic[_Row]):
    """Some rows of many."""

    rows: list[_Row] = msgspec.field(default_factory=list)
    total: int = 0  # rows on all pages

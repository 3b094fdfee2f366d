"""Answers that come in pages.

https://developers.binance.com/docs/margin_trading
"""

from typing import Generic, TypeVar

import msgspec

from binance.models.model import Model, Number

_Row = TypeVar("_Row")


class Page(Model, Generic[_Row]):
    """Some rows of many."""

    rows: list[_Row] = msgspec.field(default_factory=list)
    total: Number = Number(0)  # rows on all pages; earn writes some as text

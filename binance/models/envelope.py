"""Answers that come wrapped.

https://developers.binance.com/docs/mining
"""

from typing import Generic, TypeVar

from binance.models.model import Model

_Data = TypeVar("_Data")


class Envelope(Model, Generic[_Data]):
    """What was asked for, as `data`, beside a code and a message."""

    data: _Data
    code: int = 0
    msg: str | None = None

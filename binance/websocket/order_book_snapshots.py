# mypy: disable-error-code="empty-body"
"""Snapshots for order books: as fresh as Binance has them."""

from collections.abc import Callable, Mapping
from typing import Any

from binance.models.futures_market import FuturesDepth
from binance.models.market import Depth
from binance.request.endpoint import ApiGroup, endpoint
from binance.websocket.order_book_budget import FUTURES_LADDER, SPOT_LADDER, Ladder, rung


def _weight_on(ladder: Ladder) -> Callable[[Mapping[str, Any]], int]:
    return lambda parameters: rung(ladder, parameters["limit"])[1]


class Snapshots(ApiGroup):
    """The order books of each exchange, never from a cache: an old one would not fit."""

    __slots__ = ()

    @endpoint("GET", "/api/v3/depth", weight=_weight_on(SPOT_LADDER))
    async def spot(self, symbol: str, limit: int) -> Depth:
        """Give a book of spot. Fails with `UnknownSymbol`."""

    @endpoint("GET", "/fapi/v1/depth", weight=_weight_on(FUTURES_LADDER))
    async def futures(self, symbol: str, limit: int) -> FuturesDepth:
        """Give a book of a USDⓈ-M contract. Fails with `UnknownSymbol`."""

    @endpoint("GET", "/dapi/v1/depth", weight=_weight_on(FUTURES_LADDER))
    async def coin_futures(self, symbol: str, limit: int) -> FuturesDepth:
        """Give a book of a COIN-M contract. Fails with `UnknownSymbol`."""

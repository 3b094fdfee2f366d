"""Convert: exchange one asset for another at a quoted price, without an order book.

https://developers.binance.com/docs/convert
"""
# mypy: disable-error-code="empty-body"
# The bodies are empty on purpose: `endpoint` makes the method from its signature.

from datetime import datetime
from decimal import Decimal

from binance.enums import ConvertExpiry, ConvertWallet, QuoteLife, Side
from binance.models.convert import (
    ConvertAccepted,
    ConvertAsset,
    ConvertFlow,
    ConvertLimitOrder,
    ConvertOpenOrders,
    ConvertOrder,
    ConvertPair,
    ConvertQuote,
)
from binance.request.endpoint import ApiGroup, endpoint
from binance.request.pools import Limit
from binance.request.request import Security


class Convert(ApiGroup):
    """Quotes, conversions and limit orders of one user; not available on the testnet."""

    __slots__ = ()

    @endpoint("GET", "/sapi/v1/convert/exchangeInfo", weight=3000, cache_seconds=60)
    async def pairs(
        self, from_asset: str | None = None, to_asset: str | None = None
    ) -> list[ConvertPair]:
        """Tell what may be converted into what, with the least and most; give at least one."""

    @endpoint("GET", "/sapi/v1/convert/assetInfo", weight=100, security=Security.USER_DATA)
    async def assets(self) -> list[ConvertAsset]:
        """Tell how finely assets may be divided. Fails with `KeyRejected`."""

    @endpoint(
        "POST",
        "/sapi/v1/convert/getQuote",
        weight=200,
        limit=Limit.UID,
        security=Security.TRADE,
    )
    async def quote(
        self,
        from_asset: str,
        to_asset: str,
        from_amount: Decimal | None = None,
        to_amount: Decimal | None = None,
        wallet_type: ConvertWallet | None = None,
        valid_time: QuoteLife | None = None,
    ) -> ConvertQuote:
        """Ask for a price, by one of the two amounts; it holds 10 seconds unless told otherwise.

        Fails with `KeyRejected`, `ApiError`.
        """

    @endpoint(
        "POST",
        "/sapi/v1/convert/acceptQuote",
        weight=500,
        limit=Limit.UID,
        security=Security.TRADE,
    )
    async def accept_quote(self, quote_id: str) -> ConvertAccepted:
        """Convert as quoted. Sent once; look at `order_status` when the outcome is unknown.

        Fails with `KeyRejected`, `ApiError`.
        """

    @endpoint(
        "GET",
        "/sapi/v1/convert/orderStatus",
        weight=100,
        limit=Limit.UID,
        security=Security.USER_DATA,
    )
    async def order_status(
        self, order_id: str | None = None, quote_id: str | None = None
    ) -> ConvertOrder:
        """Tell what became of a conversion, by either id. Fails with `KeyRejected`, `ApiError`."""

    @endpoint(
        "GET",
        "/sapi/v1/convert/tradeFlow",
        weight=3000,
        limit=Limit.UID,
        security=Security.USER_DATA,
    )
    async def trade_flow(
        self, start_time: datetime, end_time: datetime, limit: int = 100
    ) -> ConvertFlow:
        """Conversions between two times, at most 30 days apart; at most 1000.

        Fails with `KeyRejected`, `ApiError`.
        """

    @endpoint(
        "POST",
        "/sapi/v1/convert/limit/placeOrder",
        weight=500,
        limit=Limit.UID,
        security=Security.TRADE,
    )
    async def place_limit_order(
        self,
        base_asset: str,
        quote_asset: str,
        limit_price: Decimal,
        side: Side,
        expired_type: ConvertExpiry,
        base_amount: Decimal | None = None,
        quote_amount: Decimal | None = None,
        wallet_type: ConvertWallet | None = None,
    ) -> ConvertLimitOrder:
        """Convert when the price is reached; give one of the amounts.

        Fails with `KeyRejected`, `ApiError`.
        """

    @endpoint(
        "POST",
        "/sapi/v1/convert/limit/cancelOrder",
        weight=200,
        limit=Limit.UID,
        security=Security.TRADE,
    )
    async def cancel_limit_order(self, order_id: int) -> ConvertLimitOrder:
        """Cancel a limit order. Fails with `KeyRejected`, `ApiError`."""

    @endpoint(
        "GET",
        "/sapi/v1/convert/limit/queryOpenOrders",
        weight=3000,
        limit=Limit.UID,
        security=Security.USER_DATA,
    )
    async def open_limit_orders(self) -> ConvertOpenOrders:
        """Limit orders that are not filled. Fails with `KeyRejected`."""

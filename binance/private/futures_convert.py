"""Conversions in a USDⓈ-M futures wallet.

https://developers.binance.com/docs/derivatives/usds-margined-futures/convert
"""
# mypy: disable-error-code="empty-body"
# The bodies are empty on purpose: `endpoint` makes the method from its signature.

from decimal import Decimal

from binance.enums import QuoteLife
from binance.models.futures_settings import FuturesConversion, FuturesConverting, FuturesQuote
from binance.request.endpoint import ApiGroup, endpoint
from binance.request.request import Security


class FuturesConvert(ApiGroup):
    """Ask for a quote, take it, look it up."""

    __slots__ = ()

    @endpoint("POST", "/fapi/v1/convert/getQuote", weight=50, security=Security.USER_DATA)
    async def convert_quote(
        self,
        from_asset: str,
        to_asset: str,
        from_amount: Decimal | None = None,
        to_amount: Decimal | None = None,
        valid_time: QuoteLife | None = None,
    ) -> FuturesQuote:
        """Ask for a quote with either amount: 360 an hour and 500 a day.

        Fails with `InsufficientBalance`, `ParameterRejected`, `KeyRejected`, `ApiError`.
        """

    @endpoint("POST", "/fapi/v1/convert/acceptQuote", weight=200, security=Security.USER_DATA)
    async def convert_accept(self, quote_id: str) -> FuturesConverting:
        """Take a quote. Sent once; then `convert_status` tells. Fails with `ApiError`."""

    @endpoint("GET", "/fapi/v1/convert/orderStatus", weight=50, security=Security.USER_DATA)
    async def convert_status(
        self, order_id: str | None = None, quote_id: str | None = None
    ) -> FuturesConversion:
        """Tell how a conversion stands, by either id. Fails with `OrderNotFound`, `KeyRejected`."""

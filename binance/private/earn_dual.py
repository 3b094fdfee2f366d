"""Dual investment: a high rate, paid in one of two assets.

https://developers.binance.com/docs/dual_investment
"""
# mypy: disable-error-code="empty-body"
# The bodies are empty on purpose: `endpoint` makes the method from its signature.

from decimal import Decimal

from binance.earn_enums import DualStatus, OptionType
from binance.models.earn_dual import DualAccount, DualPositions, DualProducts, DualSubscribed
from binance.request.endpoint import ApiGroup, endpoint
from binance.request.request import Security


class EarnDual(ApiGroup):
    """Assets that come back as another when the price passes the strike price."""

    __slots__ = ()

    @endpoint("GET", "/sapi/v1/dci/product/list")
    async def dual_products(
        self,
        option_type: OptionType,
        exercised_coin: str,
        invest_coin: str,
        page_size: int | None = None,
        page_index: int | None = None,
    ) -> DualProducts:
        """Offers; a CALL invests the coin, a PUT the stablecoin. At most 100 a page."""

    @endpoint("GET", "/sapi/v1/dci/product/positions", security=Security.USER_DATA)
    async def dual_positions(
        self,
        status: DualStatus | None = None,
        page_size: int | None = None,
        page_index: int | None = None,
    ) -> DualPositions:
        """Dual investments of the account; at most 100 a page. Fails with `KeyRejected`."""

    @endpoint("GET", "/sapi/v1/dci/product/accounts", security=Security.USER_DATA)
    async def dual_account(self) -> DualAccount:
        """Worth of all dual investments, in BTC and USDT. Fails with `KeyRejected`."""

    @endpoint("POST", "/sapi/v1/dci/product/subscribe", security=Security.USER_DATA)
    async def subscribe_dual(
        self,
        id: int,  # noqa: A002 -- Binance's name of it
        order_id: int,
        deposit_amount: Decimal,
    ) -> DualSubscribed:
        """Invest an amount in an offer, named by its id and order id; it cannot be taken back.

        Sent once; look at `dual_positions` when the outcome is unknown. Fails with `KeyRejected`,
        `InsufficientBalance`, `ApiError`.
        """

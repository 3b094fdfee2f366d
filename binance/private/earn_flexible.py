"""Simple Earn without a term.

https://developers.binance.com/docs/simple_earn/flexible-locked
"""
# mypy: disable-error-code="empty-body"
# The bodies are empty on purpose: `endpoint` makes the method from its signature.

from datetime import datetime
from decimal import Decimal

from binance.earn_enums import AprPeriod, EarnSource, RewardType
from binance.models.earn_account import Switched
from binance.models.earn_flexible import (
    CollateralRecord,
    FlexiblePosition,
    FlexiblePreview,
    FlexibleProduct,
    FlexibleRate,
    FlexibleRedemption,
    FlexibleReward,
    FlexibleSubscription,
    PersonalQuota,
    Redeemed,
    Subscribed,
)
from binance.models.page import Page
from binance.request.endpoint import ApiGroup, endpoint
from binance.request.request import Security


class EarnFlexible(ApiGroup):
    """Assets that are lent and can be had back at any time."""

    __slots__ = ()

    @endpoint("GET", "/sapi/v1/simple-earn/flexible/list", weight=150, security=Security.USER_DATA)
    async def flexible_products(
        self, asset: str | None = None, current: int = 1, size: int = 10
    ) -> Page[FlexibleProduct]:
        """Products and their rates; at most 100 a page. Fails with `KeyRejected`."""

    @endpoint(
        "GET", "/sapi/v1/simple-earn/flexible/position", weight=150, security=Security.USER_DATA
    )
    async def flexible_positions(
        self,
        asset: str | None = None,
        product_id: str | None = None,
        current: int = 1,
        size: int = 10,
    ) -> Page[FlexiblePosition]:
        """Give what is lent; at most 100 a page. Fails with `KeyRejected`."""

    @endpoint(
        "GET",
        "/sapi/v1/simple-earn/flexible/personalLeftQuota",
        weight=150,
        security=Security.USER_DATA,
    )
    async def flexible_quota(self, product_id: str) -> PersonalQuota:
        """How much more may be lent. Fails with `KeyRejected`, `ApiError`."""

    @endpoint(
        "GET",
        "/sapi/v1/simple-earn/flexible/subscriptionPreview",
        weight=150,
        security=Security.USER_DATA,
    )
    async def preview_flexible(self, product_id: str, amount: Decimal) -> FlexiblePreview:
        """Tell what a subscription would bring. Fails with `KeyRejected`, `ApiError`."""

    @endpoint("POST", "/sapi/v1/simple-earn/flexible/subscribe", security=Security.TRADE)
    async def subscribe_flexible(
        self,
        product_id: str,
        amount: Decimal,
        auto_subscribe: bool | None = None,
        source_account: EarnSource | None = None,
    ) -> Subscribed:
        """Lend an amount, from spot unless told otherwise; once in three seconds.

        Sent once; look at `flexible_subscriptions` when the outcome is unknown. Fails with
        `KeyRejected`, `InsufficientBalance`, `ApiError`.
        """

    @endpoint("POST", "/sapi/v1/simple-earn/flexible/redeem", security=Security.TRADE)
    async def redeem_flexible(
        self,
        product_id: str,
        redeem_all: bool | None = None,
        amount: Decimal | None = None,
        dest_account: EarnSource | None = None,
    ) -> Redeemed:
        """Take back an amount or everything, to spot unless told otherwise; once in three seconds.

        Give an amount or `redeem_all`. Sent once; look at `flexible_redemptions` when the outcome
        is unknown. Fails with `KeyRejected`, `ApiError`.
        """

    @endpoint(
        "POST",
        "/sapi/v1/simple-earn/flexible/setAutoSubscribe",
        weight=150,
        security=Security.USER_DATA,
    )
    async def set_flexible_auto_subscribe(self, product_id: str, auto_subscribe: bool) -> Switched:
        """Lend every day what is free on spot, or stop that.

        Fails with `KeyRejected`, `ApiError`.
        """

    @endpoint(
        "GET",
        "/sapi/v1/simple-earn/flexible/history/subscriptionRecord",
        weight=150,
        security=Security.USER_DATA,
    )
    async def flexible_subscriptions(
        self,
        product_id: str | None = None,
        purchase_id: int | None = None,
        asset: str | None = None,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        current: int = 1,
        size: int = 10,
    ) -> Page[FlexibleSubscription]:
        """Subscriptions, newest first; at most 100 a page and 3 months between the times.

        Without times the last month. Fails with `KeyRejected`, `ParameterRejected`.
        """

    @endpoint(
        "GET",
        "/sapi/v1/simple-earn/flexible/history/redemptionRecord",
        weight=150,
        security=Security.USER_DATA,
    )
    async def flexible_redemptions(
        self,
        product_id: str | None = None,
        redeem_id: int | None = None,
        asset: str | None = None,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        current: int = 1,
        size: int = 10,
    ) -> Page[FlexibleRedemption]:
        """Redemptions, newest first; as `flexible_subscriptions`. Fails as that does."""

    @endpoint(
        "GET",
        "/sapi/v1/simple-earn/flexible/history/rewardsRecord",
        weight=150,
        security=Security.USER_DATA,
    )
    async def flexible_rewards(
        self,
        product_id: str | None = None,
        asset: str | None = None,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        type: RewardType | None = None,  # noqa: A002 -- Binance's name of it
        current: int = 1,
        size: int = 10,
    ) -> Page[FlexibleReward]:
        """Rewards, newest first; as `flexible_subscriptions`. Fails as that does."""

    @endpoint(
        "GET",
        "/sapi/v1/simple-earn/flexible/history/collateralRecord",
        security=Security.USER_DATA,
    )
    async def flexible_collaterals(
        self,
        product_id: str | None = None,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        current: int = 1,
        size: int = 10,
    ) -> Page[CollateralRecord]:
        """Positions that became a collateral of a loan and ceased to be one, newest first.

        At most 100 a page. Fails with `KeyRejected`, `ParameterRejected`.
        """

    @endpoint(
        "GET",
        "/sapi/v1/simple-earn/flexible/history/rateHistory",
        weight=150,
        security=Security.USER_DATA,
    )
    async def flexible_rates(
        self,
        product_id: str,
        apr_period: AprPeriod | None = None,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        current: int = 1,
        size: int = 10,
    ) -> Page[FlexibleRate]:
        """Rates of a product, newest first; at most 100 a page and a year between the times.

        Without times the last month. Fails with `KeyRejected`, `ApiError`.
        """

"""Simple Earn with a term.

https://developers.binance.com/docs/simple_earn/flexible-locked
"""
# mypy: disable-error-code="empty-body"
# The bodies are empty on purpose: `endpoint` makes the method from its signature.

from datetime import datetime
from decimal import Decimal

from binance.earn_enums import EarnSource, RedeemTo
from binance.models.earn_account import Switched
from binance.models.earn_flexible import PersonalQuota, Redeemed
from binance.models.earn_locked import (
    LockedPosition,
    LockedPreview,
    LockedProduct,
    LockedRedemption,
    LockedReward,
    LockedSubscribed,
    LockedSubscription,
)
from binance.models.page import Page
from binance.request.endpoint import ApiGroup, endpoint
from binance.request.request import Security


class EarnLocked(ApiGroup):
    """Assets that are lent for a term; redeeming them early costs the rewards."""

    __slots__ = ()

    @endpoint("GET", "/sapi/v1/simple-earn/locked/list", weight=150, security=Security.USER_DATA)
    async def locked_products(
        self, asset: str | None = None, current: int = 1, size: int = 10
    ) -> Page[LockedProduct]:
        """Products, their terms and rates; at most 100 a page. Fails with `KeyRejected`."""

    @endpoint(
        "GET", "/sapi/v1/simple-earn/locked/position", weight=150, security=Security.USER_DATA
    )
    async def locked_positions(
        self,
        asset: str | None = None,
        position_id: int | None = None,
        project_id: str | None = None,
        current: int = 1,
        size: int = 10,
    ) -> Page[LockedPosition]:
        """Give what is lent; at most 100 a page. Fails with `KeyRejected`."""

    @endpoint(
        "GET",
        "/sapi/v1/simple-earn/locked/personalLeftQuota",
        weight=150,
        security=Security.USER_DATA,
    )
    async def locked_quota(self, project_id: str) -> PersonalQuota:
        """How much more may be lent. Fails with `KeyRejected`, `ApiError`."""

    @endpoint(
        "GET",
        "/sapi/v1/simple-earn/locked/subscriptionPreview",
        weight=150,
        security=Security.USER_DATA,
    )
    async def preview_locked(
        self, project_id: str, amount: Decimal, auto_subscribe: bool | None = None
    ) -> list[LockedPreview]:
        """Tell what a subscription would bring. Fails with `KeyRejected`, `ApiError`."""

    @endpoint("POST", "/sapi/v1/simple-earn/locked/subscribe", security=Security.TRADE)
    async def subscribe_locked(
        self,
        project_id: str,
        amount: Decimal,
        auto_subscribe: bool | None = None,
        source_account: EarnSource | None = None,
        redeem_to: RedeemTo | None = None,
    ) -> LockedSubscribed:
        """Lend an amount for the term, from spot unless told otherwise; once in three seconds.

        Sent once; look at `locked_subscriptions` when the outcome is unknown. Fails with
        `KeyRejected`, `InsufficientBalance`, `ApiError`.
        """

    @endpoint("POST", "/sapi/v1/simple-earn/locked/redeem", security=Security.TRADE)
    async def redeem_locked(self, position_id: int) -> Redeemed:
        """Take a position back before its end, without the rewards; once in three seconds.

        Sent once; look at `locked_redemptions` when the outcome is unknown. Fails with
        `KeyRejected`, `ApiError`.
        """

    @endpoint(
        "POST",
        "/sapi/v1/simple-earn/locked/setAutoSubscribe",
        weight=150,
        security=Security.USER_DATA,
    )
    async def set_locked_auto_subscribe(self, position_id: int, auto_subscribe: bool) -> Switched:
        """Lend a position anew at its end, or stop that. Fails with `KeyRejected`, `ApiError`."""

    @endpoint(
        "POST",
        "/sapi/v1/simple-earn/locked/setRedeemOption",
        weight=50,
        security=Security.USER_DATA,
    )
    async def set_locked_redeem_option(self, position_id: int, redeem_to: RedeemTo) -> Switched:
        """Choose where a position goes at its end. Fails with `KeyRejected`, `ApiError`."""

    @endpoint(
        "GET",
        "/sapi/v1/simple-earn/locked/history/subscriptionRecord",
        weight=150,
        security=Security.USER_DATA,
    )
    async def locked_subscriptions(
        self,
        purchase_id: int | None = None,
        asset: str | None = None,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        current: int = 1,
        size: int = 10,
    ) -> Page[LockedSubscription]:
        """Subscriptions, newest first; at most 100 a page and 3 months between the times.

        Without times the last month. Fails with `KeyRejected`, `ParameterRejected`.
        """

    @endpoint(
        "GET",
        "/sapi/v1/simple-earn/locked/history/redemptionRecord",
        weight=150,
        security=Security.USER_DATA,
    )
    async def locked_redemptions(
        self,
        position_id: int | None = None,
        redeem_id: int | None = None,
        asset: str | None = None,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        current: int = 1,
        size: int = 10,
    ) -> Page[LockedRedemption]:
        """Redemptions, newest first; as `locked_subscriptions`. Fails as that does."""

    @endpoint(
        "GET",
        "/sapi/v1/simple-earn/locked/history/rewardsRecord",
        weight=150,
        security=Security.USER_DATA,
    )
    async def locked_rewards(
        self,
        position_id: int | None = None,
        asset: str | None = None,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        current: int = 1,
        size: int = 10,
    ) -> Page[LockedReward]:
        """Rewards, newest first; as `locked_subscriptions`. Fails as that does."""

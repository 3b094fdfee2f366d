"""On-chain yields: assets that are lent to protocols for a term.

https://developers.binance.com/docs/staking/on-chain-yields
"""
# mypy: disable-error-code="empty-body"
# The bodies are empty on purpose: `endpoint` makes the method from its signature.

from datetime import datetime
from decimal import Decimal

from binance.earn_enums import EarnSource, RedeemTo
from binance.models.earn_account import EarnAccount, Switched
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


class StakingChain(ApiGroup):
    """Products with a term, as those of Simple Earn."""

    __slots__ = ()

    @endpoint("GET", "/sapi/v1/onchain-yields/account", weight=50, security=Security.USER_DATA)
    async def chain_account(self) -> EarnAccount:
        """Worth of all positions, in BTC and USDT. Fails with `KeyRejected`."""

    @endpoint("GET", "/sapi/v1/onchain-yields/locked/list", weight=50, security=Security.USER_DATA)
    async def chain_products(
        self, asset: str | None = None, current: int = 1, size: int = 10
    ) -> Page[LockedProduct]:
        """Products, their terms and rates; at most 100 a page. Fails with `KeyRejected`."""

    @endpoint(
        "GET", "/sapi/v1/onchain-yields/locked/position", weight=50, security=Security.USER_DATA
    )
    async def chain_positions(
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
        "/sapi/v1/onchain-yields/locked/personalLeftQuota",
        weight=50,
        security=Security.USER_DATA,
    )
    async def chain_quota(self, project_id: str) -> PersonalQuota:
        """How much more may be lent. Fails with `KeyRejected`, `ApiError`."""

    @endpoint(
        "GET",
        "/sapi/v1/onchain-yields/locked/subscriptionPreview",
        weight=50,
        security=Security.USER_DATA,
    )
    async def preview_chain(
        self, project_id: str, amount: Decimal, auto_subscribe: bool | None = None
    ) -> LockedPreview:
        """Tell what a subscription would bring. Fails with `KeyRejected`, `ApiError`."""

    @endpoint(
        "POST", "/sapi/v1/onchain-yields/locked/subscribe", weight=200, security=Security.TRADE
    )
    async def subscribe_chain(
        self,
        project_id: str,
        amount: Decimal,
        auto_subscribe: bool | None = None,
        source_account: EarnSource | None = None,
        redeem_to: RedeemTo | None = None,
        channel_id: str | None = None,
        client_id: str | None = None,
    ) -> LockedSubscribed:
        """Lend an amount for the term, from spot unless told otherwise.

        Sent once; look at `chain_subscriptions` (by `client_id`) when the outcome is unknown.
        Fails with `KeyRejected`, `InsufficientBalance`, `ApiError`.
        """

    @endpoint("POST", "/sapi/v1/onchain-yields/locked/redeem", weight=200, security=Security.TRADE)
    async def redeem_chain(self, position_id: int, channel_id: str | None = None) -> Redeemed:
        """Take a position back before its end.

        Sent once; look at `chain_redemptions` when the outcome is unknown. Fails with
        `KeyRejected`, `ApiError`.
        """

    @endpoint(
        "POST",
        "/sapi/v1/onchain-yields/locked/setAutoSubscribe",
        weight=50,
        security=Security.USER_DATA,
    )
    async def set_chain_auto_subscribe(self, position_id: int, auto_subscribe: bool) -> Switched:
        """Lend a position anew at its end, or stop that. Fails with `KeyRejected`, `ApiError`."""

    @endpoint(
        "POST",
        "/sapi/v1/onchain-yields/locked/setRedeemOption",
        weight=50,
        security=Security.USER_DATA,
    )
    async def set_chain_redeem_option(self, position_id: int, redeem_to: RedeemTo) -> Switched:
        """Choose where a position goes at its end. Fails with `KeyRejected`, `ApiError`."""

    @endpoint(
        "GET",
        "/sapi/v1/onchain-yields/locked/history/subscriptionRecord",
        weight=50,
        security=Security.USER_DATA,
    )
    async def chain_subscriptions(
        self,
        purchase_id: int | None = None,
        client_id: str | None = None,
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
        "/sapi/v1/onchain-yields/locked/history/redemptionRecord",
        weight=50,
        security=Security.USER_DATA,
    )
    async def chain_redemptions(
        self,
        position_id: int | None = None,
        redeem_id: int | None = None,
        asset: str | None = None,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        current: int = 1,
        size: int = 10,
    ) -> Page[LockedRedemption]:
        """Redemptions, newest first; as `chain_subscriptions`. Fails as that does."""

    @endpoint(
        "GET",
        "/sapi/v1/onchain-yields/locked/history/rewardsRecord",
        weight=50,
        security=Security.USER_DATA,
    )
    async def chain_rewards(
        self,
        position_id: int | None = None,
        asset: str | None = None,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        current: int = 1,
        size: int = 10,
    ) -> Page[LockedReward]:
        """Rewards, newest first; as `chain_subscriptions`. Fails as that does."""

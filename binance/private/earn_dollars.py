"""BFUSD and RWUSD, dollars that earn.

https://developers.binance.com/docs/simple_earn/bfusd
https://developers.binance.com/docs/simple_earn/rwusd
"""
# mypy: disable-error-code="empty-body"
# The bodies are empty on purpose: `endpoint` makes the method from its signature.

from datetime import datetime
from decimal import Decimal

from binance.earn_enums import RedeemSpeed, StableCoin
from binance.models.earn_dollars import (
    BfusdAccount,
    BfusdReward,
    BfusdSubscribed,
    DollarQuotas,
    DollarRate,
    DollarRedeemed,
    DollarRedemption,
    DollarSubscription,
    RwusdAccount,
    RwusdReward,
    RwusdSubscribed,
)
from binance.models.page import Page
from binance.request.endpoint import ApiGroup, endpoint
from binance.request.request import Security


class EarnDollars(ApiGroup):
    """Dollars that earn: both are bought with stablecoins and redeemed for USDT or USDC."""

    __slots__ = ()

    @endpoint("GET", "/sapi/v1/bfusd/account", weight=150, security=Security.USER_DATA)
    async def bfusd_account(self) -> BfusdAccount:
        """BFUSD of the account, and what it brought. Fails with `KeyRejected`."""

    @endpoint("GET", "/sapi/v1/bfusd/quota", weight=150, security=Security.USER_DATA)
    async def bfusd_quota(self) -> DollarQuotas:
        """How much BFUSD may be bought and redeemed. Fails with `KeyRejected`."""

    @endpoint("POST", "/sapi/v1/bfusd/subscribe", weight=150, security=Security.TRADE)
    async def subscribe_bfusd(self, asset: StableCoin, amount: Decimal) -> BfusdSubscribed:
        """Buy BFUSD with an amount of USDT or USDC.

        Sent once; look at `bfusd_subscriptions` when the outcome is unknown. Fails with
        `KeyRejected`, `InsufficientBalance`, `ApiError`.
        """

    @endpoint("POST", "/sapi/v1/bfusd/redeem", weight=150, security=Security.TRADE)
    async def redeem_bfusd(
        self,
        amount: Decimal,
        type: RedeemSpeed,  # noqa: A002 -- Binance's name of it
    ) -> DollarRedeemed:
        """Give an amount of BFUSD back, at once for a fee or after some days.

        Sent once; look at `bfusd_redemptions` when the outcome is unknown. Fails with
        `KeyRejected`, `InsufficientBalance`, `ApiError`.
        """

    @endpoint(
        "GET", "/sapi/v1/bfusd/history/subscriptionHistory", weight=150, security=Security.USER_DATA
    )
    async def bfusd_subscriptions(
        self,
        asset: StableCoin | None = None,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        current: int = 1,
        size: int = 10,
    ) -> Page[DollarSubscription]:
        """Purchases of BFUSD, newest first; at most 100 a page and 6 months between the times.

        Fails with `KeyRejected`, `ParameterRejected`.
        """

    @endpoint(
        "GET", "/sapi/v1/bfusd/history/redemptionHistory", weight=150, security=Security.USER_DATA
    )
    async def bfusd_redemptions(
        self,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        current: int = 1,
        size: int = 10,
    ) -> Page[DollarRedemption]:
        """Redemptions of BFUSD, newest first; as `bfusd_subscriptions`. Fails as that does."""

    @endpoint(
        "GET", "/sapi/v1/bfusd/history/rewardsHistory", weight=150, security=Security.USER_DATA
    )
    async def bfusd_rewards(
        self,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        current: int = 1,
        size: int = 10,
    ) -> Page[BfusdReward]:
        """Rewards of BFUSD, newest first; as `bfusd_subscriptions`. Fails as that does."""

    @endpoint("GET", "/sapi/v1/bfusd/history/rateHistory", weight=150, security=Security.USER_DATA)
    async def bfusd_rates(
        self,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        current: int = 1,
        size: int = 10,
    ) -> Page[DollarRate]:
        """Rates of BFUSD, newest first; as `bfusd_subscriptions`. Fails as that does."""

    @endpoint("GET", "/sapi/v1/rwusd/account", weight=150, security=Security.USER_DATA)
    async def rwusd_account(self) -> RwusdAccount:
        """RWUSD of the account, and what it brought. Fails with `KeyRejected`."""

    @endpoint("GET", "/sapi/v1/rwusd/quota", weight=150, security=Security.USER_DATA)
    async def rwusd_quota(self) -> DollarQuotas:
        """How much RWUSD may be bought and redeemed. Fails with `KeyRejected`."""

    @endpoint("POST", "/sapi/v1/rwusd/subscribe", weight=150, security=Security.TRADE)
    async def subscribe_rwusd(self, asset: StableCoin, amount: Decimal) -> RwusdSubscribed:
        """Buy RWUSD with an amount of USDT or USDC.

        Sent once; look at `rwusd_subscriptions` when the outcome is unknown. Fails with
        `KeyRejected`, `InsufficientBalance`, `ApiError`.
        """

    @endpoint("POST", "/sapi/v1/rwusd/redeem", weight=150, security=Security.TRADE)
    async def redeem_rwusd(
        self,
        amount: Decimal,
        type: RedeemSpeed,  # noqa: A002 -- Binance's name of it
    ) -> DollarRedeemed:
        """Give an amount of RWUSD back, at once for a fee or after some days.

        Sent once; look at `rwusd_redemptions` when the outcome is unknown. Fails with
        `KeyRejected`, `InsufficientBalance`, `ApiError`.
        """

    @endpoint(
        "GET", "/sapi/v1/rwusd/history/subscriptionHistory", weight=150, security=Security.USER_DATA
    )
    async def rwusd_subscriptions(
        self,
        asset: StableCoin | None = None,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        current: int = 1,
        size: int = 10,
    ) -> Page[DollarSubscription]:
        """Purchases of RWUSD, newest first; as `bfusd_subscriptions`. Fails as that does."""

    @endpoint(
        "GET", "/sapi/v1/rwusd/history/redemptionHistory", weight=150, security=Security.USER_DATA
    )
    async def rwusd_redemptions(
        self,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        current: int = 1,
        size: int = 10,
    ) -> Page[DollarRedemption]:
        """Redemptions of RWUSD, newest first; as `bfusd_subscriptions`. Fails as that does."""

    @endpoint(
        "GET", "/sapi/v1/rwusd/history/rewardsHistory", weight=150, security=Security.USER_DATA
    )
    async def rwusd_rewards(
        self,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        current: int = 1,
        size: int = 10,
    ) -> Page[RwusdReward]:
        """Rewards of RWUSD, newest first; as `bfusd_subscriptions`. Fails as that does."""

    @endpoint("GET", "/sapi/v1/rwusd/history/rateHistory", weight=150, security=Security.USER_DATA)
    async def rwusd_rates(
        self,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        current: int = 1,
        size: int = 10,
    ) -> Page[DollarRate]:
        """Rates of RWUSD, newest first; as `bfusd_subscriptions`. Fails as that does."""

"""ETH that is staked and held as WBETH.

https://developers.binance.com/docs/staking/eth-staking
"""
# mypy: disable-error-code="empty-body"
# The bodies are empty on purpose: `endpoint` makes the method from its signature.

from datetime import datetime
from decimal import Decimal

from binance.earn_enums import StakedEth
from binance.models.page import Page
from binance.models.staking_eth import (
    BethWrapped,
    EthRedeemed,
    EthRedemption,
    EthStaked,
    EthStaking,
    EthStakingAccount,
    StakingQuota,
    StakingRate,
    WbethRewards,
    Wrapping,
)
from binance.request.endpoint import ApiGroup, endpoint
from binance.request.request import Security


class StakingEth(ApiGroup):
    """ETH for WBETH, whose value grows with the rewards."""

    __slots__ = ()

    @endpoint("GET", "/sapi/v2/eth-staking/account", weight=150, security=Security.USER_DATA)
    async def eth_account(self) -> EthStakingAccount:
        """WBETH and BETH of the account, and what they brought. Fails with `KeyRejected`."""

    @endpoint("GET", "/sapi/v1/eth-staking/eth/quota", weight=150, security=Security.USER_DATA)
    async def eth_quota(self) -> StakingQuota:
        """How much ETH may be staked and redeemed. Fails with `KeyRejected`."""

    @endpoint("POST", "/sapi/v2/eth-staking/eth/stake", weight=150, security=Security.TRADE)
    async def stake_eth(self, amount: Decimal) -> EthStaked:
        """Stake an amount of ETH from spot, of at most four places; WBETH comes to spot.

        Sent once; look at `eth_stakings` when the outcome is unknown. Fails with `KeyRejected`,
        `InsufficientBalance`, `ApiError`.
        """

    @endpoint("POST", "/sapi/v1/eth-staking/eth/redeem", weight=150, security=Security.TRADE)
    async def redeem_eth(self, amount: Decimal, asset: StakedEth | None = None) -> EthRedeemed:
        """Redeem an amount of BETH, or of WBETH when named; ETH arrives days later.

        Sent once; look at `eth_redemptions` when the outcome is unknown. Fails with `KeyRejected`,
        `InsufficientBalance`, `ApiError`.
        """

    @endpoint("POST", "/sapi/v1/eth-staking/wbeth/wrap", weight=150, security=Security.TRADE)
    async def wrap_beth(self, amount: Decimal) -> BethWrapped:
        """Turn an amount of BETH into WBETH.

        Sent once; look at `wraps` when the outcome is unknown. Fails with `KeyRejected`,
        `InsufficientBalance`, `ApiError`.
        """

    @endpoint(
        "GET",
        "/sapi/v1/eth-staking/eth/history/stakingHistory",
        weight=150,
        security=Security.USER_DATA,
    )
    async def eth_stakings(
        self,
        purchase_id: int | None = None,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        current: int = 1,
        size: int = 10,
    ) -> Page[EthStaking]:
        """ETH that was staked, newest first; at most 100 a page and 3 months between the times.

        Without times the last month. Fails with `KeyRejected`, `ParameterRejected`.
        """

    @endpoint(
        "GET",
        "/sapi/v1/eth-staking/eth/history/redemptionHistory",
        weight=150,
        security=Security.USER_DATA,
    )
    async def eth_redemptions(
        self,
        redeem_id: int | None = None,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        current: int = 1,
        size: int = 10,
    ) -> Page[EthRedemption]:
        """Staked ETH that was redeemed, newest first; as `eth_stakings`. Fails as that does."""

    @endpoint(
        "GET",
        "/sapi/v1/eth-staking/eth/history/wbethRewardsHistory",
        weight=150,
        security=Security.USER_DATA,
    )
    async def wbeth_rewards(
        self,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        current: int = 1,
        size: int = 10,
    ) -> WbethRewards:
        """Rewards of each day, newest first; as `eth_stakings`. Fails as that does."""

    @endpoint(
        "GET",
        "/sapi/v1/eth-staking/eth/history/rateHistory",
        weight=150,
        security=Security.USER_DATA,
    )
    async def eth_rates(
        self,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        current: int = 1,
        size: int = 10,
    ) -> Page[StakingRate]:
        """Rates of each day, newest first; as `eth_stakings`. Fails as that does."""

    @endpoint(
        "GET",
        "/sapi/v1/eth-staking/wbeth/history/wrapHistory",
        weight=150,
        security=Security.USER_DATA,
    )
    async def wraps(
        self,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        current: int = 1,
        size: int = 10,
    ) -> Page[Wrapping]:
        """BETH that became WBETH, newest first; as `eth_stakings`. Fails as that does."""

    @endpoint(
        "GET",
        "/sapi/v1/eth-staking/wbeth/history/unwrapHistory",
        weight=150,
        security=Security.USER_DATA,
    )
    async def unwraps(
        self,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        current: int = 1,
        size: int = 10,
    ) -> Page[Wrapping]:
        """WBETH that became BETH, newest first; as `eth_stakings`. Fails as that does."""

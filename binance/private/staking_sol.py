"""SOL that is staked and held as BNSOL.

https://developers.binance.com/docs/staking/sol-staking
"""
# mypy: disable-error-code="empty-body"
# The bodies are empty on purpose: `endpoint` makes the method from its signature.

from datetime import datetime
from decimal import Decimal

from binance.earn_enums import BoostRecord
from binance.models.earn_account import Switched
from binance.models.page import Page
from binance.models.staking_eth import StakingQuota
from binance.models.staking_sol import (
    BnsolRewards,
    BoostReward,
    SolRate,
    SolRedeemed,
    SolRedemption,
    SolStaked,
    SolStaking,
    SolStakingAccount,
    UnclaimedReward,
)
from binance.request.endpoint import ApiGroup, endpoint
from binance.request.request import Security


class StakingSol(ApiGroup):
    """SOL for BNSOL, whose value grows with the rewards; boosts come on top."""

    __slots__ = ()

    @endpoint("GET", "/sapi/v1/sol-staking/account", weight=150, security=Security.USER_DATA)
    async def sol_account(self) -> SolStakingAccount:
        """BNSOL of the account, and what it brought. Fails with `KeyRejected`."""

    @endpoint("GET", "/sapi/v1/sol-staking/sol/quota", weight=150, security=Security.USER_DATA)
    async def sol_quota(self) -> StakingQuota:
        """How much SOL may be staked and redeemed. Fails with `KeyRejected`."""

    @endpoint("POST", "/sapi/v1/sol-staking/sol/stake", weight=150, security=Security.TRADE)
    async def stake_sol(self, amount: Decimal) -> SolStaked:
        """Stake an amount of SOL from spot; BNSOL comes to spot.

        Sent once; look at `sol_stakings` when the outcome is unknown. Fails with `KeyRejected`,
        `InsufficientBalance`, `ApiError`.
        """

    @endpoint("POST", "/sapi/v1/sol-staking/sol/redeem", weight=150, security=Security.TRADE)
    async def redeem_sol(self, amount: Decimal) -> SolRedeemed:
        """Redeem an amount of BNSOL; SOL arrives days later.

        Sent once; look at `sol_redemptions` when the outcome is unknown. Fails with `KeyRejected`,
        `InsufficientBalance`, `ApiError`.
        """

    @endpoint("POST", "/sapi/v1/sol-staking/sol/claim", weight=150, security=Security.TRADE)
    async def claim_sol_boosts(self) -> Switched:
        """Claim every boost that waits. Sent once. Fails with `KeyRejected`, `ApiError`."""

    @endpoint(
        "GET",
        "/sapi/v1/sol-staking/sol/history/unclaimedRewards",
        weight=150,
        security=Security.USER_DATA,
    )
    async def unclaimed_sol_boosts(self) -> list[UnclaimedReward]:
        """Boosts that wait to be claimed. Fails with `KeyRejected`."""

    @endpoint(
        "GET",
        "/sapi/v1/sol-staking/sol/history/boostRewardsHistory",
        weight=150,
        security=Security.USER_DATA,
    )
    async def sol_boosts(
        self,
        type: BoostRecord,  # noqa: A002 -- Binance's name of it
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        current: int = 1,
        size: int = 10,
    ) -> Page[BoostReward]:
        """Boosts that were claimed or handed out, newest first; as `sol_stakings`.

        Fails as that does.
        """

    @endpoint(
        "GET",
        "/sapi/v1/sol-staking/sol/history/stakingHistory",
        weight=150,
        security=Security.USER_DATA,
    )
    async def sol_stakings(
        self,
        purchase_id: int | None = None,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        current: int = 1,
        size: int = 10,
    ) -> Page[SolStaking]:
        """SOL that was staked, newest first; at most 100 a page and 3 months between the times.

        Without times the last month. Fails with `KeyRejected`, `ParameterRejected`.
        """

    @endpoint(
        "GET",
        "/sapi/v1/sol-staking/sol/history/redemptionHistory",
        weight=150,
        security=Security.USER_DATA,
    )
    async def sol_redemptions(
        self,
        redeem_id: int | None = None,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        current: int = 1,
        size: int = 10,
    ) -> Page[SolRedemption]:
        """BNSOL that was redeemed, newest first; as `sol_stakings`. Fails as that does."""

    @endpoint(
        "GET",
        "/sapi/v1/sol-staking/sol/history/bnsolRewardsHistory",
        weight=150,
        security=Security.USER_DATA,
    )
    async def bnsol_rewards(
        self,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        current: int = 1,
        size: int = 10,
    ) -> BnsolRewards:
        """Rewards of each day, newest first; as `sol_stakings`. Fails as that does."""

    @endpoint(
        "GET",
        "/sapi/v1/sol-staking/sol/history/rateHistory",
        weight=150,
        security=Security.USER_DATA,
    )
    async def sol_rates(
        self,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        current: int = 1,
        size: int = 10,
    ) -> Page[SolRate]:
        """Rates of each day, newest first; as `sol_stakings`. Fails as that does."""

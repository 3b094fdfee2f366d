"""Soft staking: what lies on spot earns, and stays usable.

https://developers.binance.com/docs/staking/soft-staking
"""
# mypy: disable-error-code="empty-body"
# The bodies are empty on purpose: `endpoint` makes the method from its signature.

from datetime import datetime

from binance.models.earn_account import Switched
from binance.models.page import Page
from binance.models.staking_soft import SoftProducts, SoftReward
from binance.request.endpoint import ApiGroup, endpoint
from binance.request.request import Security


class StakingSoft(ApiGroup):
    """Rewards for what lies on spot anyway."""

    __slots__ = ()

    @endpoint("GET", "/sapi/v1/soft-staking/list", weight=50, security=Security.USER_DATA)
    async def soft_products(
        self, asset: str | None = None, current: int = 1, size: int = 10
    ) -> SoftProducts:
        """Assets that earn on spot, and whether it is switched on; at most 100 a page.

        Fails with `KeyRejected`.
        """

    @endpoint(
        "GET", "/sapi/v1/soft-staking/set", weight=50, security=Security.USER_DATA, read=False
    )
    async def set_soft_staking(self, soft_staking: bool) -> Switched:
        """Switch soft staking on or off. A GET that changes something, so it is sent once.

        Fails with `KeyRejected`, `ApiError`.
        """

    @endpoint(
        "GET", "/sapi/v1/soft-staking/history/rewardsRecord", weight=50, security=Security.USER_DATA
    )
    async def soft_rewards(
        self,
        asset: str | None = None,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        current: int = 1,
        size: int = 10,
    ) -> Page[SoftReward]:
        """Rewards, newest first; at most 100 a page and 3 months between the times.

        Without times the last month. Fails with `KeyRejected`, `ParameterRejected`.
        """

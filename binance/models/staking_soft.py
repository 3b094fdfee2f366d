"""Soft staking: what lies on spot earns, and stays usable.

https://developers.binance.com/docs/staking/soft-staking
"""

from datetime import datetime
from decimal import Decimal

import msgspec

from binance.models.model import Model
from binance.models.page import Page


class SoftProduct(Model):
    """An asset that earns on spot, and what it brought."""

    asset: str
    apr: Decimal  # a part of the value for a year: 0.05 is 5 %
    min_amount: Decimal = Decimal(0)
    max_cap: Decimal | None = None
    staked_amount: Decimal = Decimal(0)
    total_profit: Decimal = Decimal(0)


class SoftProducts(Page[SoftProduct]):
    """Assets that earn on spot, and whether it is switched on."""

    status: bool = False
    total_rewards_usdt: Decimal = msgspec.field(name="totalRewardsUsdt", default=Decimal(0))


class SoftReward(Model):
    """What an asset brought on a day."""

    asset: str
    rewards: Decimal
    reward_asset: str
    avg_amount: Decimal
    time: datetime

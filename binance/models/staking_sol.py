"""SOL that is staked and held as BNSOL.

https://developers.binance.com/docs/staking/sol-staking

Rates of exchange are SOL for one BNSOL, others parts of the value for a year: 0.05 is 5 %.
"""

from datetime import datetime
from decimal import Decimal

import msgspec

from binance.models.model import Model
from binance.models.page import Page
from binance.models.staking_eth import StakingRate


class SolStakingAccount(Model):
    """What is staked and what it brought."""

    bnsol_amount: Decimal
    holding_in_sol: Decimal = msgspec.field(name="holdingInSOL")
    thirty_days_profit_in_sol: Decimal = msgspec.field(
        name="thirtyDaysProfitInSOL", default=Decimal(0)
    )


class Boost(Model):
    """A rate on top of the usual one."""

    boost_apr: Decimal = msgspec.field(name="boostAPR")
    rewards_asset: str


class SolRate(StakingRate):
    """The rate of a day, what one BNSOL was worth, and what came on top."""

    boost_rewards: list[Boost] = msgspec.field(default_factory=list)


class SolStaked(Model):
    """Whether SOL was staked."""

    success: bool
    bnsol_amount: Decimal
    exchange_rate: Decimal


class SolRedeemed(Model):
    """Whether BNSOL was redeemed, and when the SOL arrives."""

    success: bool
    sol_amount: Decimal
    exchange_rate: Decimal
    arrival_time: datetime


class SolStaking(Model):
    """SOL that was staked."""

    time: datetime
    asset: str
    amount: Decimal
    status: str  # PENDING, SUCCESS, FAILED
    distribute_asset: str = "BNSOL"
    distribute_amount: Decimal = Decimal(0)
    exchange_rate: Decimal | None = None


class SolRedemption(Model):
    """BNSOL that was redeemed."""

    time: datetime
    asset: str
    amount: Decimal
    status: str  # PENDING, SUCCESS, FAILED
    arrival_time: datetime | None = None
    distribute_asset: str = "SOL"
    distribute_amount: Decimal = Decimal(0)
    exchange_rate: Decimal | None = None


class BnsolReward(Model):
    """By how much a holding of BNSOL grew in a day."""

    time: datetime
    amount_in_sol: Decimal = msgspec.field(name="amountInSOL")
    holding: Decimal  # in BNSOL
    holding_in_sol: Decimal = msgspec.field(name="holdingInSOL")
    annual_percentage_rate: Decimal


class BnsolRewards(Page[BnsolReward]):
    """Rewards of BNSOL, and what the next ones may be."""

    est_rewards_in_sol: Decimal = msgspec.field(name="estRewardsInSOL", default=Decimal(0))


class BoostReward(Model):
    """A boost that was handed out or claimed."""

    time: datetime
    token: str
    amount: Decimal
    bnsol_holding: Decimal | None = None  # only when handed out
    status: str | None = None  # only when claimed


class UnclaimedReward(Model):
    """A boost that waits to be claimed."""

    amount: Decimal
    rewards_asset: str

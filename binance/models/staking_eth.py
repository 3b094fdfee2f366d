"""ETH that is staked and held as WBETH.

https://developers.binance.com/docs/staking/eth-staking

Ratios are ETH for one WBETH. Rates are parts of the value for a year: 0.05 is 5 %.
"""

from datetime import datetime
from decimal import Decimal

import msgspec

from binance.models.model import Model
from binance.models.page import Page


class EthHoldings(Model):
    """What is held of staked ETH."""

    wbeth_amount: Decimal
    beth_amount: Decimal = Decimal(0)


class EthProfit(Model):
    """What staked ETH brought in thirty days, in ETH."""

    amount_from_wbeth: Decimal = msgspec.field(name="amountFromWBETH")
    amount_from_beth: Decimal = msgspec.field(name="amountFromBETH", default=Decimal(0))


class EthStakingAccount(Model):
    """What is staked and what it brought."""

    holding_in_eth: Decimal = msgspec.field(name="holdingInETH")
    holdings: EthHoldings
    thirty_days_profit_in_eth: Decimal = msgspec.field(
        name="thirtyDaysProfitInETH", default=Decimal(0)
    )
    profit: EthProfit | None = None


class StakingQuota(Model):
    """How much may be staked and redeemed."""

    left_staking_personal_quota: Decimal
    left_redemption_personal_quota: Decimal
    min_stake_amount: Decimal | None = None
    min_redeem_amount: Decimal | None = None
    redeem_period: int | None = None  # days
    stakeable: bool = True
    redeemable: bool = True
    sold_out: bool = False
    commission_fee: Decimal | None = None  # a part of the rewards
    next_epoch_time: datetime | None = None  # SOL
    calculating: bool = False  # rewards are worked out; nothing can be staked or redeemed


class StakingRate(Model):
    """The rate of a day, and what one token was worth."""

    annual_percentage_rate: Decimal
    exchange_rate: Decimal
    time: datetime


class EthStaked(Model):
    """Whether ETH was staked."""

    success: bool
    wbeth_amount: Decimal
    conversion_ratio: Decimal


class EthRedeemed(Model):
    """Whether staked ETH was redeemed, and when the ETH arrives."""

    success: bool
    arrival_time: datetime
    eth_amount: Decimal
    conversion_ratio: Decimal


class BethWrapped(Model):
    """Whether BETH became WBETH."""

    success: bool
    wbeth_amount: Decimal
    exchange_rate: Decimal


class EthStaking(Model):
    """ETH that was staked."""

    time: datetime
    asset: str
    amount: Decimal
    status: str  # PENDING, SUCCESS, FAILED
    distribute_asset: str = "WBETH"
    distribute_amount: Decimal = Decimal(0)
    conversion_ratio: Decimal | None = None


class EthRedemption(Model):
    """Staked ETH that was redeemed."""

    time: datetime
    asset: str
    amount: Decimal
    status: str  # PENDING, SUCCESS, FAILED
    arrival_time: datetime | None = None
    distribute_asset: str = "ETH"
    distribute_amount: Decimal = Decimal(0)
    conversion_ratio: Decimal | None = None


class WbethReward(Model):
    """By how much a holding of WBETH grew in a day."""

    time: datetime
    amount_in_eth: Decimal = msgspec.field(name="amountInETH")
    holding: Decimal  # in WBETH
    holding_in_eth: Decimal = msgspec.field(name="holdingInETH")
    annual_percentage_rate: Decimal


class WbethRewards(Page[WbethReward]):
    """Rewards of WBETH, and what the next ones may be."""

    est_rewards_in_eth: Decimal = msgspec.field(name="estRewardsInETH", default=Decimal(0))


class Wrapping(Model):
    """BETH that became WBETH, or the other way round."""

    time: datetime
    from_asset: str
    from_amount: Decimal
    to_asset: str
    to_amount: Decimal
    exchange_rate: Decimal  # BETH for one WBETH
    status: str  # PENDING, SUCCESS, FAILED

"""BFUSD and RWUSD, dollars that earn.

https://developers.binance.com/docs/simple_earn/bfusd
https://developers.binance.com/docs/simple_earn/rwusd

Rates are parts of the value for a year: 0.05 is 5 %.
"""

from datetime import datetime
from decimal import Decimal

import msgspec

from binance.models.model import Model


class BfusdAccount(Model):
    """How much BFUSD there is, and what it brought."""

    bfusd_amount: Decimal
    usdt_profit: Decimal = Decimal(0)
    bfusd_profit: Decimal = Decimal(0)


class RwusdAccount(Model):
    """How much RWUSD there is, and what it brought."""

    rwusd_amount: Decimal
    total_profit: Decimal = Decimal(0)


class SubscriptionQuota(Model):
    """How much more may be bought."""

    left_quota: Decimal


class FastQuota(Model):
    """How much may be redeemed at once, for a fee."""

    left_quota: Decimal
    minimum: Decimal = Decimal(0)
    fee: Decimal = Decimal(0)  # a part of the amount
    free_quota: Decimal = Decimal(0)  # without a fee


class StandardQuota(Model):
    """How much may be redeemed after some days."""

    left_quota: Decimal
    minimum: Decimal = Decimal(0)
    fee: Decimal = Decimal(0)  # a part of the amount
    redeem_period: int = 0  # days


class DollarQuotas(Model):
    """How much may be bought and redeemed."""

    subscription_quota: SubscriptionQuota
    fast_redemption_quota: FastQuota
    standard_redemption_quota: StandardQuota


class DollarRate(Model):
    """The rate of a day."""

    annual_percentage_rate: Decimal
    time: datetime


class BfusdSubscribed(Model):
    """Whether BFUSD was bought."""

    success: bool
    bfusd_amount: Decimal


class RwusdSubscribed(Model):
    """Whether RWUSD was bought."""

    success: bool
    rwusd_amount: Decimal


class DollarRedeemed(Model):
    """Whether it was redeemed, and when the money arrives."""

    success: bool
    receive_amount: Decimal
    fee: Decimal = Decimal(0)
    arrival_time: datetime | None = None


class DollarSubscription(Model):
    """A purchase of the past."""

    time: datetime
    asset: str
    amount: Decimal
    receive_asset: str
    receive_amount: Decimal
    status: str  # PENDING, SUCCESS, FAILED


class DollarRedemption(Model):
    """A redemption of the past."""

    time: datetime
    asset: str
    amount: Decimal
    receive_asset: str
    receive_amount: Decimal
    status: str  # PENDING, SUCCESS, FAILED
    fee: Decimal = Decimal(0)
    arrival_time: datetime | None = None


class BfusdReward(Model):
    """What BFUSD brought on a day."""

    time: datetime
    rewards_amount: Decimal
    bfusd_position: Decimal = msgspec.field(name="BFUSDPosition")
    annual_percentage_rate: Decimal
    reward_asset: str = "BFUSD"


class RwusdReward(Model):
    """What RWUSD brought on a day."""

    time: datetime
    rewards_amount: Decimal
    rwusd_position: Decimal
    annual_percentage_rate: Decimal

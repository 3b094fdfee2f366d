"""Simple Earn and on-chain yields with a term: products, positions, what was paid in and out.

https://developers.binance.com/docs/simple_earn/flexible-locked
https://developers.binance.com/docs/staking/on-chain-yields

Amounts are in the asset. Rates are parts of the value for a year: 0.05 is 5 %.
"""

from datetime import datetime
from decimal import Decimal

import msgspec

from binance.models.model import Model, Number


class LockedDetail(Model):
    """What a product with a term promises."""

    asset: str
    duration: int  # days
    apr: Decimal
    reward_asset: str = ""
    renewable: bool = False
    is_sold_out: bool = False
    status: str = "CREATED"  # PREHEATING, PURCHASING, END …
    subscription_start_time: datetime | None = None
    can_redeem_to_flex: bool | None = None
    extra_reward_asset: str | None = None
    extra_reward_apr: Decimal | None = msgspec.field(name="extraRewardAPR", default=None)
    boost_reward_asset: str | None = None
    boost_apr: Decimal | None = None
    boost_end_time: datetime | None = None


class LockedQuota(Model):
    """How much and how little of a product somebody may buy."""

    total_personal_quota: Decimal
    minimum: Decimal


class LockedProduct(Model):
    """An asset that can be lent for a term."""

    project_id: str
    detail: LockedDetail
    quota: LockedQuota


class LockedPosition(Model):
    """What is lent of an asset until a day."""

    position_id: Number
    project_id: str
    asset: str
    amount: Decimal
    purchase_time: datetime
    duration: Number  # days
    apy: Decimal = msgspec.field(name="APY")
    status: str  # HOLDING, REDEEMING, …
    accrual_days: Number = Number(0)
    reward_asset: str = ""
    reward_amt: Decimal = Decimal(0)
    extra_reward_asset: str | None = None
    extra_reward_apr: Decimal | None = msgspec.field(name="extraRewardAPR", default=None)
    est_extra_reward_amt: Decimal | None = None
    boost_reward_asset: str | None = None
    boost_apr: Decimal | None = None
    total_boost_reward_amt: Decimal | None = None
    next_pay: Decimal | None = None
    next_pay_date: datetime | None = None
    pay_period: Number | None = None  # days
    rewards_pay_date: datetime | None = None  # on-chain yields
    rewards_end_date: datetime | None = None
    redeem_amount_early: Decimal | None = None  # what is left when it is redeemed before the end
    deliver_date: datetime | None = None
    next_subscription_date: datetime | None = None
    redeem_period: Number | None = None  # days
    redeeming_amt: Decimal | None = None
    redeem_to: str | None = None  # SPOT, FLEXIBLE
    partial_amt_deliver_date: datetime | None = None
    can_redeem_early: bool = False
    can_fast_redemption: bool | None = None
    can_re_stake: bool | None = None
    auto_subscribe: bool = False
    type: str = "NORMAL"  # AUTO, NORMAL
    parent_position_id: Number | None = None


class LockedPreview(Model):
    """What a subscription would bring, and when."""

    reward_asset: str
    total_reward_amt: Decimal
    deliver_date: datetime
    value_date: datetime | None = None
    rewards_end_date: datetime | None = None
    rewards_pay_date: datetime | None = None  # on-chain yields
    next_pay: Decimal | None = None
    next_pay_date: datetime | None = None
    next_subscription_date: datetime | None = None
    extra_reward_asset: str | None = None
    est_total_extra_reward_amt: Decimal | None = None
    boost_reward_asset: str | None = None
    est_daily_reward_amt: Decimal | None = None


class LockedSubscribed(Model):
    """Whether a subscription was made, and the position it made."""

    success: bool
    purchase_id: Number
    position_id: Number
    amount: Decimal | None = None


class LockedSubscription(Model):
    """A subscription of the past."""

    position_id: Number
    purchase_id: Number
    asset: str
    amount: Decimal
    time: datetime
    lock_period: Number  # days
    type: str  # NORMAL, AUTO
    status: str  # PURCHASING, SUCCESS, FAILED
    project_id: str = ""
    client_id: str | None = None  # on-chain yields
    source_account: str = "SPOT"
    amt_from_spot: Decimal | None = None
    amt_from_funding: Decimal | None = None


class LockedRedemption(Model):
    """A redemption of the past."""

    position_id: Number
    redeem_id: Number
    asset: str
    amount: Decimal
    time: datetime
    lock_period: Number  # days
    type: str  # MATURE, NEW_TRANSFERRED, AHEAD …
    status: str  # PAID, …
    deliver_date: datetime | None = None
    original_amount: Decimal | None = None
    loss_amount: Decimal | None = None  # what redeeming early cost
    is_complete: bool | None = None
    reward_asset: str | None = None
    reward_amt: Decimal | None = None
    extra_reward_asset: str | None = None
    est_extra_reward_amt: Decimal | None = None


class LockedReward(Model):
    """What a position brought."""

    position_id: Number
    asset: str
    amount: Decimal
    time: datetime
    lock_period: Number  # days
    type: str | None = None  # Locked Rewards, Boost …

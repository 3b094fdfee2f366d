"""Simple Earn without a term: products, positions, what was paid in and out.

https://developers.binance.com/docs/simple_earn/flexible-locked

Amounts are in the asset. Rates are parts of the value for a year: 0.05 is 5 %.
"""

from datetime import datetime
from decimal import Decimal

import msgspec

from binance.models.model import Model, Number


class FlexibleProduct(Model):
    """An asset that can be lent without a term."""

    product_id: str
    asset: str
    latest_annual_percentage_rate: Decimal
    min_purchase_amount: Decimal
    can_purchase: bool = True
    can_redeem: bool = True
    is_sold_out: bool = False
    hot: bool = False
    tier_annual_percentage_rate: dict[str, Decimal] = msgspec.field(default_factory=dict)
    air_drop_percentage_rate: Decimal | None = None
    subscription_start_time: datetime | None = None
    status: str = "PURCHASING"  # PREHEATING, PURCHASING, END


class FlexiblePosition(Model):
    """What is lent of an asset; Binance shows it on spot as an asset that begins with LD, too."""

    product_id: str
    asset: str
    total_amount: Decimal
    latest_annual_percentage_rate: Decimal
    tier_annual_percentage_rate: dict[str, Decimal] = msgspec.field(default_factory=dict)
    yesterday_airdrop_percentage_rate: Decimal | None = None
    air_drop_asset: str | None = None
    can_redeem: bool = True
    collateral_amount: Decimal = Decimal(0)  # serves as a collateral and cannot be redeemed
    yesterday_real_time_rewards: Decimal = Decimal(0)
    cumulative_bonus_rewards: Decimal = Decimal(0)
    cumulative_real_time_rewards: Decimal = Decimal(0)
    cumulative_total_rewards: Decimal = Decimal(0)
    auto_subscribe: bool = False


class PersonalQuota(Model):
    """How much more of a product somebody may buy."""

    left_personal_quota: Decimal


class FlexiblePreview(Model):
    """What a subscription would bring."""

    total_amount: Decimal
    reward_asset: str
    est_daily_real_time_rewards: Decimal
    est_daily_bonus_rewards: Decimal = Decimal(0)
    est_daily_airdrop_rewards: Decimal = Decimal(0)
    air_drop_asset: str | None = None


class Subscribed(Model):
    """Whether a subscription was made."""

    success: bool
    purchase_id: Number


class Redeemed(Model):
    """Whether a redemption was made."""

    success: bool
    redeem_id: Number


class FlexibleSubscription(Model):
    """A subscription of the past."""

    purchase_id: Number
    asset: str
    amount: Decimal
    time: datetime
    type: str  # AUTO, NORMAL, CONVERT, LOAN …
    status: str  # PURCHASING, SUCCESS, FAILED
    product_id: str = ""
    source_account: str = "SPOT"
    amt_from_spot: Decimal | None = None
    amt_from_funding: Decimal | None = None


class FlexibleRedemption(Model):
    """A redemption of the past."""

    redeem_id: Number
    asset: str
    amount: Decimal
    time: datetime
    status: str  # PAID, …
    product_id: str = ""
    dest_account: str = "SPOT"


class FlexibleReward(Model):
    """What a position brought."""

    asset: str
    rewards: Decimal
    type: str  # BONUS, REALTIME, REWARDS
    time: datetime
    project_id: str = ""


class CollateralRecord(Model):
    """Lent assets that became a collateral, or ceased to be one."""

    order_id: Number
    product_id: str
    asset: str
    amount: Decimal
    create_time: datetime
    type: str  # REPAY, BORROW
    product_name: str = ""


class FlexibleRate(Model):
    """The rate of a product on a day."""

    product_id: str
    asset: str
    annual_percentage_rate: Decimal
    time: datetime

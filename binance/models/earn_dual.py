"""Dual investment: a high rate, paid in one of two assets.

https://developers.binance.com/docs/dual_investment
"""

from datetime import datetime
from decimal import Decimal

import msgspec

from binance.models.model import Model, Number


class DualAccount(Model):
    """What all dual investments are worth."""

    total_amount_in_btc: Decimal = msgspec.field(name="totalAmountInBTC")
    total_amount_in_usdt: Decimal = msgspec.field(name="totalAmountInUSDT")


class DualProduct(Model):
    """An offer; rates are parts of the value for a year."""

    id: Number
    order_id: Number
    invest_coin: str
    exercised_coin: str
    strike_price: Decimal
    duration: int  # days
    settle_date: datetime
    apr: Decimal
    min_amount: Decimal
    max_amount: Decimal
    option_type: str  # CALL, PUT
    can_purchase: bool = True
    purchase_decimal: int = 8
    purchase_end_time: datetime | None = None
    create_timestamp: datetime | None = None
    is_auto_compound_enable: bool = False
    auto_compound_plan_list: list[str] = msgspec.field(default_factory=list)


class DualProducts(Model):
    """Some offers of many."""

    total: int = 0
    products: list[DualProduct] = msgspec.field(name="list", default_factory=list)


class DualPosition(Model):
    """A dual investment that somebody made."""

    id: Number
    order_id: Number
    invest_coin: str
    exercised_coin: str
    subscription_amount: Decimal
    strike_price: Decimal
    duration: int
    settle_date: datetime
    purchase_status: str
    apr: Decimal
    option_type: str
    purchase_end_time: datetime | None = None
    purchase_time: datetime | None = None
    auto_compound_plan: str | None = None
    is_exercised: bool | None = None  # once it is settled
    settle_price: Decimal | None = None
    settle_asset: str | None = None
    settle_amount: Decimal | None = None


class DualPositions(Model):
    """Some dual investments of many."""

    total: int = 0
    positions: list[DualPosition] = msgspec.field(name="list", default_factory=list)


class DualSubscribed(Model):
    """A dual investment was made."""

    position_id: Number
    order_id: Number
    invest_coin: str
    exercised_coin: str
    subscription_amount: Decimal
    strike_price: Decimal
    duration: int
    settle_date: datetime
    purchase_status: str
    apr: Decimal
    option_type: str
    purchase_time: datetime | None = None
    auto_compound_plan: str | None = None

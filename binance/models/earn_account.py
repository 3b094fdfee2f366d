"""What all of earn is worth, and what is going on there.

https://developers.binance.com/docs/simple_earn
"""

from datetime import datetime
from decimal import Decimal

import msgspec

from binance.models.model import Model


class EarnAccount(Model):
    """What all positions are worth."""

    total_amount_in_btc: Decimal = msgspec.field(name="totalAmountInBTC")
    total_amount_in_usdt: Decimal = msgspec.field(name="totalAmountInUSDT")
    total_flexible_amount_in_btc: Decimal = msgspec.field(
        name="totalFlexibleAmountInBTC", default=Decimal(0)
    )
    total_flexible_amount_in_usdt: Decimal = msgspec.field(
        name="totalFlexibleAmountInUSDT", default=Decimal(0)
    )
    total_locked_in_btc: Decimal = msgspec.field(name="totalLockedInBTC", default=Decimal(0))
    total_locked_in_usdt: Decimal = msgspec.field(name="totalLockedInUSDT", default=Decimal(0))


class ArenaActivity(Model):
    """A campaign of the Yield Arena."""

    activity_id: int
    activity_type: str  # AIRDROP …
    title: str = ""
    description: str = ""
    reward_pool_in_usd: Decimal | None = None
    reward_token: list[str] = msgspec.field(default_factory=list)
    redirect_url: str = ""
    start_time: datetime | None = None
    end_time: datetime | None = None


class ArenaActivities(Model):
    """The campaigns of the Yield Arena."""

    activities: list[ArenaActivity] = msgspec.field(default_factory=list)


class Switched(Model):
    """Whether a setting was changed."""

    success: bool

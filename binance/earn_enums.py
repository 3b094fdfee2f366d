"""Binance's fixed words of earn and staking.

https://developers.binance.com/docs/simple_earn
"""

from binance.enums import OpenEnum


class EarnSource(OpenEnum):
    """Which wallet a subscription is paid from, or a redemption goes to (not ALL)."""

    SPOT = "SPOT"
    FUND = "FUND"
    ALL = "ALL"  # spot first, then funding


class RedeemTo(OpenEnum):
    """Where a locked position goes when it ends."""

    SPOT = "SPOT"
    FLEXIBLE = "FLEXIBLE"


class AprPeriod(OpenEnum):
    """Of which period a rate is."""

    DAY = "DAY"
    YEAR = "YEAR"


class RewardType(OpenEnum):
    """Which rewards of a flexible position are meant."""

    BONUS = "BONUS"  # tiered
    REALTIME = "REALTIME"
    REWARDS = "REWARDS"  # of locked positions that became flexible
    ALL = "ALL"


class RedeemSpeed(OpenEnum):
    """How BFUSD and RWUSD are redeemed."""

    FAST = "FAST"  # at once, for a fee and within a quota
    STANDARD = "STANDARD"  # after some days


class StableCoin(OpenEnum):
    """What BFUSD and RWUSD are bought with."""

    USDT = "USDT"
    USDC = "USDC"


class OptionType(OpenEnum):
    """Which way a dual investment is exercised."""

    CALL = "CALL"  # sell high
    PUT = "PUT"  # buy low


class DualStatus(OpenEnum):
    """Where a dual investment stands."""

    PENDING = "PENDING"
    PURCHASE_SUCCESS = "PURCHASE_SUCCESS"
    SETTLED = "SETTLED"
    PURCHASE_FAIL = "PURCHASE_FAIL"
    REFUNDING = "REFUNDING"
    REFUND_SUCCESS = "REFUND_SUCCESS"
    SETTLING = "SETTLING"


class StakedEth(OpenEnum):
    """Which staked ETH is redeemed."""

    WBETH = "WBETH"
    BETH = "BETH"


class BoostRecord(OpenEnum):
    """Whether boost rewards were claimed or handed out."""

    CLAIM = "CLAIM"
    DISTRIBUTE = "DISTRIBUTE"

"""Words of the two exchanges for contracts; one Binance adds later is kept as it came.

https://developers.binance.com/docs/derivatives/usds-margined-futures/common-definition
"""

from binance.enums import OpenEnum


class PositionSide(OpenEnum):
    """Which of an account's positions in a contract is meant."""

    BOTH = "BOTH"  # the only one in one-way mode
    LONG = "LONG"  # in hedge mode
    SHORT = "SHORT"


class MarginMode(OpenEnum):
    """Whether the positions of a contract share their margin with others."""

    CROSSED = "CROSSED"
    ISOLATED = "ISOLATED"


class WorkingType(OpenEnum):
    """Which price triggers a conditional order."""

    CONTRACT_PRICE = "CONTRACT_PRICE"  # the last price
    MARK_PRICE = "MARK_PRICE"


class PriceMatch(OpenEnum):
    """Which price of the book an order takes over; the number is the level."""

    NONE = "NONE"  # only in answers
    OPPONENT = "OPPONENT"  # the best of the other side
    OPPONENT_5 = "OPPONENT_5"
    OPPONENT_10 = "OPPONENT_10"
    OPPONENT_20 = "OPPONENT_20"
    QUEUE = "QUEUE"  # the best of its own side
    QUEUE_5 = "QUEUE_5"
    QUEUE_10 = "QUEUE_10"
    QUEUE_20 = "QUEUE_20"


class AlgoType(OpenEnum):
    """What an algo order is."""

    CONDITIONAL = "CONDITIONAL"


class AlgoStatus(OpenEnum):
    """Where a conditional order stands."""

    NEW = "NEW"  # waits for its trigger
    TRIGGERING = "TRIGGERING"
    TRIGGERED = "TRIGGERED"  # on the book
    FINISHED = "FINISHED"  # filled or cancelled on the book
    CANCELED = "CANCELED"
    REJECTED = "REJECTED"  # by the engine, when it was triggered
    EXPIRED = "EXPIRED"  # the position it depended on is gone


class IncomeType(OpenEnum):
    """Why money moved."""

    TRANSFER = "TRANSFER"
    WELCOME_BONUS = "WELCOME_BONUS"
    REALIZED_PNL = "REALIZED_PNL"
    FUNDING_FEE = "FUNDING_FEE"
    COMMISSION = "COMMISSION"
    INSURANCE_CLEAR = "INSURANCE_CLEAR"
    DELIVERED_SETTELMENT = "DELIVERED_SETTELMENT"  # spelt so by Binance
    # USDⓈ-M only.
    REFERRAL_KICKBACK = "REFERRAL_KICKBACK"
    COMMISSION_REBATE = "COMMISSION_REBATE"
    API_REBATE = "API_REBATE"
    CONTEST_REWARD = "CONTEST_REWARD"
    CROSS_COLLATERAL_TRANSFER = "CROSS_COLLATERAL_TRANSFER"
    OPTIONS_PREMIUM_FEE = "OPTIONS_PREMIUM_FEE"
    OPTIONS_SETTLE_PROFIT = "OPTIONS_SETTLE_PROFIT"
    INTERNAL_TRANSFER = "INTERNAL_TRANSFER"
    AUTO_EXCHANGE = "AUTO_EXCHANGE"
    COIN_SWAP_DEPOSIT = "COIN_SWAP_DEPOSIT"
    COIN_SWAP_WITHDRAW = "COIN_SWAP_WITHDRAW"
    POSITION_LIMIT_INCREASE_FEE = "POSITION_LIMIT_INCREASE_FEE"
    STRATEGY_UMFUTURES_TRANSFER = "STRATEGY_UMFUTURES_TRANSFER"
    FEE_RETURN = "FEE_RETURN"
    BFUSD_REWARD = "BFUSD_REWARD"
    SPECIAL_FUNDING_FEE = "SPECIAL_FUNDING_FEE"


class AutoClose(OpenEnum):
    """Why the exchange closed a position."""

    LIQUIDATION = "LIQUIDATION"
    ADL = "ADL"  # to cover somebody else's loss

"""Binance's fixed words. A word that Binance adds later is kept as it came and breaks nothing.

https://developers.binance.com/docs/binance-spot-api-docs/enums
"""

from enum import StrEnum
from typing import Self


class OpenEnum(StrEnum):
    """A set of words that may grow: an unknown one becomes a member of the moment."""

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_ = value
        member._value_ = value
        return member


class Interval(OpenEnum):
    """The length of a candle."""

    SECOND_1 = "1s"  # spot only
    MINUTE_1 = "1m"
    MINUTE_3 = "3m"
    MINUTE_5 = "5m"
    MINUTE_15 = "15m"
    MINUTE_30 = "30m"
    HOUR_1 = "1h"
    HOUR_2 = "2h"
    HOUR_4 = "4h"
    HOUR_6 = "6h"
    HOUR_8 = "8h"
    HOUR_12 = "12h"
    DAY_1 = "1d"
    DAY_3 = "3d"
    WEEK_1 = "1w"
    MONTH_1 = "1M"


class Side(OpenEnum):
    """Which way an order goes."""

    BUY = "BUY"
    SELL = "SELL"


class OrderType(OpenEnum):
    """How an order is executed."""

    LIMIT = "LIMIT"
    MARKET = "MARKET"
    LIMIT_MAKER = "LIMIT_MAKER"
    STOP_LOSS = "STOP_LOSS"
    STOP_LOSS_LIMIT = "STOP_LOSS_LIMIT"
    TAKE_PROFIT = "TAKE_PROFIT"
    TAKE_PROFIT_LIMIT = "TAKE_PROFIT_LIMIT"
    # Futures only, TAKE_PROFIT (there with a price) besides.
    STOP = "STOP"
    STOP_MARKET = "STOP_MARKET"
    TAKE_PROFIT_MARKET = "TAKE_PROFIT_MARKET"
    TRAILING_STOP_MARKET = "TRAILING_STOP_MARKET"


class TimeInForce(OpenEnum):
    """How long an order stays."""

    GTC = "GTC"
    IOC = "IOC"
    FOK = "FOK"
    # Futures only.
    GTX = "GTX"  # post only
    GTD = "GTD"  # until a date
    RPI = "RPI"


class OrderStatus(OpenEnum):
    """Where an order stands."""

    NEW = "NEW"
    PENDING_NEW = "PENDING_NEW"  # waits for the working order of its list
    PARTIALLY_FILLED = "PARTIALLY_FILLED"
    FILLED = "FILLED"
    CANCELED = "CANCELED"
    REJECTED = "REJECTED"
    EXPIRED = "EXPIRED"
    EXPIRED_IN_MATCH = "EXPIRED_IN_MATCH"


class SymbolStatus(OpenEnum):
    """Whether a symbol trades."""

    TRADING = "TRADING"
    END_OF_DAY = "END_OF_DAY"
    HALT = "HALT"
    BREAK = "BREAK"
    CANCEL_ONLY = "CANCEL_ONLY"  # since 2026-07


class Period(OpenEnum):
    """The step of futures statistics."""

    MINUTE_5 = "5m"
    MINUTE_15 = "15m"
    MINUTE_30 = "30m"
    HOUR_1 = "1h"
    HOUR_2 = "2h"
    HOUR_4 = "4h"
    HOUR_6 = "6h"
    HOUR_12 = "12h"
    DAY_1 = "1d"


class ContractType(OpenEnum):
    """What a futures contract is."""

    ALL = "ALL"  # only to ask with
    PERPETUAL = "PERPETUAL"
    CURRENT_QUARTER = "CURRENT_QUARTER"
    NEXT_QUARTER = "NEXT_QUARTER"
    TRADIFI_PERPETUAL = "TRADIFI_PERPETUAL"  # shares, metals …; USDⓈ-M only


class OrderResponse(OpenEnum):
    """How much an answer to a new order tells."""

    ACK = "ACK"
    RESULT = "RESULT"
    FULL = "FULL"  # with the fills


class SelfTradePrevention(OpenEnum):
    """What happens instead of a trade with oneself; symbols name those they allow."""

    NONE = "NONE"
    EXPIRE_TAKER = "EXPIRE_TAKER"
    EXPIRE_MAKER = "EXPIRE_MAKER"
    EXPIRE_BOTH = "EXPIRE_BOTH"
    DECREMENT = "DECREMENT"
    TRANSFER = "TRANSFER"


class CancelReplaceMode(OpenEnum):
    """Whether the new order is placed when the old one could not be cancelled."""

    STOP_ON_FAILURE = "STOP_ON_FAILURE"
    ALLOW_FAILURE = "ALLOW_FAILURE"


class CancelRestrictions(OpenEnum):
    """Which state an order must be in to be cancelled."""

    ONLY_NEW = "ONLY_NEW"
    ONLY_PARTIALLY_FILLED = "ONLY_PARTIALLY_FILLED"


class OrderLimitMode(OpenEnum):
    """What a cancel-and-replace does when too many orders are unfilled."""

    DO_NOTHING = "DO_NOTHING"
    CANCEL_ONLY = "CANCEL_ONLY"


class PegPriceType(OpenEnum):
    """Which price a pegged order follows."""

    PRIMARY_PEG = "PRIMARY_PEG"  # the best of its own side
    MARKET_PEG = "MARKET_PEG"  # the best of the other side


class PegOffsetType(OpenEnum):
    """What the offset of a pegged order counts."""

    PRICE_LEVEL = "PRICE_LEVEL"


class SideEffect(OpenEnum):
    """What a margin order does besides trading."""

    NO_SIDE_EFFECT = "NO_SIDE_EFFECT"
    MARGIN_BUY = "MARGIN_BUY"  # borrows what is missing
    AUTO_REPAY = "AUTO_REPAY"
    AUTO_BORROW_REPAY = "AUTO_BORROW_REPAY"


class BorrowRepay(OpenEnum):
    """Which way a margin loan goes."""

    BORROW = "BORROW"
    REPAY = "REPAY"


class MarginType(OpenEnum):
    """Which margin account is meant."""

    MARGIN = "MARGIN"  # cross
    ISOLATED = "ISOLATED"


class ConvertWallet(OpenEnum):
    """Which wallets a conversion draws on."""

    SPOT = "SPOT"
    FUNDING = "FUNDING"
    EARN = "EARN"
    SPOT_FUNDING = "SPOT_FUNDING"
    FUNDING_EARN = "FUNDING_EARN"
    SPOT_FUNDING_EARN = "SPOT_FUNDING_EARN"
    SPOT_EARN = "SPOT_EARN"


class QuoteLife(OpenEnum):
    """How long a quote of convert may be accepted."""

    SECONDS_10 = "10s"
    SECONDS_30 = "30s"
    MINUTE_1 = "1m"


class ConvertExpiry(OpenEnum):
    """How long a limit order of convert stays."""

    DAYS_1 = "1_D"
    DAYS_3 = "3_D"
    DAYS_7 = "7_D"
    DAYS_30 = "30_D"

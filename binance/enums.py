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

"""Conversions of one asset into another.

https://developers.binance.com/docs/convert
"""

from datetime import datetime
from decimal import Decimal

import msgspec

from binance.models.model import Model, Number


class ConvertPair(Model):
    """What may be converted into what; amounts in the asset they name."""

    from_asset: str
    to_asset: str
    from_asset_min_amount: Decimal
    from_asset_max_amount: Decimal
    to_asset_min_amount: Decimal
    to_asset_max_amount: Decimal


class ConvertAsset(Model):
    """How finely an asset may be divided."""

    asset: str
    fraction: int  # places after the point


class ConvertQuote(Model):
    """What a conversion would bring."""

    ratio: Decimal  # of `to_asset` for one `from_asset`
    inverse_ratio: Decimal
    valid_timestamp: datetime  # until when it may be accepted
    from_amount: Decimal
    to_amount: Decimal
    quote_id: str | None = None  # None: the balance is too small to accept it


class ConvertAccepted(Model):
    """A conversion under way."""

    order_id: Number
    order_status: str  # PROCESS, ACCEPT_SUCCESS, SUCCESS, FAIL
    create_time: datetime | None = None


class ConvertOrder(Model):
    """A conversion and what became of it."""

    order_id: Number
    order_status: str  # PROCESS, ACCEPT_SUCCESS, SUCCESS, FAIL
    from_asset: str
    from_amount: Decimal
    to_asset: str
    to_amount: Decimal
    ratio: Decimal
    inverse_ratio: Decimal
    create_time: datetime
    quote_id: str | None = None
    expired_timestamp: datetime | None = None  # of a limit order


class ConvertFlow(Model):
    """Conversions between two times."""

    start_time: datetime
    end_time: datetime
    limit: int
    orders: list[ConvertOrder] = msgspec.field(name="list", default_factory=list)
    more_data: bool = False


class ConvertOpenOrders(Model):
    """Limit orders that are not filled."""

    orders: list[ConvertOrder] = msgspec.field(name="list", default_factory=list)


class ConvertLimitOrder(Model):
    """A limit order that was placed or cancelled."""

    order_id: Number
    status: str

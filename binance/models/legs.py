"""The legs of order lists and what orders may carry, as parameters.

https://developers.binance.com/docs/binance-spot-api-docs/rest-api/trading-endpoints

Prices are in the quote asset, quantities in the base asset.
"""

from decimal import Decimal

from binance.enums import OrderType, PegOffsetType, PegPriceType, Side, TimeInForce
from binance.models.parts import Parts


class Strategy(Parts, frozen=True, kw_only=True):
    """A label of one's own: which strategy an order belongs to."""

    id: int
    type: int | None = None  # from 1,000,000 on


class Peg(Parts, frozen=True, kw_only=True):
    """Let the price follow the book; then `price` may be left out."""

    price_type: PegPriceType
    offset_value: int | None = None  # at most 100; together with the type
    offset_type: PegOffsetType | None = None


class MarginLeg(Parts, frozen=True, kw_only=True):
    """One order of a pair of which at most one is filled."""

    type: OrderType
    client_order_id: str | None = None
    price: Decimal | None = None
    stop_price: Decimal | None = None
    trailing_delta: int | None = None  # hundredths of a percent
    iceberg_qty: Decimal | None = None
    time_in_force: TimeInForce | None = None


class Leg(MarginLeg, frozen=True, kw_only=True):
    """One order of a pair of which at most one is filled, on spot."""

    strategy: Strategy | None = None
    peg: Peg | None = None


class MarginWorkingLeg(Parts, frozen=True, kw_only=True):
    """The order that goes on the book at once."""

    type: OrderType  # LIMIT or LIMIT_MAKER
    side: Side
    price: Decimal
    quantity: Decimal
    client_order_id: str | None = None
    iceberg_qty: Decimal | None = None  # margin wants one for OTO
    time_in_force: TimeInForce | None = None


class WorkingLeg(MarginWorkingLeg, frozen=True, kw_only=True):
    """The order that goes on the book at once, on spot."""

    strategy: Strategy | None = None
    peg: Peg | None = None


class MarginPendingLeg(MarginLeg, frozen=True, kw_only=True):
    """The order that waits until the working one is wholly filled."""

    side: Side
    quantity: Decimal


class PendingLeg(Leg, frozen=True, kw_only=True):
    """The order that waits until the working one is wholly filled, on spot."""

    side: Side
    quantity: Decimal


class FundedLeg(Leg, frozen=True, kw_only=True):
    """The order that waits for the working one and sells what it bought."""

    side: Side

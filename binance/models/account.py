"""A user's own spot account, orders and trades.

https://developers.binance.com/docs/binance-spot-api-docs/rest-api/account-endpoints
"""

from datetime import datetime
from decimal import Decimal

import msgspec

from binance.enums import OrderStatus, OrderType, Side, TimeInForce
from binance.models.model import Model


class Balance(Model):
    """How much of an asset an account holds."""

    asset: str
    # Hundreds come at once, nearly all of them zero: made into numbers on request.
    raw_free: str = msgspec.field(name="free")
    raw_locked: str = msgspec.field(name="locked")

    @property
    def free(self) -> Decimal:
        """What may be used."""
        return Decimal(self.raw_free)

    @property
    def locked(self) -> Decimal:
        """What is in open orders."""
        return Decimal(self.raw_locked)

    @property
    def total(self) -> Decimal:
        """Free and locked together."""
        return self.free + self.locked


class CommissionRates(Model):
    """Fees as parts of the value: 0.001 is 0.1 %."""

    maker: Decimal
    taker: Decimal
    buyer: Decimal
    seller: Decimal


class Account(Model):
    """A spot account."""

    balances: list[Balance]
    can_trade: bool
    can_withdraw: bool
    can_deposit: bool
    account_type: str
    update_time: datetime
    commission_rates: CommissionRates | None = None
    permissions: list[str] = msgspec.field(default_factory=list)
    uid: int | None = None


class Order(Model):
    """An order as Binance keeps it. Prices in the quote asset, quantities in the base asset."""

    symbol: str
    order_id: int
    client_order_id: str
    price: Decimal  # 0 for market orders
    orig_qty: Decimal
    executed_qty: Decimal
    cummulative_quote_qty: Decimal  # spelt so by Binance; negative when unknown (old orders)
    status: OrderStatus
    time_in_force: TimeInForce
    type: OrderType
    side: Side
    time: datetime
    update_time: datetime
    is_working: bool  # False: a stop that has not been triggered
    order_list_id: int = -1  # -1: not part of a list
    stop_price: Decimal = Decimal(0)
    iceberg_qty: Decimal = Decimal(0)
    orig_quote_order_qty: Decimal = Decimal(0)
    working_time: int = -1  # milliseconds; -1: not on the book
    self_trade_prevention_mode: str = "NONE"
    trailing_delta: int | None = None  # in hundredths of a percent
    trailing_time: int | None = None  # milliseconds; -1: not trailing yet
    strategy_id: int | None = None
    strategy_type: int | None = None
    prevented_match_id: int | None = None
    prevented_quantity: Decimal | None = None
    working_floor: str | None = None
    used_sor: bool = False
    peg_price_type: str | None = None
    peg_offset_type: str | None = None
    peg_offset_value: int | None = None
    pegged_price: Decimal | None = None
    expiry_reason: str | None = None


class MyTrade(Model):
    """A trade of this account. Price and quote quantity in the quote asset."""

    symbol: str
    id: int
    order_id: int
    price: Decimal
    qty: Decimal  # in the base asset
    quote_qty: Decimal
    commission: Decimal
    commission_asset: str
    time: datetime
    is_buyer: bool
    is_maker: bool
    is_best_match: bool = True
    order_list_id: int = -1

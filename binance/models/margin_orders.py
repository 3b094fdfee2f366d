"""Orders and trades of margin accounts.

https://developers.binance.com/docs/margin_trading/trade
"""

from datetime import datetime
from decimal import Decimal

from binance.models.account import Order
from binance.models.model import Model, Number
from binance.models.orders import Cancelled, CancelledOrder, PlacedOrder, PlacedOrderList


class MarginOrder(Order):
    """An order of a margin account."""

    is_isolated: bool = False


class MarginPlacedOrder(PlacedOrder):
    """A new order of a margin account."""

    is_isolated: bool = False
    margin_buy_borrow_amount: Decimal | None = None
    margin_buy_borrow_asset: str | None = None


class MarginCancelledOrder(CancelledOrder):
    """A cancelled order of a margin account; Binance sometimes writes the id as text."""

    order_id: Number
    is_isolated: bool = False


class MarginCancelled(Cancelled):
    """What was cancelled with all of a symbol: an order, or a list with its reports."""

    is_isolated: bool = False


class MarginPlacedList(PlacedOrderList):
    """A new list of a margin account."""

    margin_buy_borrow_amount: Decimal | None = None
    margin_buy_borrow_asset: str | None = None


class MarginTrade(Model):
    """A trade of a margin account. Price in the quote asset, quantity in the base asset."""

    symbol: str
    id: int
    order_id: int
    price: Decimal
    qty: Decimal
    commission: Decimal
    commission_asset: str
    time: datetime
    is_buyer: bool
    is_maker: bool
    is_best_match: bool = True
    is_isolated: bool = False

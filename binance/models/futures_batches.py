"""Several orders in one call: what is wanted of each.

https://developers.binance.com/docs/derivatives/usds-margined-futures/trade/rest-api/Place-Multiple-Orders
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from binance.enums import OrderResponse, OrderType, SelfTradePrevention, Side, TimeInForce
from binance.futures_enums import PositionSide, PriceMatch


@dataclass(frozen=True, kw_only=True, slots=True)
class NewContractOrder:
    """One of the orders to place: LIMIT or MARKET. Give each a client id of its own."""

    symbol: str
    side: Side
    type: OrderType
    quantity: Decimal
    price: Decimal | None = None
    time_in_force: TimeInForce | None = None
    position_side: PositionSide | None = None
    reduce_only: bool | None = None
    new_client_order_id: str | None = None
    new_order_resp_type: OrderResponse | None = None
    price_match: PriceMatch | None = None
    self_trade_prevention_mode: SelfTradePrevention | None = None
    good_till_date: datetime | None = None  # USDⓈ-M


@dataclass(frozen=True, kw_only=True, slots=True)
class ContractChange:
    """One of the orders to change, named by either id; price and quantity are both wanted."""

    symbol: str
    side: Side
    quantity: Decimal
    price: Decimal
    order_id: int | None = None
    orig_client_order_id: str | None = None
    price_match: PriceMatch | None = None
    modify_id: int | None = None

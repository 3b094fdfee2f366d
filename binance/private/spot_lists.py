"""Order lists of a spot account: orders that depend on each other.

https://developers.binance.com/docs/binance-spot-api-docs/rest-api/trading-endpoints

A list counts as two orders, with three legs as three; at most 20 are open on a symbol. Each is
placed once and never repeated; look it up by its client id when the outcome is unknown.
"""
# mypy: disable-error-code="empty-body"
# The bodies are empty on purpose: `endpoint` makes the method from its signature.

from datetime import datetime
from decimal import Decimal

from binance.enums import OrderResponse, SelfTradePrevention, Side
from binance.models.legs import FundedLeg, Leg, PendingLeg, WorkingLeg
from binance.models.orders import CancelledOrderList, OrderList, PlacedOrderList
from binance.request.endpoint import ApiGroup, endpoint
from binance.request.request import Security


class SpotOrderLists(ApiGroup):
    """Place, look up and cancel order lists."""

    __slots__ = ()

    @endpoint(
        "POST", "/api/v3/orderList/oco", weight=0, security=Security.TRADE, urgent=True, orders=2
    )
    async def new_oco(
        self,
        symbol: str,
        side: Side,
        quantity: Decimal,
        above: Leg,
        below: Leg,
        list_client_order_id: str | None = None,
        new_order_resp_type: OrderResponse | None = None,
        self_trade_prevention_mode: SelfTradePrevention | None = None,
    ) -> PlacedOrderList:
        """Place two orders of which one cancels the other.

        One takes profit (LIMIT_MAKER, TAKE_PROFIT, TAKE_PROFIT_LIMIT), the other stops a loss
        (STOP_LOSS, STOP_LOSS_LIMIT). Selling, the profit is above the last price and the stop
        below; buying the other way round. Fails as `new_order` does.
        """

    @endpoint(
        "POST", "/api/v3/orderList/oto", weight=0, security=Security.TRADE, urgent=True, orders=2
    )
    async def new_oto(
        self,
        symbol: str,
        working: WorkingLeg,
        pending: PendingLeg,
        list_client_order_id: str | None = None,
        new_order_resp_type: OrderResponse | None = None,
        self_trade_prevention_mode: SelfTradePrevention | None = None,
    ) -> PlacedOrderList:
        """Place an order, and another once the first is wholly filled.

        The first is LIMIT or LIMIT_MAKER; the other is not MARKET by quote quantity. Fails as
        `new_order` does.
        """

    @endpoint(
        "POST", "/api/v3/orderList/otoco", weight=0, security=Security.TRADE, urgent=True, orders=3
    )
    async def new_otoco(
        self,
        symbol: str,
        working: WorkingLeg,
        pending_side: Side,
        pending_quantity: Decimal,
        pending_above: Leg,
        pending_below: Leg | None = None,
        list_client_order_id: str | None = None,
        new_order_resp_type: OrderResponse | None = None,
        self_trade_prevention_mode: SelfTradePrevention | None = None,
    ) -> PlacedOrderList:
        """Place an order, and a pair as of `new_oco` once it is wholly filled.

        Fails as `new_order` does.
        """

    @endpoint(
        "POST", "/api/v3/orderList/opo", weight=0, security=Security.TRADE, urgent=True, orders=2
    )
    async def new_opo(
        self,
        symbol: str,
        working: WorkingLeg,
        pending: FundedLeg,
        list_client_order_id: str | None = None,
        new_order_resp_type: OrderResponse | None = None,
        self_trade_prevention_mode: SelfTradePrevention | None = None,
    ) -> PlacedOrderList:
        """Place a purchase, and the sale of what it brought, less the fee, once it is filled.

        Binance calls its contingency OTO. Fails as `new_order` does.
        """

    @endpoint(
        "POST", "/api/v3/orderList/opoco", weight=0, security=Security.TRADE, urgent=True, orders=3
    )
    async def new_opoco(
        self,
        symbol: str,
        working: WorkingLeg,
        pending_side: Side,
        pending_above: Leg,
        pending_below: Leg | None = None,
        list_client_order_id: str | None = None,
        new_order_resp_type: OrderResponse | None = None,
        self_trade_prevention_mode: SelfTradePrevention | None = None,
    ) -> PlacedOrderList:
        """Place a purchase, and a pair that sells what it brought once it is filled.

        Fails as `new_order` does.
        """

    @endpoint("DELETE", "/api/v3/orderList", weight=0, security=Security.TRADE, urgent=True)
    async def cancel_order_list(
        self,
        symbol: str,
        order_list_id: int | None = None,
        list_client_order_id: str | None = None,
        new_client_order_id: str | None = None,
    ) -> CancelledOrderList:
        """Cancel a list by either id. Fails with `CancelRejected`, `KeyRejected`."""

    @endpoint("GET", "/api/v3/orderList", weight=4, security=Security.USER_DATA)
    async def order_list(
        self, order_list_id: int | None = None, orig_client_order_id: str | None = None
    ) -> OrderList:
        """Tell how a list stands; `orig_client_order_id` is the list's own client id.

        Fails with `OrderNotFound`, `ParameterRejected`, `KeyRejected`.
        """

    @endpoint("GET", "/api/v3/allOrderList", weight=20, security=Security.USER_DATA)
    async def all_order_lists(
        self,
        from_id: int | None = None,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        limit: int = 500,
    ) -> list[OrderList]:
        """Give lists from an id on or between times, else the last; at most 1000.

        At most 24 hours between the times, which exclude `from_id`. Fails with `KeyRejected`,
        `ParameterRejected`.
        """

    @endpoint("GET", "/api/v3/openOrderList", weight=6, security=Security.USER_DATA)
    async def open_order_lists(self) -> list[OrderList]:
        """Give lists that are not done. Fails with `KeyRejected`."""

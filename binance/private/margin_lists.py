"""Order lists of a user's margin accounts.

https://developers.binance.com/docs/margin_trading/trade

`is_isolated` names the isolated account of the symbol; without it the cross account is meant. Each
list is placed once and never repeated.
"""
# mypy: disable-error-code="empty-body"
# The bodies are empty on purpose: `endpoint` makes the method from its signature.

from datetime import datetime
from decimal import Decimal

from binance.enums import OrderResponse, SelfTradePrevention, Side, SideEffect, TimeInForce
from binance.models.legs import MarginLeg, MarginPendingLeg, MarginWorkingLeg
from binance.models.margin_orders import MarginPlacedList
from binance.models.orders import CancelledOrderList, OrderList
from binance.private.margin_weights import order_weight
from binance.request.endpoint import ApiGroup, endpoint
from binance.request.parameters import CapitalFlag
from binance.request.pools import Limit
from binance.request.request import Security


class MarginOrderLists(ApiGroup):
    """Place, look up and cancel order lists on margin."""

    __slots__ = ()

    @endpoint(
        "POST",
        "/sapi/v1/margin/order/oco",
        weight=order_weight,
        limit=Limit.UID,
        security=Security.TRADE,
        orders=2,
    )
    async def new_oco(
        self,
        symbol: str,
        side: Side,
        quantity: Decimal,
        price: Decimal,
        stop_price: Decimal,
        stop_limit_price: Decimal | None = None,
        stop_limit_time_in_force: TimeInForce | None = None,
        limit_iceberg_qty: Decimal | None = None,
        stop_iceberg_qty: Decimal | None = None,
        list_client_order_id: str | None = None,
        limit_client_order_id: str | None = None,
        stop_client_order_id: str | None = None,
        new_order_resp_type: OrderResponse | None = None,
        self_trade_prevention_mode: SelfTradePrevention | None = None,
        side_effect_type: SideEffect | None = None,
        auto_repay_at_cancel: bool | None = None,
        is_isolated: CapitalFlag | None = None,
    ) -> MarginPlacedList:
        """Place a LIMIT_MAKER order at `price` and a stop of which one cancels the other.

        The stop is a limit order when `stop_limit_price` is given. Fails as `new_order` does.
        """

    @endpoint(
        "POST",
        "/sapi/v1/margin/order/oto",
        weight=order_weight,
        limit=Limit.UID,
        security=Security.TRADE,
        orders=2,
    )
    async def new_oto(
        self,
        symbol: str,
        working: MarginWorkingLeg,
        pending: MarginPendingLeg,
        list_client_order_id: str | None = None,
        new_order_resp_type: OrderResponse | None = None,
        self_trade_prevention_mode: SelfTradePrevention | None = None,
        side_effect_type: SideEffect | None = None,
        auto_repay_at_cancel: bool | None = None,
        is_isolated: CapitalFlag | None = None,
    ) -> MarginPlacedList:
        """Place an order, and another once the first is wholly filled.

        Fails as `new_order` does.
        """

    @endpoint(
        "POST",
        "/sapi/v1/margin/order/otoco",
        weight=order_weight,
        limit=Limit.UID,
        security=Security.TRADE,
        orders=3,
    )
    async def new_otoco(
        self,
        symbol: str,
        working: MarginWorkingLeg,
        pending_side: Side,
        pending_quantity: Decimal,
        pending_above: MarginLeg,
        pending_below: MarginLeg | None = None,
        list_client_order_id: str | None = None,
        new_order_resp_type: OrderResponse | None = None,
        self_trade_prevention_mode: SelfTradePrevention | None = None,
        side_effect_type: SideEffect | None = None,
        auto_repay_at_cancel: bool | None = None,
        is_isolated: CapitalFlag | None = None,
    ) -> MarginPlacedList:
        """Place an order, and a pair once it is wholly filled. Fails as `new_order` does."""

    @endpoint(
        "DELETE",
        "/sapi/v1/margin/orderList",
        weight=1,
        limit=Limit.UID,
        security=Security.TRADE,
    )
    async def cancel_order_list(
        self,
        symbol: str,
        order_list_id: int | None = None,
        list_client_order_id: str | None = None,
        new_client_order_id: str | None = None,
        is_isolated: CapitalFlag | None = None,
    ) -> CancelledOrderList:
        """Cancel a list by either id. Fails with `CancelRejected`, `KeyRejected`."""

    @endpoint("GET", "/sapi/v1/margin/orderList", weight=10, security=Security.USER_DATA)
    async def order_list(
        self,
        order_list_id: int | None = None,
        orig_client_order_id: str | None = None,
        symbol: str | None = None,
        is_isolated: CapitalFlag | None = None,
    ) -> OrderList:
        """Tell how a list stands. Fails with `OrderNotFound`, `KeyRejected`."""

    @endpoint("GET", "/sapi/v1/margin/allOrderList", weight=200, security=Security.USER_DATA)
    async def all_order_lists(
        self,
        symbol: str | None = None,
        from_id: int | None = None,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        limit: int = 500,
        is_isolated: CapitalFlag | None = None,
    ) -> list[OrderList]:
        """Give lists from an id on or between times, else the last; at most 1000.

        Fails with `KeyRejected`, `ParameterRejected`.
        """

    @endpoint("GET", "/sapi/v1/margin/openOrderList", weight=10, security=Security.USER_DATA)
    async def open_order_lists(
        self, symbol: str | None = None, is_isolated: CapitalFlag | None = None
    ) -> list[OrderList]:
        """Give lists that are not done, OCO only. Fails with `KeyRejected`."""

    @endpoint(
        "GET",
        "/sapi/v1/margin/oto/openOrderList",
        weight=10,
        limit=Limit.UID,
        security=Security.USER_DATA,
    )
    async def open_oto_lists(self, symbol: str | None = None) -> list[OrderList]:
        """Give lists that are not done, OTO and OTOCO. Fails with `KeyRejected`."""

"""Orders of a user's margin accounts, cross and isolated.

https://developers.binance.com/docs/margin_trading/trade

`is_isolated` names the isolated account of the symbol; without it the cross account is meant. An
order that borrows weighs 1500 of the account's budget instead of 6. A write is sent once.
"""
# mypy: disable-error-code="empty-body"
# The bodies are empty on purpose: `endpoint` makes the method from its signature.

from datetime import datetime
from decimal import Decimal

from binance.enums import (
    OrderResponse,
    OrderType,
    SelfTradePrevention,
    Side,
    SideEffect,
    TimeInForce,
)
from binance.models.margin_orders import (
    MarginCancelled,
    MarginCancelledOrder,
    MarginOrder,
    MarginPlacedOrder,
    MarginTrade,
)
from binance.models.orders import OrderRateLimit, PreventedMatch
from binance.private.margin_weights import order_weight
from binance.request.endpoint import ApiGroup, endpoint
from binance.request.parameters import CapitalFlag
from binance.request.pools import Limit
from binance.request.request import Security


class MarginOrders(ApiGroup):
    """Place, look up and cancel on margin."""

    __slots__ = ()

    @endpoint(
        "POST",
        "/sapi/v1/margin/order",
        weight=order_weight,
        limit=Limit.UID,
        security=Security.TRADE,
        orders=1,
    )
    async def new_order(
        self,
        symbol: str,
        side: Side,
        type: OrderType,  # noqa: A002 -- Binance's name of it
        quantity: Decimal | None = None,
        price: Decimal | None = None,
        time_in_force: TimeInForce | None = None,
        quote_order_qty: Decimal | None = None,
        stop_price: Decimal | None = None,
        trailing_delta: int | None = None,
        iceberg_qty: Decimal | None = None,
        new_client_order_id: str | None = None,
        new_order_resp_type: OrderResponse | None = None,
        self_trade_prevention_mode: SelfTradePrevention | None = None,
        side_effect_type: SideEffect | None = None,
        auto_repay_at_cancel: bool | None = None,
        is_isolated: CapitalFlag | None = None,
    ) -> MarginPlacedOrder:
        """Place an order, on demand with a loan or a repayment.

        What each type needs is what spot's `new_order` says. Fails with `FilterFailure`,
        `InsufficientBalance`, `DuplicateOrder`, `OrderRejected`, `UnknownSymbol`, `KeyRejected`.
        """

    @endpoint("DELETE", "/sapi/v1/margin/order", weight=10, security=Security.TRADE)
    async def cancel_order(
        self,
        symbol: str,
        order_id: int | None = None,
        orig_client_order_id: str | None = None,
        new_client_order_id: str | None = None,
        is_isolated: CapitalFlag | None = None,
    ) -> MarginCancelledOrder:
        """Cancel an order by either id. Fails with `CancelRejected`, `KeyRejected`."""

    @endpoint("DELETE", "/sapi/v1/margin/openOrders", weight=1, security=Security.TRADE)
    async def cancel_open_orders(
        self, symbol: str, is_isolated: CapitalFlag | None = None
    ) -> list[MarginCancelled]:
        """Cancel all orders and order lists of a symbol. Fails as `cancel_order` does."""

    @endpoint("GET", "/sapi/v1/margin/order", weight=10, security=Security.USER_DATA)
    async def order(
        self,
        symbol: str,
        order_id: int | None = None,
        orig_client_order_id: str | None = None,
        is_isolated: CapitalFlag | None = None,
    ) -> MarginOrder:
        """Tell how an order stands, by either id. Fails with `OrderNotFound`, `KeyRejected`."""

    @endpoint("GET", "/sapi/v1/margin/openOrders", weight=10, security=Security.USER_DATA)
    async def open_orders(
        self, symbol: str | None = None, is_isolated: CapitalFlag | None = None
    ) -> list[MarginOrder]:
        """Open orders; an isolated account wants the symbol. Fails with `KeyRejected`."""

    @endpoint("GET", "/sapi/v1/margin/allOrders", weight=200, security=Security.USER_DATA)
    async def all_orders(
        self,
        symbol: str,
        order_id: int | None = None,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        limit: int = 500,
        is_isolated: CapitalFlag | None = None,
    ) -> list[MarginOrder]:
        """Orders of a symbol from an id on or between times, else the last; at most 500.

        At most 24 hours between the times. Fails with `KeyRejected`, `ParameterRejected`.
        """

    @endpoint("GET", "/sapi/v1/margin/myTrades", weight=10, security=Security.USER_DATA)
    async def my_trades(
        self,
        symbol: str,
        order_id: int | None = None,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        from_id: int | None = None,
        limit: int = 500,
        is_isolated: CapitalFlag | None = None,
    ) -> list[MarginTrade]:
        """Trades of this account, oldest first; at most 1000 and 24 hours between the times.

        Fails with `KeyRejected`, `ParameterRejected`, `UnknownSymbol`.
        """

    @endpoint("GET", "/sapi/v1/margin/myPreventedMatches", weight=10, security=Security.USER_DATA)
    async def my_prevented_matches(
        self,
        symbol: str,
        prevented_match_id: int | None = None,
        order_id: int | None = None,
        from_prevented_match_id: int | None = None,
        is_isolated: CapitalFlag | None = None,
    ) -> list[PreventedMatch]:
        """Trades with oneself that did not happen, by their id or that of an order.

        Fails with `KeyRejected`, `ParameterRejected`.
        """

    @endpoint("GET", "/sapi/v1/margin/rateLimit/order", weight=20, security=Security.TRADE)
    async def order_rate_limits(
        self, is_isolated: CapitalFlag | None = None, symbol: str | None = None
    ) -> list[OrderRateLimit]:
        """How many unfilled orders count, and how many may. Fails with `KeyRejected`."""

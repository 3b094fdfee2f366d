"""Orders of a spot account.

https://developers.binance.com/docs/binance-spot-api-docs/rest-api/trading-endpoints

Placing and cancelling weighs nothing when it succeeds and 1 when it fails, which Binance's headers
then tell. A write is sent once: after an error whose `outcome_unknown` is true, look the order up
by its client id before anything else.
"""
# mypy: disable-error-code="empty-body"
# The bodies are empty on purpose: `endpoint` makes the method from its signature.

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from binance.enums import (
    CancelReplaceMode,
    CancelRestrictions,
    OrderLimitMode,
    OrderResponse,
    OrderType,
    SelfTradePrevention,
    Side,
    TimeInForce,
)
from binance.models.account import Order
from binance.models.legs import Peg, Strategy
from binance.models.orders import (
    AmendedOrder,
    Amendment,
    Cancelled,
    CancelledOrder,
    CancelReplaced,
    CheckedOrder,
    PlacedOrder,
)
from binance.request.endpoint import ApiGroup, endpoint
from binance.request.request import Security


def _open_orders_weight(parameters: Mapping[str, Any]) -> int:
    return 80 if parameters["symbol"] is None else 6


def _test_weight(parameters: Mapping[str, Any]) -> int:
    return 20 if parameters["compute_commission_rates"] else 1


class SpotOrders(ApiGroup):
    """Place, look up, amend and cancel."""

    __slots__ = ()

    @endpoint("POST", "/api/v3/order", weight=0, security=Security.TRADE, urgent=True, orders=1)
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
        strategy: Strategy | None = None,
        peg: Peg | None = None,
    ) -> PlacedOrder:
        """Place an order. Give a `new_client_order_id`: it finds the order whatever happens.

        Besides symbol, side and type: LIMIT `time_in_force`, `quantity`, `price`; LIMIT_MAKER
        `quantity`, `price`; MARKET `quantity` or `quote_order_qty` (in the quote asset); STOP_LOSS
        and TAKE_PROFIT `quantity` and `stop_price` or `trailing_delta` (hundredths of a percent),
        with _LIMIT also `time_in_force` and `price`. Answers FULL for MARKET and LIMIT, else ACK,
        unless told otherwise. Fails with `FilterFailure`, `InsufficientBalance`,
        `DuplicateOrder`, `OrderRejected`, `TooManyOrders`, `UnknownSymbol`, `KeyRejected`.
        """

    @endpoint("POST", "/api/v3/order/test", weight=_test_weight, security=Security.TRADE)
    async def test_order(
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
        self_trade_prevention_mode: SelfTradePrevention | None = None,
        strategy: Strategy | None = None,
        peg: Peg | None = None,
        compute_commission_rates: bool | None = None,
    ) -> CheckedOrder:
        """Have an order checked without placing it, on demand with its fees.

        Fails as `new_order` does; the balance is not looked at.
        """

    @endpoint("GET", "/api/v3/order", weight=4, security=Security.USER_DATA)
    async def order(
        self, symbol: str, order_id: int | None = None, orig_client_order_id: str | None = None
    ) -> Order:
        """Tell how an order stands, by either id.

        An order may be missing for seconds after it was placed, and for good when it was cancelled
        unfilled more than 90 days ago. Fails with `OrderNotFound`, `ParameterRejected`,
        `UnknownSymbol`, `KeyRejected`.
        """

    @endpoint("GET", "/api/v3/openOrders", weight=_open_orders_weight, security=Security.USER_DATA)
    async def open_orders(self, symbol: str | None = None) -> list[Order]:
        """Open orders of one or all symbols. Fails with `KeyRejected`, `UnknownSymbol`."""

    @endpoint("GET", "/api/v3/allOrders", weight=20, security=Security.USER_DATA)
    async def all_orders(
        self,
        symbol: str,
        order_id: int | None = None,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        limit: int = 500,
    ) -> list[Order]:
        """Orders of a symbol from an id on or between times, else the last; at most 1000.

        At most 24 hours between the times. Fails with `KeyRejected`, `ParameterRejected`,
        `UnknownSymbol`.
        """

    @endpoint("DELETE", "/api/v3/order", weight=0, security=Security.TRADE, urgent=True)
    async def cancel_order(
        self,
        symbol: str,
        order_id: int | None = None,
        orig_client_order_id: str | None = None,
        new_client_order_id: str | None = None,
        cancel_restrictions: CancelRestrictions | None = None,
    ) -> CancelledOrder:
        """Cancel an order by either id; `new_client_order_id` names the cancellation.

        Fails with `CancelRejected`, `ParameterRejected`, `UnknownSymbol`, `KeyRejected`.
        """

    @endpoint("DELETE", "/api/v3/openOrders", weight=0, security=Security.TRADE, urgent=True)
    async def cancel_open_orders(self, symbol: str) -> list[Cancelled]:
        """Cancel all orders and order lists of a symbol. Fails as `cancel_order` does."""

    @endpoint(
        "POST",
        "/api/v3/order/cancelReplace",
        weight=0,
        security=Security.TRADE,
        urgent=True,
        orders=1,
    )
    async def cancel_replace(
        self,
        symbol: str,
        side: Side,
        type: OrderType,  # noqa: A002 -- Binance's name of it
        cancel_replace_mode: CancelReplaceMode,
        cancel_order_id: int | None = None,
        cancel_orig_client_order_id: str | None = None,
        cancel_new_client_order_id: str | None = None,
        cancel_restrictions: CancelRestrictions | None = None,
        order_rate_limit_exceeded_mode: OrderLimitMode | None = None,
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
        strategy: Strategy | None = None,
        peg: Peg | None = None,
    ) -> CancelReplaced:
        """Cancel an order by either id, then place another of the same symbol.

        Counts as one order even when nothing is placed. Fails with `CancelReplaceFailed`, which
        tells what became of either half, and as `new_order` does.
        """

    @endpoint("PUT", "/api/v3/order/amend/keepPriority", weight=4, security=Security.TRADE)
    async def amend_keep_priority(
        self,
        symbol: str,
        new_qty: Decimal,
        order_id: int | None = None,
        orig_client_order_id: str | None = None,
        new_client_order_id: str | None = None,
    ) -> AmendedOrder:
        """Make an order smaller without losing its place, at most ten times.

        `new_qty` counts what is filled already. The order gets a new client id unless the old one
        is given again. Fails with `OrderRejected`, `FilterFailure`, `OrderNotFound`, `KeyRejected`.
        """

    @endpoint("GET", "/api/v3/order/amendments", weight=4, security=Security.USER_DATA)
    async def order_amendments(
        self,
        symbol: str,
        order_id: int,
        from_execution_id: int | None = None,
        limit: int = 500,
    ) -> list[Amendment]:
        """Amendments of an order, oldest first; at most 1000. Fails with `KeyRejected`."""

    @endpoint("POST", "/api/v3/sor/order", weight=0, security=Security.TRADE, urgent=True, orders=1)
    async def new_sor_order(
        self,
        symbol: str,
        side: Side,
        type: OrderType,  # noqa: A002 -- Binance's name of it
        quantity: Decimal,
        price: Decimal | None = None,
        time_in_force: TimeInForce | None = None,
        iceberg_qty: Decimal | None = None,
        new_client_order_id: str | None = None,
        new_order_resp_type: OrderResponse | None = None,
        self_trade_prevention_mode: SelfTradePrevention | None = None,
        strategy: Strategy | None = None,
    ) -> PlacedOrder:
        """Place a LIMIT or MARKET order over the books of interchangeable quote assets.

        Fails as `new_order` does.
        """

    @endpoint("POST", "/api/v3/sor/order/test", weight=_test_weight, security=Security.TRADE)
    async def test_sor_order(
        self,
        symbol: str,
        side: Side,
        type: OrderType,  # noqa: A002 -- Binance's name of it
        quantity: Decimal,
        price: Decimal | None = None,
        time_in_force: TimeInForce | None = None,
        iceberg_qty: Decimal | None = None,
        compute_commission_rates: bool | None = None,
    ) -> CheckedOrder:
        """Have such an order checked without placing it. Fails as `new_order` does."""

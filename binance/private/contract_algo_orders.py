"""Conditional orders of a futures account on either exchange: stops, take-profits, trailing stops.

https://developers.binance.com/docs/derivatives/usds-margined-futures/trade/rest-api/New-Algo-Order

They are kept apart from the book until they are triggered and are not among its open orders; the
order one becomes is `actual_order_id`, and ALGO_UPDATE tells it. A write is sent once.
"""
# mypy: disable-error-code="empty-body"
# The bodies are empty on purpose: `endpoint` makes the method from its signature.

from datetime import datetime
from decimal import Decimal

from binance.enums import OrderResponse, OrderType, SelfTradePrevention, Side, TimeInForce
from binance.futures_enums import AlgoType, PositionSide, PriceMatch, WorkingType
from binance.models.futures_orders import AlgoOrder, AlgoReport, CancelledAlgo
from binance.private.futures_weights import open_orders_weight
from binance.request.endpoint import ApiGroup, endpoint
from binance.request.request import Security


class ContractAlgoOrders(ApiGroup):
    """Place, look up and cancel conditional orders."""

    __slots__ = ()

    @endpoint(
        "POST", "/{api}/v1/algoOrder", weight=0, security=Security.TRADE, urgent=True, orders=1
    )
    async def new_algo_order(
        self,
        symbol: str,
        side: Side,
        type: OrderType,  # noqa: A002 -- Binance's name of it
        trigger_price: Decimal | None = None,
        quantity: Decimal | None = None,
        close_position: bool | None = None,
        price: Decimal | None = None,
        time_in_force: TimeInForce | None = None,
        position_side: PositionSide | None = None,
        reduce_only: bool | None = None,
        working_type: WorkingType | None = None,
        price_match: PriceMatch | None = None,
        price_protect: bool | None = None,
        callback_rate: Decimal | None = None,
        activate_price: Decimal | None = None,
        client_algo_id: str | None = None,
        new_order_resp_type: OrderResponse | None = None,
        self_trade_prevention_mode: SelfTradePrevention | None = None,
        good_till_date: datetime | None = None,
        algo_type: AlgoType = AlgoType.CONDITIONAL,
    ) -> AlgoReport:
        """Place a conditional order. Give a `client_algo_id`: it finds the order again.

        STOP and TAKE_PROFIT want `quantity`, `trigger_price` and `price` or `price_match`;
        STOP_MARKET and TAKE_PROFIT_MARKET `trigger_price` and `quantity` or `close_position`, which
        closes all and ends with the position; TRAILING_STOP_MARKET `quantity` and `callback_rate`
        (0.1 to 20 percent), from `activate_price` on. Margin is looked at when it is triggered.
        Fails with `OrderRejected` (it would trigger at once, and more), `FilterFailure`,
        `DuplicateOrder`, `TooManyOrders`, `UnknownSymbol`, `KeyRejected`.
        """

    @endpoint("DELETE", "/{api}/v1/algoOrder", weight=1, security=Security.TRADE, urgent=True)
    async def cancel_algo_order(
        self, algo_id: int | None = None, client_algo_id: str | None = None
    ) -> CancelledAlgo:
        """Cancel a conditional order that waits. Fails with `CancelRejected`, `KeyRejected`."""

    @endpoint(
        "GET", "/{api}/v1/openAlgoOrders", weight=open_orders_weight, security=Security.USER_DATA
    )
    async def open_algo_orders(
        self,
        symbol: str | None = None,
        algo_id: int | None = None,
        algo_type: AlgoType | None = None,
    ) -> list[AlgoOrder]:
        """Conditional orders that wait, of one or all symbols.

        Fails with `KeyRejected`, `UnknownSymbol`.
        """

"""Orders of a USDⓈ-M futures account.

https://developers.binance.com/docs/derivatives/usds-margined-futures/trade/rest-api

Placing, changing and conditional orders count as orders of the account; USDⓈ-M and COIN-M share
one budget of 300 in ten seconds and 1200 a minute. A write is sent once: after an error whose
`outcome_unknown` is true, look the order up by its client id before anything else. Prices are in
the quote asset, quantities in the base asset.
"""
# mypy: disable-error-code="empty-body"
# The bodies are empty on purpose: `endpoint` makes the method from its signature.

from datetime import datetime
from decimal import Decimal

from binance.enums import OrderResponse, OrderType, SelfTradePrevention, Side, TimeInForce
from binance.futures_enums import PositionSide, PriceMatch
from binance.models.futures_orders import (
    CheckedContract,
    ContractOrder,
    ContractReport,
    ContractTrade,
)
from binance.private.contract_orders import ContractOrders
from binance.private.futures_weights import open_orders_weight
from binance.request.endpoint import endpoint
from binance.request.request import Security


class FuturesOrders(ContractOrders):
    """Place, change, look up and cancel orders; their trades."""

    __slots__ = ()

    @endpoint("POST", "/fapi/v1/order", weight=0, security=Security.TRADE, urgent=True, orders=1)
    async def new_order(
        self,
        symbol: str,
        side: Side,
        type: OrderType,  # noqa: A002 -- Binance's name of it
        quantity: Decimal,
        price: Decimal | None = None,
        time_in_force: TimeInForce | None = None,
        position_side: PositionSide | None = None,
        reduce_only: bool | None = None,
        new_client_order_id: str | None = None,
        new_order_resp_type: OrderResponse | None = None,
        price_match: PriceMatch | None = None,
        self_trade_prevention_mode: SelfTradePrevention | None = None,
        good_till_date: datetime | None = None,
    ) -> ContractReport:
        """Place a LIMIT or MARKET order. Give a `new_client_order_id`: it finds the order again.

        LIMIT wants `time_in_force` and `price` or `price_match`. In hedge mode `position_side` is
        wanted and `reduce_only` forbidden. GTD wants `good_till_date`, more than 10 minutes from
        now. Stops and the like are `new_algo_order`'s. The answer tells what was executed only with
        RESULT. Fails with `FilterFailure`, `InsufficientBalance`, `DuplicateOrder`,
        `OrderRejected`, `TooManyOrders`, `UnknownSymbol`, `KeyRejected`.
        """

    @endpoint("POST", "/fapi/v1/order/test", security=Security.TRADE)
    async def test_order(
        self,
        symbol: str,
        side: Side,
        type: OrderType,  # noqa: A002 -- Binance's name of it
        quantity: Decimal,
        price: Decimal | None = None,
        time_in_force: TimeInForce | None = None,
        position_side: PositionSide | None = None,
        reduce_only: bool | None = None,
        new_client_order_id: str | None = None,
        new_order_resp_type: OrderResponse | None = None,
        price_match: PriceMatch | None = None,
        self_trade_prevention_mode: SelfTradePrevention | None = None,
        good_till_date: datetime | None = None,
    ) -> CheckedContract:
        """Have an order checked without placing it. Fails as `new_order` does.

        Margin and positions are not looked at.
        """

    @endpoint("PUT", "/fapi/v1/order", weight=0, security=Security.TRADE, urgent=True, orders=1)
    async def modify_order(
        self,
        symbol: str,
        side: Side,
        quantity: Decimal,
        price: Decimal,
        order_id: int | None = None,
        orig_client_order_id: str | None = None,
        price_match: PriceMatch | None = None,
        modify_id: int | None = None,
        reduce_only: bool | None = None,
    ) -> ContractReport:
        """Give a LIMIT order on the book another price and quantity, at most 10,000 times.

        `quantity` counts what is filled already; no more than that cancels the order. Fails with
        `OrderNotFound` and as `new_order` does.
        """

    @endpoint("GET", "/fapi/v1/openOrders", weight=open_orders_weight, security=Security.USER_DATA)
    async def open_orders(self, symbol: str | None = None) -> list[ContractOrder]:
        """Orders on the book of one or all symbols; conditional ones are `open_algo_orders`.

        Fails with `KeyRejected`, `UnknownSymbol`.
        """

    @endpoint("GET", "/fapi/v1/allOrders", weight=5, security=Security.USER_DATA)
    async def all_orders(
        self,
        symbol: str | None = None,
        order_id: int | None = None,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        limit: int = 500,
    ) -> list[ContractOrder]:
        """Orders from an id on or between times, else of the last 7 days; at most 1000.

        At most 7 days between the times. Fails with `KeyRejected`, `ParameterRejected`.
        """

    @endpoint("GET", "/fapi/v1/userTrades", weight=5, security=Security.USER_DATA)
    async def my_trades(
        self,
        symbol: str,
        order_id: int | None = None,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        from_id: int | None = None,
        limit: int = 500,
    ) -> list[ContractTrade]:
        """Trades of this account, oldest first; at most 1000 and 7 days between the times.

        Without times those of the last 7 days; kept for 3 months. `from_id` goes with no times.
        Fails with `KeyRejected`, `ParameterRejected`, `UnknownSymbol`.
        """

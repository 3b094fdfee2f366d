"""Orders of a futures account on either exchange, as far as both have the same.

https://developers.binance.com/docs/derivatives/usds-margined-futures/trade/rest-api
https://developers.binance.com/docs/derivatives/coin-margined-futures/trade/rest-api
"""
# mypy: disable-error-code="empty-body"
# The bodies are empty on purpose: `endpoint` makes the method from its signature.

from collections.abc import Sequence
from datetime import datetime

from binance.models.futures_orders import (
    AllCancelled,
    BatchedContract,
    ContractAmendment,
    ContractOrder,
    ContractReport,
    Countdown,
)
from binance.private.futures_batches import ContractChanges, Ids, NewContractOrders
from binance.request.endpoint import ApiGroup, endpoint
from binance.request.request import Security


class ContractOrders(ApiGroup):
    """Orders by their ids, several at once, and the dead-man switch."""

    __slots__ = ()

    @endpoint("DELETE", "/{api}/v1/order", weight=1, security=Security.TRADE, urgent=True)
    async def cancel_order(
        self, symbol: str, order_id: int | None = None, orig_client_order_id: str | None = None
    ) -> ContractReport:
        """Cancel an order by either id. Fails with `CancelRejected`, `KeyRejected`."""

    @endpoint("DELETE", "/{api}/v1/allOpenOrders", weight=1, security=Security.TRADE, urgent=True)
    async def cancel_open_orders(self, symbol: str) -> AllCancelled:
        """Cancel all orders of a symbol; conditional ones stay. Fails with `KeyRejected`."""

    @endpoint(
        "POST", "/{api}/v1/batchOrders", weight=5, security=Security.TRADE, urgent=True, orders=5
    )
    async def new_orders(self, batch_orders: NewContractOrders) -> list[BatchedContract]:
        """Place at most five orders, answered in their order, each for itself.

        A refused one raises nothing: its answer has a `code`. Fails with `OrderRejected` and
        `KeyRejected` when none was looked at.
        """

    @endpoint(
        "PUT", "/{api}/v1/batchOrders", weight=5, security=Security.TRADE, urgent=True, orders=5
    )
    async def modify_orders(self, batch_orders: ContractChanges) -> list[BatchedContract]:
        """Change at most five orders, answered in their order. Fails as `new_orders` does."""

    @endpoint("DELETE", "/{api}/v1/batchOrders", weight=1, security=Security.TRADE, urgent=True)
    async def cancel_orders(
        self,
        symbol: str,
        order_id_list: Ids | None = None,
        orig_client_order_id_list: Sequence[str] | None = None,
    ) -> list[BatchedContract]:
        """Cancel at most ten orders by either kind of id. Fails as `new_orders` does."""

    @endpoint(
        "POST", "/{api}/v1/countdownCancelAll", weight=10, security=Security.TRADE, urgent=True
    )
    async def countdown_cancel_all(self, symbol: str, countdown_time: int) -> Countdown:
        """Cancel all orders of a symbol in so many milliseconds, unless called again before.

        0 ends the countdown. Binance looks about every 10 ms. Fails with `UnknownSymbol`,
        `KeyRejected`.
        """

    @endpoint("GET", "/{api}/v1/order", security=Security.USER_DATA)
    async def order(
        self, symbol: str, order_id: int | None = None, orig_client_order_id: str | None = None
    ) -> ContractOrder:
        """Tell how an order stands, by either id.

        Not found: cancelled or expired without a trade more than 3 days ago, or older than 90
        days. Fails with `OrderNotFound`, `ParameterRejected`, `UnknownSymbol`, `KeyRejected`.
        """

    @endpoint("GET", "/{api}/v1/openOrder", security=Security.USER_DATA)
    async def open_order(
        self, symbol: str, order_id: int | None = None, orig_client_order_id: str | None = None
    ) -> ContractOrder:
        """Tell how an order on the book stands. Fails with `OrderNotFound`, `KeyRejected`."""

    @endpoint("GET", "/{api}/v1/orderAmendment", security=Security.USER_DATA)
    async def order_amendments(
        self,
        symbol: str,
        order_id: int | None = None,
        orig_client_order_id: str | None = None,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        limit: int = 50,
    ) -> list[ContractAmendment]:
        """Tell the changes of an order, or of all of a symbol, newest first; at most 100.

        Kept for 3 months. Fails with `KeyRejected`, `ParameterRejected`.
        """

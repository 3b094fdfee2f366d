"""Conditional orders of a USDⓈ-M futures account: stops, take-profits, trailing stops.

https://developers.binance.com/docs/derivatives/usds-margined-futures/trade/rest-api/New-Algo-Order

They are kept apart from the book until they are triggered and are not among its open orders; the
order one becomes is `actual_order_id`, and ALGO_UPDATE tells it. A write is sent once.
"""
# mypy: disable-error-code="empty-body"
# The bodies are empty on purpose: `endpoint` makes the method from its signature.

from datetime import datetime

from binance.models.futures_orders import AlgoOrder, AllCancelled
from binance.private.contract_algo_orders import ContractAlgoOrders
from binance.request.endpoint import endpoint
from binance.request.request import Security


class FuturesAlgoOrders(ContractAlgoOrders):
    """Place, look up and cancel conditional orders."""

    __slots__ = ()

    @endpoint("DELETE", "/fapi/v1/algoOpenOrders", security=Security.TRADE, urgent=True)
    async def cancel_open_algo_orders(self, symbol: str) -> AllCancelled:
        """Cancel all conditional orders of a symbol. Fails with `UnknownSymbol`, `KeyRejected`."""

    @endpoint("GET", "/fapi/v1/algoOrder", security=Security.USER_DATA)
    async def algo_order(
        self, algo_id: int | None = None, client_algo_id: str | None = None
    ) -> AlgoOrder:
        """Tell how a conditional order stands, by either id.

        Fails with `OrderNotFound`, `ParameterRejected`, `KeyRejected`.
        """

    @endpoint("GET", "/fapi/v1/allAlgoOrders", weight=5, security=Security.USER_DATA)
    async def all_algo_orders(
        self,
        symbol: str,
        algo_id: int | None = None,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        limit: int = 500,
    ) -> list[AlgoOrder]:
        """Conditional orders of a symbol from an id on or between times; at most 1000.

        At most 7 days between the times. Fails with `KeyRejected`, `ParameterRejected`.
        """

"""A user's spot account.

https://developers.binance.com/docs/binance-spot-api-docs/rest-api/account-endpoints
"""
# mypy: disable-error-code="empty-body"
# The bodies are empty on purpose: `endpoint` makes the method from its signature.

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from binance.models.account import Account, MyTrade
from binance.models.market import MyFilters
from binance.models.orders import Allocation, Commission, OrderRateLimit, PreventedMatch
from binance.private.spot_lists import SpotOrderLists
from binance.private.spot_orders import SpotOrders
from binance.request.endpoint import endpoint
from binance.request.request import Security


def _my_trades_weight(parameters: Mapping[str, Any]) -> int:
    return 20 if parameters["order_id"] is None else 5


def _prevented_weight(parameters: Mapping[str, Any]) -> int:
    return 20 if parameters["prevented_match_id"] is None else 2


class SpotAccount(SpotOrders, SpotOrderLists):
    """Balances, orders and trades of one user."""

    __slots__ = ()

    @endpoint("GET", "/api/v3/account", weight=20, security=Security.USER_DATA)
    async def account(self, omit_zero_balances: bool = False) -> Account:
        """Balances and rights. Fails with `KeyRejected`."""

    @endpoint("GET", "/api/v3/account/commission", weight=20, security=Security.USER_DATA)
    async def commission(self, symbol: str) -> Commission:
        """Fees on a symbol. Fails with `KeyRejected`, `UnknownSymbol`."""

    @endpoint("GET", "/api/v3/rateLimit/order", weight=40, security=Security.USER_DATA)
    async def order_rate_limits(self) -> list[OrderRateLimit]:
        """How many unfilled orders count, and how many may. Fails with `KeyRejected`."""

    @endpoint("GET", "/api/v3/myFilters", weight=40, security=Security.USER_DATA)
    async def my_filters(self, symbol: str) -> MyFilters:
        """Give the filters that hold for this account on a symbol, of its assets too.

        Fails with `KeyRejected`, `UnknownSymbol`.
        """

    @endpoint("GET", "/api/v3/myTrades", weight=_my_trades_weight, security=Security.USER_DATA)
    async def my_trades(
        self,
        symbol: str,
        order_id: int | None = None,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        from_id: int | None = None,
        limit: int = 500,
    ) -> list[MyTrade]:
        """Trades of this account, oldest first; at most 1000 and 24 hours between the times.

        Allowed together with `symbol`: `order_id`; either or both times; `from_id`; `order_id`
        and `from_id`. Fails with `KeyRejected`, `ParameterRejected`, `UnknownSymbol`.
        """

    @endpoint("GET", "/api/v3/myAllocations", weight=20, security=Security.USER_DATA)
    async def my_allocations(
        self,
        symbol: str,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        from_allocation_id: int | None = None,
        limit: int = 500,
        order_id: int | None = None,
    ) -> list[Allocation]:
        """Give fills of orders that were routed to other books; at most 1000.

        At most 24 hours between the times. Fails with `KeyRejected`, `ParameterRejected`,
        `UnknownSymbol`.
        """

    @endpoint(
        "GET", "/api/v3/myPreventedMatches", weight=_prevented_weight, security=Security.USER_DATA
    )
    async def my_prevented_matches(
        self,
        symbol: str,
        prevented_match_id: int | None = None,
        order_id: int | None = None,
        from_prevented_match_id: int | None = None,
        limit: int = 500,
    ) -> list[PreventedMatch]:
        """Trades with oneself that did not happen, by their id or that of an order; at most 1000.

        Fails with `KeyRejected`, `ParameterRejected`, `UnknownSymbol`.
        """

"""A user's spot account.

https://developers.binance.com/docs/binance-spot-api-docs/rest-api/account-endpoints
"""
# mypy: disable-error-code="empty-body"
# The bodies are empty on purpose: `endpoint` makes the method from its signature.

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from binance.models.account import Account, MyTrade, Order
from binance.request.endpoint import ApiGroup, endpoint
from binance.request.request import Security


def _open_orders_weight(parameters: Mapping[str, Any]) -> int:
    return 80 if parameters["symbol"] is None else 6


def _my_trades_weight(parameters: Mapping[str, Any]) -> int:
    return 20 if parameters["order_id"] is None else 5


class SpotAccount(ApiGroup):
    """Balances, orders and trades of one user."""

    __slots__ = ()

    @endpoint("GET", "/api/v3/account", weight=20, security=Security.USER_DATA)
    async def account(self, omit_zero_balances: bool = False) -> Account:
        """Balances and rights. Fails with `KeyRejected`."""

    @endpoint("GET", "/api/v3/openOrders", weight=_open_orders_weight, security=Security.USER_DATA)
    async def open_orders(self, symbol: str | None = None) -> list[Order]:
        """Open orders of one or all symbols. Fails with `KeyRejected`, `UnknownSymbol`."""

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

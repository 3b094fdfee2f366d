"""A user's margin accounts, cross and isolated.

https://developers.binance.com/docs/margin_trading
"""
# mypy: disable-error-code="empty-body"
# The bodies are empty on purpose: `endpoint` makes the method from its signature.

from datetime import datetime

from binance.models.margin import (
    BnbBurn,
    CapitalFlow,
    Done,
    IsolatedAccount,
    IsolatedLimit,
    IsolatedSwitched,
    MarginAccount,
    MarginBars,
)
from binance.private.margin_lists import MarginOrderLists
from binance.private.margin_loans import MarginLoans
from binance.private.margin_market import MarginMarket
from binance.private.margin_orders import MarginOrders
from binance.request.endpoint import endpoint
from binance.request.parameters import Listed
from binance.request.pools import Limit
from binance.request.request import Security


class Margin(MarginOrders, MarginOrderLists, MarginLoans, MarginMarket):
    """Balances, levels, loans and orders on margin of one user; not available on the testnet."""

    __slots__ = ()

    @endpoint("GET", "/sapi/v1/margin/account", weight=10, security=Security.USER_DATA)
    async def account(self) -> MarginAccount:
        """Balances and debts of the cross account. Fails with `KeyRejected`."""

    @endpoint("GET", "/sapi/v1/margin/isolated/account", weight=10, security=Security.USER_DATA)
    async def isolated_account(self, symbols: Listed | None = None) -> IsolatedAccount:
        """Balances and debts of all isolated accounts, or of at most five.

        Fails with `KeyRejected`, `UnknownSymbol`.
        """

    @endpoint(
        "POST",
        "/sapi/v1/margin/isolated/account",
        weight=300,
        limit=Limit.UID,
        security=Security.TRADE,
    )
    async def enable_isolated(self, symbol: str) -> IsolatedSwitched:
        """Open an isolated account. Fails with `KeyRejected`, `ApiError`."""

    @endpoint(
        "DELETE",
        "/sapi/v1/margin/isolated/account",
        weight=300,
        limit=Limit.UID,
        security=Security.TRADE,
    )
    async def disable_isolated(self, symbol: str) -> IsolatedSwitched:
        """Close an isolated account, once in 24 hours. Fails with `KeyRejected`, `ApiError`."""

    @endpoint("GET", "/sapi/v1/margin/isolated/accountLimit", security=Security.USER_DATA)
    async def isolated_limit(self) -> IsolatedLimit:
        """How many isolated accounts there are and may be. Fails with `KeyRejected`."""

    @endpoint("GET", "/sapi/v1/margin/tradeCoeff", weight=10, security=Security.USER_DATA)
    async def bars(self) -> MarginBars:
        """At which margin levels what happens to the cross account. Fails with `KeyRejected`."""

    @endpoint(
        "POST",
        "/sapi/v1/margin/max-leverage",
        weight=3000,
        limit=Limit.UID,
        security=Security.USER_DATA,
    )
    async def set_max_leverage(self, max_leverage: int) -> Done:
        """Set the leverage of the cross account: 3, 5, 10 or 20; once a minute from an address.

        Fails with `KeyRejected`, `ApiError`.
        """

    @endpoint("GET", "/sapi/v1/margin/capital-flow", weight=100, security=Security.USER_DATA)
    async def capital_flow(
        self,
        asset: str | None = None,
        symbol: str | None = None,
        type: str | None = None,  # noqa: A002 -- Binance's name of it: TRANSFER, BORROW, REPAY …
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        from_id: int | None = None,
        limit: int = 500,
    ) -> list[CapitalFlow]:
        """Movements of the cross account, or of a symbol's isolated one; at most 1000.

        At most 7 days between the times. Fails with `KeyRejected`, `ParameterRejected`.
        """

    @endpoint("GET", "/sapi/v1/bnbBurn", security=Security.USER_DATA)
    async def bnb_burn(self) -> BnbBurn:
        """Whether fees and interest are paid in BNB. Fails with `KeyRejected`."""

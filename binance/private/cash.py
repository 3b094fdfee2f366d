"""Money from and to the world outside, and loans: histories only.

https://developers.binance.com/docs/fiat
https://developers.binance.com/docs/c2c
https://developers.binance.com/docs/crypto_loan
"""
# mypy: disable-error-code="empty-body"
# The bodies are empty on purpose: `endpoint` makes the method from its signature.

from datetime import datetime

from binance.models.cash import C2CTrade, Counted, FiatOrder, FiatPayment, FlexibleLoan
from binance.models.page import Page
from binance.request.endpoint import ApiGroup, endpoint
from binance.request.pools import Limit
from binance.request.request import Security


class Cash(ApiGroup):
    """Banks, cards, trades with other people, and what was borrowed; not on the testnet."""

    __slots__ = ()

    @endpoint(
        "GET", "/sapi/v1/fiat/orders", weight=45_000, limit=Limit.UID, security=Security.USER_DATA
    )
    async def fiat_orders(
        self,
        transaction_type: str,
        begin_time: datetime | None = None,
        end_time: datetime | None = None,
        page: int | None = None,
        rows: int | None = None,
    ) -> Counted[FiatOrder]:
        """Deposits from banks ("0") or withdrawals to them ("1"), at most 500 a page.

        Four calls a minute use up the account's budget for it. Fails with `KeyRejected`.
        """

    @endpoint("GET", "/sapi/v1/fiat/payments", security=Security.USER_DATA)
    async def fiat_payments(
        self,
        transaction_type: str,
        begin_time: datetime | None = None,
        end_time: datetime | None = None,
        page: int | None = None,
        rows: int | None = None,
    ) -> Counted[FiatPayment]:
        """Crypto bought ("0") or sold ("1") for money, at most 500 a page.

        Fails with `KeyRejected`.
        """

    @endpoint("GET", "/sapi/v1/c2c/orderMatch/listUserOrderHistory", security=Security.USER_DATA)
    async def c2c_trades(
        self,
        trade_type: str | None = None,
        start_timestamp: datetime | None = None,
        end_timestamp: datetime | None = None,
        page: int | None = None,
        rows: int | None = None,
    ) -> Counted[C2CTrade]:
        """Trades with other people, BUY or SELL, at most 100 a page. Fails with `KeyRejected`."""

    @endpoint(
        "GET", "/sapi/v2/loan/flexible/ongoing/orders", weight=300, security=Security.USER_DATA
    )
    async def loans(
        self,
        loan_coin: str | None = None,
        collateral_coin: str | None = None,
        current: int | None = None,
        limit: int | None = None,
    ) -> Page[FlexibleLoan]:
        """Flexible loans that are not paid back, at most 100 a page. Fails with `KeyRejected`."""

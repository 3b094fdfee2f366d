"""Loans of a user's margin accounts: borrow, repay, interest, liquidations.

https://developers.binance.com/docs/margin_trading/borrow-and-repay

`isolated_symbol` names an isolated account; without it the cross account is meant.
"""
# mypy: disable-error-code="empty-body"
# The bodies are empty on purpose: `endpoint` makes the method from its signature.

from datetime import datetime
from decimal import Decimal

from binance.enums import BorrowRepay, MarginType
from binance.models.margin_loans import (
    Borrowable,
    BorrowRepaid,
    ForcedLiquidation,
    HourlyInterestRate,
    Interest,
    InterestRate,
    LiquidationLoan,
    LiquidationRepayment,
    Loan,
    MarginTransfer,
    SmallLiability,
    SmallLiabilityExchange,
    Transferable,
)
from binance.models.market import Nothing
from binance.models.page import Page
from binance.request.endpoint import ApiGroup, endpoint
from binance.request.parameters import CapitalFlag, Listed
from binance.request.pools import Limit
from binance.request.request import Security


class MarginLoans(ApiGroup):
    """Borrow and repay, and what was borrowed and repaid."""

    __slots__ = ()

    @endpoint(
        "POST",
        "/sapi/v1/margin/borrow-repay",
        weight=1500,
        limit=Limit.UID,
        security=Security.USER_DATA,
    )
    async def borrow_repay(
        self,
        asset: str,
        is_isolated: CapitalFlag,
        amount: Decimal,
        type: BorrowRepay,  # noqa: A002 -- Binance's name of it
        symbol: str | None = None,
    ) -> BorrowRepaid:
        """Borrow or repay an amount of the asset; an isolated account wants the symbol.

        Sent once; look at `borrow_repay_history` when the outcome is unknown. Fails with
        `KeyRejected`, `ApiError`.
        """

    @endpoint("GET", "/sapi/v1/margin/borrow-repay", weight=10, security=Security.USER_DATA)
    async def borrow_repay_history(
        self,
        type: BorrowRepay,  # noqa: A002 -- Binance's name of it
        asset: str | None = None,
        isolated_symbol: str | None = None,
        tx_id: int | None = None,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        current: int = 1,
        size: int = 10,
    ) -> Page[Loan]:
        """Loans or repayments, newest first; at most 100 a page and 30 days between the times.

        Without times the last 7 days. Fails with `KeyRejected`, `ParameterRejected`.
        """

    @endpoint("GET", "/sapi/v1/margin/interestHistory", security=Security.USER_DATA)
    async def interest_history(
        self,
        asset: str | None = None,
        isolated_symbol: str | None = None,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        current: int = 1,
        size: int = 10,
    ) -> Page[Interest]:
        """Interest that was charged, newest first; at most 100 a page, 30 days between the times.

        Fails with `KeyRejected`, `ParameterRejected`.
        """

    @endpoint("GET", "/sapi/v1/margin/interestRateHistory", security=Security.USER_DATA)
    async def interest_rate_history(
        self,
        asset: str,
        vip_level: int | None = None,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
    ) -> list[InterestRate]:
        """Daily rates of an asset at a VIP level, else at one's own; at most a month.

        Fails with `KeyRejected`, `ParameterRejected`.
        """

    @endpoint(
        "GET",
        "/sapi/v1/margin/next-hourly-interest-rate",
        weight=100,
        security=Security.USER_DATA,
    )
    async def next_hourly_interest_rates(
        self, assets: Listed, is_isolated: CapitalFlag
    ) -> list[HourlyInterestRate]:
        """Rates of the coming hour, of at most 20 assets. Fails with `KeyRejected`."""

    @endpoint("GET", "/sapi/v1/margin/maxBorrowable", weight=50, security=Security.USER_DATA)
    async def max_borrowable(self, asset: str, isolated_symbol: str | None = None) -> Borrowable:
        """How much of an asset may be borrowed. Fails with `KeyRejected`, `ApiError`."""

    @endpoint("GET", "/sapi/v1/margin/maxTransferable", weight=50, security=Security.USER_DATA)
    async def max_transferable(
        self, asset: str, isolated_symbol: str | None = None
    ) -> Transferable:
        """How much of an asset may be transferred out. Fails with `KeyRejected`, `ApiError`."""

    @endpoint("GET", "/sapi/v1/margin/transfer", security=Security.USER_DATA)
    async def transfer_history(
        self,
        asset: str | None = None,
        type: str | None = None,  # noqa: A002 -- Binance's name of it: ROLL_IN or ROLL_OUT
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        current: int = 1,
        size: int = 10,
        isolated_symbol: str | None = None,
    ) -> Page[MarginTransfer]:
        """Transfers into and out of margin, newest first; at most 100 a page.

        At most 30 days between the times. Fails with `KeyRejected`, `ParameterRejected`.
        """

    @endpoint("GET", "/sapi/v1/margin/forceLiquidationRec", security=Security.USER_DATA)
    async def force_liquidations(
        self,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        isolated_symbol: str | None = None,
        current: int = 1,
        size: int = 10,
    ) -> Page[ForcedLiquidation]:
        """Orders placed because the margin was too small; at most 100 a page.

        Fails with `KeyRejected`, `ParameterRejected`.
        """

    @endpoint(
        "POST",
        "/sapi/v1/margin/manual-liquidation",
        weight=3000,
        limit=Limit.UID,
        security=Security.TRADE,
    )
    async def liquidate(
        self,
        type: MarginType,  # noqa: A002 -- Binance's name of it
        symbol: str | None = None,
    ) -> SmallLiability:
        """Sell everything and repay what is owed; an isolated account wants the symbol.

        Sent once. Fails with `KeyRejected`, `ApiError`.
        """

    @endpoint(
        "GET", "/sapi/v1/margin/exchange-small-liability", weight=100, security=Security.USER_DATA
    )
    async def small_liabilities(self) -> list[SmallLiability]:
        """Small debts that may be exchanged. Fails with `KeyRejected`."""

    @endpoint(
        "POST",
        "/sapi/v1/margin/exchange-small-liability",
        weight=3000,
        limit=Limit.UID,
        security=Security.MARGIN,
    )
    async def exchange_small_liabilities(self, asset_names: Listed) -> Nothing:
        """Exchange small debts, at most 10 assets and 6 times a day. Sent once.

        Fails with `KeyRejected`, `ApiError`.
        """

    @endpoint(
        "GET",
        "/sapi/v1/margin/exchange-small-liability-history",
        weight=100,
        limit=Limit.UID,
        security=Security.USER_DATA,
    )
    async def small_liability_history(
        self,
        current: int = 1,
        size: int = 10,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
    ) -> Page[SmallLiabilityExchange]:
        """Small debts that were exchanged; at most 100 a page. Fails with `KeyRejected`."""

    @endpoint(
        "GET",
        "/sapi/v1/margin/liquidation-loan",
        weight=100,
        limit=Limit.UID,
        security=Security.USER_DATA,
    )
    async def liquidation_loan(self) -> LiquidationLoan:
        """Tell what is owed after a liquidation that did not cover the debts.

        Without such a loan Binance answers nothing at all: `UnreadableAnswer`. Fails with
        `KeyRejected`.
        """

    @endpoint(
        "POST",
        "/sapi/v1/margin/liquidation-loan/repay",
        weight=100,
        limit=Limit.UID,
        security=Security.MARGIN,
    )
    async def repay_liquidation_loan(self, asset: str, amount: Decimal) -> LiquidationRepayment:
        """Repay such a loan, wholly or in part. Sent once. Fails with `KeyRejected`, `ApiError`."""

    @endpoint(
        "GET",
        "/sapi/v1/margin/liquidation-loan/repay-history",
        weight=100,
        limit=Limit.UID,
        security=Security.USER_DATA,
    )
    async def liquidation_repayments(
        self,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        current: int = 1,
        size: int = 10,
    ) -> Page[LiquidationRepayment]:
        """Repayments of such loans, newest first; at most 100 a page. Fails with `KeyRejected`."""

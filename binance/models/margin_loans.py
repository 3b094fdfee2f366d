"""Loans of margin accounts: interest, limits, liquidations.

https://developers.binance.com/docs/margin_trading/borrow-and-repay

Amounts are in the asset. Rates are parts of the value: 0.0001 is 0.01 %.
"""

from datetime import datetime
from decimal import Decimal

import msgspec

from binance.models.model import Model, Number


class BorrowRepaid(Model):
    """A loan was taken or repaid."""

    tran_id: int


class Loan(Model):
    """One loan or repayment of the past."""

    tx_id: int
    asset: str
    amount: Decimal
    status: str  # PENDING, CONFIRMED, FAILED
    timestamp: datetime
    principal: Decimal = Decimal(0)
    interest: Decimal = Decimal(0)
    isolated_symbol: str | None = None
    type: str | None = None  # AUTO, MANUAL


class Interest(Model):
    """Interest that was charged."""

    tx_id: int
    asset: str
    principal: Decimal
    interest: Decimal
    interest_rate: Decimal  # of a day
    type: str  # ON_BORROW, PERIODIC, PERIODIC_CONVERTED, ON_BORROW_CONVERTED …
    accrued_at: datetime = msgspec.field(name="interestAccuredTime")  # spelt so by Binance
    raw_asset: str | None = None
    isolated_symbol: str | None = None


class InterestRate(Model):
    """The rate of an asset from a time on."""

    asset: str
    daily_interest_rate: Decimal
    timestamp: datetime
    vip_level: int


class HourlyInterestRate(Model):
    """The rate of the coming hour."""

    asset: str
    next_hourly_interest_rate: Decimal


class Borrowable(Model):
    """How much may be borrowed, in the asset."""

    amount: Decimal
    borrow_limit: Decimal | None = None


class Transferable(Model):
    """How much may be transferred out, in the asset."""

    amount: Decimal


class MarginTransfer(Model):
    """A transfer into or out of margin."""

    tx_id: int
    asset: str
    amount: Decimal
    status: str
    timestamp: datetime
    type: str  # ROLL_IN, ROLL_OUT
    trans_from: str | None = None
    trans_to: str | None = None


class ForcedLiquidation(Model):
    """An order Binance placed because the margin was too small."""

    order_id: Number
    symbol: str
    side: str
    price: Decimal
    avg_price: Decimal
    qty: Decimal
    executed_qty: Decimal
    time_in_force: str
    updated_time: datetime
    is_isolated: bool = False


class SmallLiability(Model):
    """A small debt that may be exchanged."""

    asset: str
    interest: Decimal
    principal: Decimal
    liability_asset: str
    liability_qty: Decimal


class SmallLiabilityExchange(Model):
    """A small debt that was exchanged."""

    asset: str
    amount: Decimal
    target_asset: str
    target_amount: Decimal
    biz_type: str
    timestamp: datetime


class LiquidationLoan(Model):
    """What is owed after a liquidation that did not cover the debts."""

    asset: str
    amount: Decimal
    repaid_amount: Decimal
    remaining_amount: Decimal


class LiquidationRepayment(Model):
    """A repayment of such a loan."""

    repay_id: int
    asset: str
    amount: Decimal
    status: str  # SUCCESS, PENDING
    create_time: datetime

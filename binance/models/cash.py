"""Money from and to the world outside: banks, cards, other people; and what was borrowed.

https://developers.binance.com/docs/fiat
https://developers.binance.com/docs/c2c
https://developers.binance.com/docs/crypto_loan
"""

from datetime import datetime
from decimal import Decimal
from typing import Generic, TypeVar

import msgspec

from binance.models.model import Model, Number

_Row = TypeVar("_Row")


class Counted(Model, Generic[_Row]):
    """A page of a history."""

    data: list[_Row] = msgspec.field(default_factory=list)
    total: Number = Number(0)  # rows on all pages


class FiatOrder(Model):
    """A deposit from a bank, or a withdrawal to one; amounts in `fiat_currency`."""

    order_no: str
    fiat_currency: str
    amount: Decimal  # what arrived
    status: str
    indicated_amount: Decimal = Decimal(0)  # what was ordered
    total_fee: Decimal = Decimal(0)
    method: str = ""
    create_time: datetime | None = None
    update_time: datetime | None = None


class FiatPayment(Model):
    """Crypto bought or sold for money of a bank or card."""

    order_no: str
    fiat_currency: str
    crypto_currency: str
    source_amount: Decimal  # what was paid: money of a buyer, crypto of a seller
    obtain_amount: Decimal
    status: str
    price: Decimal | None = None
    total_fee: Decimal = Decimal(0)
    payment_method: str = ""
    create_time: datetime | None = None
    update_time: datetime | None = None


class C2CTrade(Model):
    """Crypto bought from another person, or sold to one."""

    order_number: str
    trade_type: str  # BUY or SELL
    asset: str
    fiat: str
    amount: Decimal  # in `asset`
    total_price: Decimal  # in `fiat`
    order_status: str
    unit_price: Decimal | None = None
    commission: Decimal = Decimal(0)  # in `asset`
    adv_no: str = ""
    counter_part_nick_name: str = ""
    advertisement_role: str = ""  # MAKER or TAKER
    create_time: datetime | None = None


class FlexibleLoan(Model):
    """A loan against collateral, without a term."""

    loan_coin: str
    total_debt: Decimal  # interest included, in `loan_coin`
    collateral_coin: str
    collateral_amount: Decimal
    current_ltv: Decimal | None = msgspec.field(name="currentLTV", default=None)  # 0.65 is 65 %

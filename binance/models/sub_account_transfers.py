"""What went between sub-accounts.

https://developers.binance.com/docs/sub_account/asset-management
"""

from datetime import datetime
from decimal import Decimal

import msgspec

from binance.models.model import Model, Number


class SubSpotTransfer(Model):
    """A transfer between spot wallets."""

    sender: str = msgspec.field(name="from")
    receiver: str = msgspec.field(name="to")
    asset: str
    qty: Decimal
    status: str
    tran_id: Number
    time: datetime


class SubFuturesTransfer(Model):
    """A transfer between futures accounts."""

    sender: str = msgspec.field(name="from")
    receiver: str = msgspec.field(name="to")
    asset: str
    qty: Decimal
    tran_id: Number
    time: datetime


class SubFuturesTransfers(Model):
    """Transfers between futures accounts."""

    success: bool
    futures_type: int  # 1 USDⓈ-M, 2 COIN-M
    transfers: list[SubFuturesTransfer] = msgspec.field(default_factory=list)


class UniversalTransfer(Model):
    """A transfer between any two wallets."""

    tran_id: Number
    from_email: str
    to_email: str
    asset: str
    amount: Decimal
    created_at: datetime = msgspec.field(name="createTimeStamp")
    from_account_type: str  # SPOT, USDT_FUTURE, COIN_FUTURE, MARGIN, ISOLATED_MARGIN …
    to_account_type: str
    status: str  # SUCCESS, PROCESS, FAILURE
    client_tran_id: str | None = None


class UniversalTransfers(Model):
    """A page of such transfers."""

    result: list[UniversalTransfer] = msgspec.field(default_factory=list)
    total_count: int = 0


class OwnTransfer(Model):
    """A transfer as the sub-account itself sees it."""

    counter_party: str  # master, or subAccount
    email: str
    type: int  # 1 in, 2 out
    asset: str
    qty: Decimal
    status: str
    tran_id: Number
    time: datetime
    from_account_type: str | None = None
    to_account_type: str | None = None


class MovedPosition(Model):
    """A position that went from one account to another."""

    from_user_email: str
    to_user_email: str
    product_type: str  # UM, OPTION
    symbol: str
    price: Decimal
    quantity: Decimal
    position_side: str
    side: str
    time: datetime = msgspec.field(name="timeStamp")


class MovedPositions(Model):
    """A page of positions that were moved."""

    total: int = 0
    rows: list[MovedPosition] = msgspec.field(
        name="futureMovePositionOrderVoList", default_factory=list
    )

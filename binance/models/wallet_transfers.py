"""Transfers between the wallets of one account.

https://developers.binance.com/docs/wallet/asset/user-universal-transfer
"""

from datetime import datetime
from decimal import Decimal

from binance.models.model import Model


class Transferred(Model):
    """A transfer was made."""

    tran_id: int


class Transfer(Model):
    """A transfer of the past."""

    tran_id: int
    type: str  # MAIN_UMFUTURE …
    asset: str
    amount: Decimal
    status: str  # CONFIRMED, PENDING, FAILED
    timestamp: datetime
    from_symbol: str | None = None  # of an isolated account
    to_symbol: str | None = None


class CloudMiningPayment(Model):
    """A payment to cloud mining, or a refund from it."""

    tran_id: int
    type: int  # 248 payment, 249 refund
    asset: str
    amount: Decimal
    status: str  # S: done
    create_time: datetime


class CustodyTransfer(Model):
    """Assets delegated to a custody account, or given back."""

    client_tran_id: str
    transfer_type: str  # Delegate, Undelegate
    asset: str
    amount: Decimal
    time: datetime

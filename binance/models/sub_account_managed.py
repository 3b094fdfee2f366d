"""Managed sub-accounts: one person's money that another one trades with.

https://developers.binance.com/docs/sub_account/managed-sub-account
"""

from datetime import datetime
from decimal import Decimal

import msgspec

from binance.models.model import Model, Number
from binance.models.sub_account_assets import SubMarginAsset
from binance.models.wallet import SnapshotFuturesAsset


class ManagedSubAccount(Model):
    """One managed sub-account."""

    root_user_id: int
    managed_sub_user_id: int = msgspec.field(name="managersubUserId")
    bind_parent_user_id: int
    email: str
    inserted_at: datetime = msgspec.field(name="insertTimeStamp")
    bind_parent_email: str
    is_sub_user_enabled: bool
    is_user_active: bool
    is_margin_enabled: bool = False
    is_future_enabled: bool = False
    is_signed_lvt_risk_agreement: bool = msgspec.field(
        name="isSignedLVTRiskAgreement", default=False
    )


class ManagedSubAccounts(Model):
    """A page of managed sub-accounts."""

    total: int = 0
    rows: list[ManagedSubAccount] = msgspec.field(
        name="managerSubUserInfoVoList", default_factory=list
    )


class ManagedAsset(Model):
    """One asset of a managed sub-account."""

    coin: str
    name: str
    total_balance: Decimal
    available_balance: Decimal
    in_order: Decimal
    btc_value: Decimal


class ManagedMargin(Model):
    """The margin account of a managed sub-account; worth in BTC."""

    margin_level: Decimal
    total_asset_of_btc: Decimal
    total_liability_of_btc: Decimal
    total_net_asset_of_btc: Decimal
    user_assets: list[SubMarginAsset] = msgspec.field(default_factory=list)


class ManagedPosition(Model):
    """A position of a managed sub-account."""

    symbol: str
    entry_price: Decimal
    mark_price: Decimal
    position_amt: Decimal


class ManagedFuturesData(Model):
    """Assets and positions of a futures account."""

    assets: list[SnapshotFuturesAsset] = msgspec.field(default_factory=list)
    position: list[ManagedPosition] = msgspec.field(default_factory=list)


class ManagedFuturesAccount(Model):
    """One futures account of a managed sub-account."""

    type: str
    update_time: datetime
    data: ManagedFuturesData


class ManagedFutures(Model):
    """The futures accounts of a managed sub-account."""

    accounts: list[ManagedFuturesAccount] = msgspec.field(name="snapshotVos", default_factory=list)
    message: str = ""


class ManagedTransfer(Model):
    """A transfer into or out of a managed sub-account."""

    from_email: str
    from_account_type: str
    to_email: str
    to_account_type: str
    asset: str
    amount: Decimal
    create_time: datetime
    status: str
    tran_id: Number
    scheduled_data: datetime | None = None  # spelt so by Binance: when it will be made


class ManagedTransfers(Model):
    """A page of such transfers."""

    count: int = 0
    rows: list[ManagedTransfer] = msgspec.field(
        name="managerSubTransferHistoryVos", default_factory=list
    )

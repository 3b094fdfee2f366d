"""The state of the system, the rights of a key, the state of an account.

https://developers.binance.com/docs/wallet
"""

from datetime import datetime
from decimal import Decimal

import msgspec

from binance.models.model import Model


class SystemStatus(Model):
    """Whether Binance is open."""

    status: int  # 0 normal, 1 maintenance
    msg: str

    @property
    def normal(self) -> bool:
        """True unless Binance is under maintenance."""
        return self.status == 0


class ApiRestrictions(Model):
    """What a key may do. A right that Binance does not name is False."""

    ip_restrict: bool
    create_time: datetime
    enable_reading: bool = False
    enable_withdrawals: bool = False
    enable_internal_transfer: bool = False
    enable_margin: bool = False
    enable_futures: bool = False
    permits_universal_transfer: bool = False
    enable_vanilla_options: bool = False
    enable_fix_api_trade: bool = False
    enable_fix_read_only: bool = False
    enable_spot_and_margin_trading: bool = False
    enable_portfolio_margin_trading: bool = False
    trading_authority_expiration_time: datetime | None = None


class AccountStatus(Model):
    """Whether Binance has anything against an account."""

    data: str  # Normal, or what is wrong


class TradingStatus(Model):
    """Whether an account may trade over the API."""

    is_locked: bool
    planned_recover_time: datetime  # 1970 unless locked
    trigger_condition: dict[str, int] = msgspec.field(default_factory=dict)  # GCR, IFER, UFR
    update_time: datetime | None = None


class TradingStatusAnswer(Model):
    """The envelope of the trading status."""

    data: TradingStatus


class AccountInfo(Model):
    """The level of an account, and what is switched on for it."""

    vip_level: int
    is_margin_enabled: bool = False
    is_future_enabled: bool = False
    is_options_enabled: bool = False
    is_portfolio_margin_retail_enabled: bool = False


class SnapshotBalance(Model):
    """An asset of the spot wallet at the end of a day."""

    asset: str
    free: Decimal
    locked: Decimal


class SnapshotMarginAsset(Model):
    """An asset of the cross margin account at the end of a day."""

    asset: str
    borrowed: Decimal
    free: Decimal
    interest: Decimal
    locked: Decimal
    net_asset: Decimal


class SnapshotFuturesAsset(Model):
    """An asset of the USDⓈ-M wallet at the end of a day."""

    asset: str
    margin_balance: Decimal
    wallet_balance: Decimal


class SnapshotPosition(Model):
    """A USDⓈ-M position at the end of a day."""

    symbol: str
    entry_price: Decimal
    mark_price: Decimal
    position_amt: Decimal
    un_realized_profit: Decimal


class SnapshotData(Model):
    """What a snapshot shows; each kind fills its own fields."""

    total_asset_of_btc: Decimal | None = None  # spot, margin
    balances: list[SnapshotBalance] = msgspec.field(default_factory=list)  # spot
    margin_level: Decimal | None = None
    total_liability_of_btc: Decimal | None = None  # margin
    total_net_asset_of_btc: Decimal | None = None  # margin
    user_assets: list[SnapshotMarginAsset] = msgspec.field(default_factory=list)  # margin
    assets: list[SnapshotFuturesAsset] = msgspec.field(default_factory=list)  # futures
    position: list[SnapshotPosition] = msgspec.field(default_factory=list)  # futures


class Snapshot(Model):
    """One side of an account at the end of a day."""

    type: str  # spot, margin, futures
    update_time: datetime
    data: SnapshotData


class Snapshots(Model):
    """Snapshots, newest last."""

    snapshots: list[Snapshot] = msgspec.field(name="snapshotVos", default_factory=list)
    code: int = 200
    msg: str = ""

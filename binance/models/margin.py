"""A user's margin accounts: balances, levels, movements.

https://developers.binance.com/docs/margin_trading
"""

from datetime import datetime
from decimal import Decimal

import msgspec

from binance.models.model import Model


class MarginAsset(Model):
    """What is held and owed of an asset in the cross margin account."""

    asset: str
    borrowed: Decimal
    free: Decimal
    interest: Decimal
    locked: Decimal  # in open orders
    net_asset: Decimal


class MarginAccount(Model):
    """The cross margin account."""

    borrow_enabled: bool
    margin_level: Decimal  # assets over debts; 999 without debts
    total_asset_of_btc: Decimal
    total_liability_of_btc: Decimal
    total_net_asset_of_btc: Decimal
    trade_enabled: bool
    user_assets: list[MarginAsset]
    transfer_in_enabled: bool = True
    transfer_out_enabled: bool = True
    created: bool = True
    account_type: str = "MARGIN_1"  # MARGIN_1 classic, MARGIN_2 pro
    collateral_margin_level: Decimal | None = None
    total_collateral_value_in_usdt: Decimal | None = msgspec.field(
        name="TotalCollateralValueInUSDT", default=None
    )
    total_open_order_loss_in_usdt: Decimal | None = msgspec.field(
        name="totalOpenOrderLossInUSDT", default=None
    )


class IsolatedAsset(Model):
    """What is held and owed of one side of an isolated pair."""

    asset: str
    borrowed: Decimal
    free: Decimal
    interest: Decimal
    locked: Decimal
    net_asset: Decimal
    net_asset_of_btc: Decimal
    total_asset: Decimal
    borrow_enabled: bool = True
    repay_enabled: bool = True


class IsolatedPair(Model):
    """One isolated margin account."""

    symbol: str
    base_asset: IsolatedAsset
    quote_asset: IsolatedAsset
    margin_level: Decimal
    margin_level_status: str  # EXCESSIVE, NORMAL, MARGIN_CALL, PRE_LIQUIDATION, FORCE_LIQUIDATION
    margin_ratio: Decimal
    index_price: Decimal
    liquidate_price: Decimal
    liquidate_rate: Decimal
    trade_enabled: bool = True
    enabled: bool = True
    isolated_created: bool = True


class IsolatedAccount(Model):
    """All isolated margin accounts; the totals are left out when symbols are named."""

    assets: list[IsolatedPair]
    total_asset_of_btc: Decimal | None = None
    total_liability_of_btc: Decimal | None = None
    total_net_asset_of_btc: Decimal | None = None


class IsolatedLimit(Model):
    """How many isolated accounts there are and may be."""

    enabled_account: int
    max_account: int


class IsolatedSwitched(Model):
    """An isolated account was opened or closed."""

    success: bool
    symbol: str


class Done(Model):
    """Whether something was done."""

    success: bool


class BnbBurn(Model):
    """Whether fees and interest are paid in BNB."""

    spot_bnb_burn: bool = msgspec.field(name="spotBNBBurn")
    interest_bnb_burn: bool = msgspec.field(name="interestBNBBurn")


class MarginBars(Model):
    """At which margin levels what happens."""

    normal_bar: Decimal
    margin_call_bar: Decimal
    force_liquidation_bar: Decimal


class CapitalFlow(Model):
    """One movement of an asset."""

    id: int
    tran_id: int
    timestamp: datetime
    asset: str
    type: str  # TRANSFER, BORROW, REPAY, BUY_INCOME …
    amount: Decimal
    symbol: str | None = None  # of an isolated account

"""What sub-accounts hold: spot, margin, futures, deposits and transfers.

https://developers.binance.com/docs/sub_account/asset-management
"""

from datetime import datetime
from decimal import Decimal

import msgspec

from binance.models.margin import MarginBars
from binance.models.model import Model


class SubBalance(Model):
    """One asset of a sub-account's spot wallet."""

    asset: str
    free: Decimal
    locked: Decimal
    freeze: Decimal = Decimal(0)
    withdrawing: Decimal = Decimal(0)


class SubBalances(Model):
    """The spot wallet of a sub-account."""

    balances: list[SubBalance] = msgspec.field(default_factory=list)


class SpotWorth(Model):
    """What a sub-account's spot wallet is worth, in BTC."""

    email: str
    total_asset: Decimal


class SpotSummary(Model):
    """What spot wallets are worth, in BTC."""

    total_count: int
    master_account_total_asset: Decimal
    sub_accounts: list[SpotWorth] = msgspec.field(
        name="spotSubUserAssetBtcVoList", default_factory=list
    )


class SubMarginAsset(Model):
    """One asset of a sub-account's margin account."""

    asset: str
    borrowed: Decimal
    free: Decimal
    interest: Decimal
    locked: Decimal
    net_asset: Decimal


class MarginWorth(Model):
    """What margin accounts are worth, in BTC."""

    total_asset_of_btc: Decimal
    total_liability_of_btc: Decimal
    total_net_asset_of_btc: Decimal


class SubMarginAccount(MarginWorth):
    """The margin account of a sub-account."""

    email: str
    margin_level: Decimal
    bars: MarginBars | None = msgspec.field(name="marginTradeCoeffVo", default=None)
    assets: list[SubMarginAsset] = msgspec.field(name="marginUserAssetVoList", default_factory=list)


class SubMarginWorth(MarginWorth):
    """What a sub-account's margin account is worth, in BTC."""

    email: str


class MarginSummary(MarginWorth):
    """What all margin accounts are worth, in BTC."""

    sub_account_list: list[SubMarginWorth] = msgspec.field(default_factory=list)


class SubFuturesAsset(Model):
    """One asset of a sub-account's futures account."""

    asset: str
    initial_margin: Decimal
    maintenance_margin: Decimal
    margin_balance: Decimal
    max_withdraw_amount: Decimal
    open_order_initial_margin: Decimal
    position_initial_margin: Decimal
    unrealized_profit: Decimal
    wallet_balance: Decimal


class SubFuturesAccount(Model):
    """The futures account of a sub-account; totals are USDⓈ-M's, in US dollars."""

    email: str
    can_deposit: bool
    can_trade: bool
    can_withdraw: bool
    fee_tier: int
    update_time: datetime
    assets: list[SubFuturesAsset] = msgspec.field(default_factory=list)
    max_withdraw_amount: Decimal | None = None
    total_initial_margin: Decimal | None = None
    total_maintenance_margin: Decimal | None = None
    total_margin_balance: Decimal | None = None
    total_open_order_initial_margin: Decimal | None = None
    total_position_initial_margin: Decimal | None = None
    total_unrealized_profit: Decimal | None = None
    total_wallet_balance: Decimal | None = None


class SubFutures(Model):
    """The futures account that was asked for."""

    usd: SubFuturesAccount | None = msgspec.field(name="futureAccountResp", default=None)
    coin: SubFuturesAccount | None = msgspec.field(name="deliveryAccountResp", default=None)


class UsdFuturesWorth(Model):
    """What USDⓈ-M accounts are worth, in `asset`."""

    asset: str
    total_initial_margin: Decimal
    total_maintenance_margin: Decimal
    total_margin_balance: Decimal
    total_open_order_initial_margin: Decimal
    total_position_initial_margin: Decimal
    total_unrealized_profit: Decimal
    total_wallet_balance: Decimal


class SubUsdFuturesWorth(UsdFuturesWorth):
    """What a sub-account's USDⓈ-M account is worth."""

    email: str


class UsdFuturesSummary(UsdFuturesWorth):
    """What all USDⓈ-M accounts are worth."""

    sub_account_list: list[SubUsdFuturesWorth] = msgspec.field(default_factory=list)


class SubCoinFuturesWorth(Model):
    """What a sub-account's COIN-M account is worth, in `asset`."""

    email: str
    asset: str
    total_margin_balance: Decimal
    total_unrealized_profit: Decimal
    total_wallet_balance: Decimal


class CoinFuturesSummary(Model):
    """What all COIN-M accounts are worth, in BTC."""

    asset: str
    total_margin_balance: Decimal = msgspec.field(name="totalMarginBalanceOfBTC")
    total_unrealized_profit: Decimal = msgspec.field(name="totalUnrealizedProfitOfBTC")
    total_wallet_balance: Decimal = msgspec.field(name="totalWalletBalanceOfBTC")
    sub_account_list: list[SubCoinFuturesWorth] = msgspec.field(default_factory=list)


class FuturesSummary(Model):
    """What the futures accounts that were asked for are worth."""

    usd: UsdFuturesSummary | None = msgspec.field(name="futureAccountSummaryResp", default=None)
    coin: CoinFuturesSummary | None = msgspec.field(name="deliveryAccountSummaryResp", default=None)


class SubUsdPosition(Model):
    """A USDⓈ-M position of a sub-account."""

    symbol: str
    entry_price: Decimal
    mark_price: Decimal
    leverage: Decimal
    max_notional: Decimal
    liquidation_price: Decimal
    position_amount: Decimal
    unrealized_profit: Decimal


class SubCoinPosition(Model):
    """A COIN-M position of a sub-account."""

    symbol: str
    entry_price: Decimal
    mark_price: Decimal
    leverage: Decimal
    isolated: str  # "True" or "False"
    isolated_wallet: Decimal
    isolated_margin: Decimal
    is_auto_add_margin: str  # "True" or "False"
    position_side: str
    position_amount: Decimal
    unrealized_profit: Decimal


class SubPositions(Model):
    """The positions that were asked for."""

    usd: list[SubUsdPosition] = msgspec.field(name="futurePositionRiskVos", default_factory=list)
    coin: list[SubCoinPosition] = msgspec.field(
        name="deliveryPositionRiskVos", default_factory=list
    )

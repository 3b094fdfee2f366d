"""A USDⓈ-M account: balances, totals, positions.

https://developers.binance.com/docs/derivatives/usds-margined-futures/account/rest-api

Amounts of an asset are in that asset; totals are in USDT, with multi-assets mode in USD.
"""

from datetime import datetime
from decimal import Decimal

import msgspec

from binance.futures_enums import MarginMode, PositionSide
from binance.models.model import Model, Number


class FuturesBalance(Model):
    """How much of an asset the futures wallet holds."""

    account_alias: str
    asset: str
    balance: Decimal
    cross_wallet_balance: Decimal  # without what isolated positions hold
    cross_un_pnl: Decimal
    available_balance: Decimal
    max_withdraw_amount: Decimal
    update_time: datetime
    margin_available: bool = False  # may be margin in multi-assets mode


class FuturesAsset(Model):
    """An asset of the futures wallet with the margin it gives and holds."""

    asset: str
    wallet_balance: Decimal
    unrealized_profit: Decimal
    margin_balance: Decimal
    maint_margin: Decimal
    initial_margin: Decimal
    position_initial_margin: Decimal
    open_order_initial_margin: Decimal
    cross_wallet_balance: Decimal
    cross_un_pnl: Decimal
    available_balance: Decimal
    max_withdraw_amount: Decimal
    update_time: datetime
    margin_available: bool | None = None  # only in the second version


class FuturesTotals(Model):
    """Sums over a futures wallet."""

    total_initial_margin: Decimal
    total_maint_margin: Decimal
    total_wallet_balance: Decimal
    total_unrealized_profit: Decimal
    total_margin_balance: Decimal
    total_position_initial_margin: Decimal
    total_open_order_initial_margin: Decimal
    total_cross_wallet_balance: Decimal
    total_cross_un_pnl: Decimal
    available_balance: Decimal
    max_withdraw_amount: Decimal


class HeldPosition(Model):
    """A position as the account shows it."""

    symbol: str
    position_side: PositionSide
    position_amt: Decimal  # negative: short
    unrealized_profit: Decimal
    isolated_margin: Decimal
    notional: Decimal
    isolated_wallet: Decimal
    initial_margin: Decimal
    maint_margin: Decimal
    update_time: datetime


class FuturesAccountInfo(FuturesTotals):
    """A futures account; only contracts with a position or an order."""

    assets: list[FuturesAsset] = msgspec.field(default_factory=list)
    positions: list[HeldPosition] = msgspec.field(default_factory=list)


class HeldPositionV2(Model):
    """A position as the second version shows it, with its settings."""

    symbol: str
    position_side: PositionSide
    position_amt: Decimal  # negative: short
    unrealized_profit: Decimal
    initial_margin: Decimal
    maint_margin: Decimal
    position_initial_margin: Decimal
    open_order_initial_margin: Decimal
    entry_price: Decimal
    leverage: Number
    isolated: bool
    max_notional: Decimal
    update_time: datetime
    break_even_price: Decimal | None = None  # since 2023
    bid_notional: Decimal = Decimal(0)
    ask_notional: Decimal = Decimal(0)


class FuturesAccountInfoV2(FuturesTotals):
    """A futures account with its rights; every contract."""

    fee_tier: int
    can_trade: bool
    can_deposit: bool
    can_withdraw: bool
    multi_assets_margin: bool = False
    fee_burn: bool | None = None
    trade_group_id: int = -1
    assets: list[FuturesAsset] = msgspec.field(default_factory=list)
    positions: list[HeldPositionV2] = msgspec.field(default_factory=list)


class PositionRisk(Model):
    """A position, or a contract with an open order. Leverage and margin type: `symbol_config`."""

    symbol: str
    position_side: PositionSide
    position_amt: Decimal  # negative: short
    entry_price: Decimal
    break_even_price: Decimal
    mark_price: Decimal
    un_realized_profit: Decimal
    liquidation_price: Decimal  # 0: none
    isolated_margin: Decimal
    notional: Decimal
    margin_asset: str
    isolated_wallet: Decimal
    initial_margin: Decimal
    maint_margin: Decimal
    position_initial_margin: Decimal
    open_order_initial_margin: Decimal
    update_time: datetime
    adl: int = 0  # how soon it would be reduced by force: 0 to 4
    bid_notional: Decimal = Decimal(0)
    ask_notional: Decimal = Decimal(0)


class PositionRiskV2(Model):
    """A position of any contract, with its settings."""

    symbol: str
    position_side: PositionSide
    position_amt: Decimal  # negative: short
    entry_price: Decimal
    mark_price: Decimal
    un_realized_profit: Decimal
    liquidation_price: Decimal  # 0: none
    leverage: Number
    max_notional_value: Decimal
    margin_type: str  # cross or isolated
    isolated_margin: Decimal
    notional: Decimal
    isolated_wallet: Decimal
    update_time: datetime
    break_even_price: Decimal | None = None  # since 2023
    is_auto_add_margin: str = "false"  # true or false, as text


class AccountConfig(Model):
    """The settings of a futures account."""

    fee_tier: int
    can_trade: bool
    can_deposit: bool
    can_withdraw: bool
    dual_side_position: bool
    multi_assets_margin: bool
    trade_group_id: int = -1


class SymbolConfig(Model):
    """The settings of a contract."""

    symbol: str
    margin_type: MarginMode
    is_auto_add_margin: bool
    leverage: int
    max_notional_value: Decimal


class PortfolioMargin(Model):
    """How much of an asset portfolio margin lets out."""

    asset: str
    max_withdraw_amount_usd: Decimal = msgspec.field(name="maxWithdrawAmountUSD")
    max_withdraw_amount: Decimal

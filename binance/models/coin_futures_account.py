"""A COIN-M account: each coin is margin for its own contracts.

https://developers.binance.com/docs/derivatives/coin-margined-futures/account/rest-api

Amounts are in the coin, amounts of positions in contracts.
"""

from datetime import datetime
from decimal import Decimal

import msgspec

from binance.futures_enums import PositionSide
from binance.models.model import Model, Number


class CoinBalance(Model):
    """How much of a coin the wallet holds."""

    account_alias: str
    asset: str
    balance: Decimal
    withdraw_available: Decimal
    cross_wallet_balance: Decimal  # without what isolated positions hold
    cross_un_pnl: Decimal
    available_balance: Decimal
    update_time: datetime


class CoinAsset(Model):
    """A coin with the margin it gives and holds."""

    asset: str
    wallet_balance: Decimal
    unrealized_profit: Decimal
    margin_balance: Decimal
    maint_margin: Decimal
    initial_margin: Decimal
    position_initial_margin: Decimal
    open_order_initial_margin: Decimal
    max_withdraw_amount: Decimal
    cross_wallet_balance: Decimal
    cross_un_pnl: Decimal
    available_balance: Decimal
    update_time: datetime | None = None


class CoinPosition(Model):
    """A position as the account shows it."""

    symbol: str
    position_side: PositionSide
    position_amt: Decimal  # contracts; negative: short
    initial_margin: Decimal
    maint_margin: Decimal
    unrealized_profit: Decimal
    position_initial_margin: Decimal
    open_order_initial_margin: Decimal
    leverage: Number
    isolated: bool
    entry_price: Decimal
    max_qty: Decimal
    update_time: datetime
    break_even_price: Decimal | None = None
    isolated_wallet: Decimal | None = None
    notional_value: Decimal | None = None


class CoinAccount(Model):
    """A COIN-M account; every contract."""

    fee_tier: int
    can_trade: bool
    can_deposit: bool
    can_withdraw: bool
    update_time: datetime
    assets: list[CoinAsset] = msgspec.field(default_factory=list)
    positions: list[CoinPosition] = msgspec.field(default_factory=list)


class CoinPositionRisk(Model):
    """A position of any contract."""

    symbol: str
    position_side: PositionSide
    position_amt: Decimal  # contracts; negative: short
    entry_price: Decimal
    mark_price: Decimal
    un_realized_profit: Decimal
    liquidation_price: Decimal  # 0: none
    leverage: Number
    max_qty: Decimal
    margin_type: str  # cross or isolated
    isolated_margin: Decimal
    update_time: datetime
    is_auto_add_margin: str = "false"  # true or false, as text
    break_even_price: Decimal | None = None
    notional_value: Decimal | None = None  # in the coin
    isolated_wallet: Decimal | None = None

"""What is in the wallets of a user, what comes of it, what trading costs.

https://developers.binance.com/docs/wallet/asset

Amounts are in the asset, valuations in BTC unless said otherwise.
"""

from datetime import datetime
from decimal import Decimal

import msgspec

from binance.models.model import Model


class UserAsset(Model):
    """An asset of the spot wallet, with what is not freely usable."""

    asset: str
    free: Decimal
    locked: Decimal
    freeze: Decimal
    withdrawing: Decimal
    ipoable: Decimal = Decimal(0)
    btc_valuation: Decimal = Decimal(0)  # only with need_btc_valuation


class FundingAsset(Model):
    """An asset of the funding wallet."""

    asset: str
    free: Decimal
    locked: Decimal = Decimal(0)
    freeze: Decimal = Decimal(0)
    withdrawing: Decimal = Decimal(0)
    btc_valuation: Decimal = Decimal(0)  # only with need_btc_valuation


class WalletAsset(Model):
    """An asset in one of the wallets."""

    asset: str
    free: Decimal
    asset_name: str = ""
    locked: Decimal = Decimal(0)
    freeze: Decimal = Decimal(0)
    withdrawing: Decimal = Decimal(0)
    btc_valuation: Decimal = Decimal(0)


class WalletBalance(Model):
    """What a wallet is worth, in the quote asset that was asked for."""

    wallet_name: str  # Spot, Funding, Cross Margin, Earn, USDⓈ-M Futures …
    balance: Decimal
    activate: bool = True
    asset_balances: list[WalletAsset] = msgspec.field(default_factory=list)  # only on request


class AssetDetail(Model):
    """Whether an asset may be deposited and withdrawn, and what that costs, in the asset."""

    min_withdraw_amount: Decimal
    deposit_status: bool
    withdraw_fee: Decimal
    withdraw_status: bool
    deposit_tip: str | None = None  # why not


class Dividend(Model):
    """Something that Binance paid out: interest, an airdrop, a share of a launchpool."""

    id: int
    asset: str
    amount: Decimal
    time: datetime = msgspec.field(name="divTime")
    info: str = msgspec.field(name="enInfo", default="")
    tran_id: int = 0
    direction: int = 1  # 1 in, -1 out


class TradeFee(Model):
    """What trading a symbol costs: parts of the value, 0.001 is 0.1 %."""

    symbol: str
    maker_commission: Decimal
    taker_commission: Decimal

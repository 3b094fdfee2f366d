"""The state of the system, the rights of a key, the assets of a user.

https://developers.binance.com/docs/wallet
"""

from datetime import datetime
from decimal import Decimal

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


class UserAsset(Model):
    """An asset of the spot wallet, with what is not freely usable."""

    asset: str
    free: Decimal
    locked: Decimal
    freeze: Decimal
    withdrawing: Decimal
    ipoable: Decimal = Decimal(0)
    btc_valuation: Decimal = Decimal(0)  # only with need_btc_valuation

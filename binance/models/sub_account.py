"""Sub-accounts: who they are and what they may do.

https://developers.binance.com/docs/sub_account
"""

from datetime import datetime
from decimal import Decimal

import msgspec

from binance.models.model import Model


class SubAccount(Model):
    """One sub-account."""

    email: str
    is_freeze: bool
    create_time: datetime
    sub_user_id: int | None = None
    remark: str | None = None
    is_managed_sub_account: bool = False
    is_asset_management_sub_account: bool = False


class SubAccountList(Model):
    """Sub-accounts of a master account."""

    sub_accounts: list[SubAccount] = msgspec.field(default_factory=list)


class NewSubAccount(Model):
    """A virtual sub-account that was opened."""

    email: str


class FuturesEnabled(Model):
    """A sub-account that may trade futures from now on."""

    email: str
    is_futures_enabled: bool


class OptionsEnabled(Model):
    """A sub-account that may trade options from now on."""

    email: str
    is_options_enabled: bool = msgspec.field(name="isEOptionsEnabled")


class SubAccountStatus(Model):
    """What is switched on for a sub-account."""

    email: str
    is_sub_user_enabled: bool
    is_user_active: bool
    insert_time: datetime
    is_margin_enabled: bool = False
    is_future_enabled: bool = False
    mobile: int | str | None = None


class TradedOnDay(Model):
    """What a sub-account traded on a day."""

    user_id: int
    date: datetime
    btc: Decimal
    btc_futures: Decimal
    btc_margin: Decimal
    busd: Decimal
    busd_futures: Decimal
    busd_margin: Decimal


class TransactionStatistics(Model):
    """What was traded in the last thirty days, in BTC and in BUSD."""

    recent30_btc_total: Decimal
    recent30_btc_futures_total: Decimal
    recent30_btc_margin_total: Decimal
    recent30_busd_total: Decimal
    recent30_busd_futures_total: Decimal
    recent30_busd_margin_total: Decimal
    trade_info_vos: list[TradedOnDay] = msgspec.field(default_factory=list)


class SubAccountKey(Model):
    """A key of a sub-account, without its secret."""

    email: str
    api_name: str
    api_key: str = msgspec.field(name="apikey")  # spelt so by Binance
    can_trade: bool = False
    can_margin_loan_repay: bool = False
    can_futures_trade: bool = False
    can_universal_transfer: bool = False
    can_vanilla_options: bool = False
    timestamp: datetime | None = None


class IpRestriction(Model):
    """From where a key of a sub-account may be used."""

    api_key: str
    ip_restrict: bool | str  # "true" on the wire
    update_time: datetime
    ip_list: list[str] | None = None

    @property
    def restricted(self) -> bool:
        """True when only the addresses of the list may use it."""
        return self.ip_restrict in {True, "true"}

"""Small balances, and what they were turned into.

https://developers.binance.com/docs/wallet/asset/assets-can-convert-bnb

Binance spells "transfered" with one r.
"""

from datetime import datetime
from decimal import Decimal

import msgspec

from binance.models.model import Model


class DustAsset(Model):
    """A balance small enough to be turned into BNB."""

    asset: str
    amount_free: Decimal
    exchange: Decimal  # the fee, in BNB
    asset_full_name: str = ""
    to_btc: Decimal = msgspec.field(name="toBTC", default=Decimal(0))
    to_bnb: Decimal = msgspec.field(name="toBNB", default=Decimal(0))
    to_bnb_off_exchange: Decimal = msgspec.field(name="toBNBOffExchange", default=Decimal(0))


class DustAssets(Model):
    """Everything that may be turned into BNB now."""

    details: list[DustAsset] = msgspec.field(default_factory=list)
    total_transfer_btc: Decimal = Decimal(0)
    total_transfer_bnb: Decimal = msgspec.field(name="totalTransferBNB", default=Decimal(0))
    dribblet_percentage: Decimal = Decimal(0)  # the fee: 0.02 is 2 %


class ConvertibleDust(Model):
    """A balance small enough to be turned into the target asset."""

    asset: str
    amount_free: Decimal
    exchange: Decimal  # the fee, in the target asset
    asset_full_name: str = ""
    to_quota_asset_amount: Decimal = Decimal(0)
    to_target_asset_amount: Decimal = Decimal(0)
    to_target_asset_off_exchange: Decimal = Decimal(0)  # after the fee


class ConvertibleDusts(Model):
    """Everything that may be turned into the target asset now."""

    details: list[ConvertibleDust] = msgspec.field(default_factory=list)
    total_transfer_quota_asset_amount: Decimal = Decimal(0)
    total_transfer_target_asset_amount: Decimal = Decimal(0)
    dribblet_percentage: Decimal = Decimal(0)  # the fee: 0.02 is 2 %
    dribblet_base: Decimal = Decimal(0)


class DustConversion(Model):
    """One balance that was turned into another asset."""

    tran_id: int
    from_asset: str
    amount: Decimal
    transfered_amount: Decimal  # what came of it, in the other asset
    service_charge_amount: Decimal
    operate_time: datetime


class DustConversions(Model):
    """What a conversion of small balances brought."""

    total_transfered: Decimal
    total_service_charge: Decimal
    transfer_result: list[DustConversion] = msgspec.field(default_factory=list)


class DustLogEntry(Model):
    """One balance of a conversion of the past."""

    trans_id: int
    from_asset: str
    amount: Decimal
    transfered_amount: Decimal
    service_charge_amount: Decimal
    operate_time: datetime
    target_asset: str = "BNB"


class DustLogConversion(Model):
    """A conversion of the past, of all balances that were chosen together."""

    trans_id: int
    operate_time: datetime
    total_transfered_amount: Decimal
    total_service_charge_amount: Decimal
    details: list[DustLogEntry] = msgspec.field(
        name="userAssetDribbletDetails", default_factory=list
    )


class DustLog(Model):
    """Conversions of small balances, at most the last 100."""

    conversions: list[DustLogConversion] = msgspec.field(
        name="userAssetDribblets", default_factory=list
    )
    total: int = 0

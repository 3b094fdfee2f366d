"""What margin offers: assets, pairs, rates, levels.

https://developers.binance.com/docs/margin_trading/market-data
"""

from datetime import datetime
from decimal import Decimal

import msgspec

from binance.models.model import Model


class MarginAssetInfo(Model):
    """What may be done with an asset on margin."""

    asset_name: str
    asset_full_name: str
    is_borrowable: bool
    is_mortgageable: bool  # counts as collateral
    user_min_borrow: Decimal
    user_min_repay: Decimal
    delist_time: datetime | None = None


class MarginPair(Model):
    """A pair that trades on margin."""

    symbol: str
    base: str
    quote: str
    is_margin_trade: bool
    is_buy_allowed: bool
    is_sell_allowed: bool
    id: int | None = None  # cross only
    delist_time: datetime | None = None


class PriceIndex(Model):
    """The price debts are measured with, in the quote asset."""

    symbol: str
    price: Decimal
    calc_time: datetime


class CollateralTier(Model):
    """How much of a value counts as collateral."""

    min_usd_value: Decimal
    discount_rate: Decimal  # part that counts
    max_usd_value: Decimal | None = None


class CollateralRatio(Model):
    """The tiers of some assets."""

    collaterals: list[CollateralTier]
    asset_names: list[str]


class LeverageTier(Model):
    """The leverage up to a debt; amounts in the asset."""

    leverage: int
    max_debt: Decimal
    maintenance_margin_rate: Decimal
    initial_margin_rate: Decimal
    fast_num: Decimal


class LeverageBracket(Model):
    """The tiers of some assets in cross margin pro."""

    asset_names: list[str]
    rank: int
    brackets: list[LeverageTier]


class IsolatedTier(Model):
    """The leverage and limits of an isolated pair."""

    symbol: str
    tier: int
    effective_multiple: Decimal
    initial_risk_ratio: Decimal
    liquidation_risk_ratio: Decimal
    base_asset_max_borrowable: Decimal
    quote_asset_max_borrowable: Decimal


class CrossMarginData(Model):
    """Rates and limits of an asset at a VIP level."""

    vip_level: int
    coin: str
    transfer_in: bool
    borrowable: bool
    daily_interest: Decimal  # part of the value
    yearly_interest: Decimal
    borrow_limit: Decimal
    marginable_pairs: list[str] = msgspec.field(default_factory=list)


class IsolatedCoin(Model):
    """Rate and limit of one side of an isolated pair."""

    coin: str
    daily_interest: Decimal
    borrow_limit: Decimal


class IsolatedMarginData(Model):
    """Rates and limits of an isolated pair at a VIP level."""

    vip_level: int
    symbol: str
    leverage: Decimal
    data: list[IsolatedCoin]


class Inventory(Model):
    """How much Binance has to lend, by asset."""

    assets: dict[str, Decimal]
    update_time: datetime


class LimitPricePairs(Model):
    """Pairs whose limit prices are held to the index."""

    cross_margin_symbols: list[str]


class RestrictedAssets(Model):
    """Assets with too many positions already."""

    open_long_restricted_asset: list[str]
    max_collateral_exceeded_asset: list[str]


class LiquidationRatio(Model):
    """How far a liquidation goes for an asset."""

    asset: str
    risk_based_liquidation_ratio: Decimal


class MarginListing(Model):
    """What margin begins to offer at a time."""

    list_time: datetime
    cross_margin_assets: list[str]
    isolated_margin_symbols: list[str]


class MarginDelisting(Model):
    """What margin ceases to offer at a time."""

    delist_time: datetime
    cross_margin_assets: list[str]
    isolated_margin_symbols: list[str]

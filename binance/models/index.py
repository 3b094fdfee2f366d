"""What moves a contract besides its trades: index, funding, open interest, positioning, basis.

https://developers.binance.com/docs/derivatives/usds-margined-futures/market-data/rest-api
https://developers.binance.com/docs/derivatives/coin-margined-futures/market-data/rest-api

Rates are parts of the value: 0.0001 is 0.01 %.
"""

from datetime import datetime
from decimal import Decimal

import msgspec

from binance.enums import ContractType
from binance.models.model import Model


class FundingRate(Model):
    """A funding payment that was due."""

    symbol: str
    funding_rate: Decimal
    funding_time: datetime
    mark_text: str = msgspec.field(name="markPrice", default="")  # empty before 2023-10

    @property
    def mark_price(self) -> Decimal | None:
        """The mark price at that time; None when Binance did not keep it."""
        return Decimal(self.mark_text) if self.mark_text else None


class FundingInfo(Model):
    """The funding of a contract that differs from the usual."""

    symbol: str
    adjusted_funding_rate_cap: Decimal
    adjusted_funding_rate_floor: Decimal
    funding_interval_hours: int
    disclaimer: bool = False


class OpenInterest(Model):
    """Contracts open now: in the base asset, COIN-M in contracts."""

    symbol: str
    open_interest: Decimal
    time: datetime
    pair: str = ""  # COIN-M
    contract_type: ContractType | None = None  # COIN-M


class OpenInterestAt(Model):
    """Open interest at a time: in the base asset, COIN-M in contracts."""

    sum_open_interest: Decimal
    sum_open_interest_value: Decimal  # in the quote asset; COIN-M: in the base asset
    timestamp: datetime
    symbol: str = ""  # USDⓈ-M
    pair: str = ""  # COIN-M
    contract_type: ContractType | None = None  # COIN-M
    circulating_supply: Decimal | None = msgspec.field(name="CMCCirculatingSupply", default=None)


class LongShortRatio(Model):
    """How accounts or positions are divided between long and short."""

    long_short_ratio: Decimal  # long over short
    timestamp: datetime
    symbol: str = ""  # USDⓈ-M
    pair: str = ""  # COIN-M
    long_account: Decimal | None = None  # part of all, 0.6 is 60 %
    short_account: Decimal | None = None
    long_position: Decimal | None = None  # COIN-M's positions of top traders
    short_position: Decimal | None = None


class TakerRatio(Model):
    """What takers bought and sold in a period, in the base asset."""

    buy_sell_ratio: Decimal
    buy_vol: Decimal
    sell_vol: Decimal
    timestamp: datetime


class TakerVolume(Model):
    """What takers of a COIN-M pair bought and sold in a period."""

    pair: str
    contract_type: ContractType
    taker_buy_vol: Decimal  # contracts
    taker_sell_vol: Decimal
    taker_buy_vol_value: Decimal  # in the base asset
    taker_sell_vol_value: Decimal
    timestamp: datetime


class Basis(Model):
    """How far a contract was from its index."""

    pair: str
    contract_type: ContractType
    index_price: Decimal
    futures_price: Decimal
    basis: Decimal  # futures price less index price
    basis_rate: Decimal
    timestamp: datetime
    annualized_text: str = msgspec.field(name="annualizedBasisRate", default="")

    @property
    def annualized_basis_rate(self) -> Decimal | None:
        """The rate over a year; None for contracts that do not expire."""
        return Decimal(self.annualized_text) if self.annualized_text else None


class IndexAsset(Model):
    """A part of a composite index."""

    base_asset: str
    quote_asset: str
    weight_in_quantity: Decimal
    weight_in_percentage: Decimal  # part of all


class IndexInfo(Model):
    """What a composite index is made of."""

    symbol: str
    time: datetime
    component: str
    base_asset_list: list[IndexAsset]


class AssetIndex(Model):
    """What an asset is worth as margin, in USD."""

    symbol: str
    time: datetime
    index: Decimal
    bid_buffer: Decimal
    ask_buffer: Decimal
    bid_rate: Decimal
    ask_rate: Decimal
    auto_exchange_bid_buffer: Decimal
    auto_exchange_ask_buffer: Decimal
    auto_exchange_bid_rate: Decimal
    auto_exchange_ask_rate: Decimal


class Constituent(Model):
    """A market an index price is taken from."""

    exchange: str
    symbol: str
    price: Decimal | None = None
    weight: Decimal | None = None  # part of all


class Constituents(Model):
    """The markets an index price is made of."""

    symbol: str
    time: datetime
    constituents: list[Constituent]

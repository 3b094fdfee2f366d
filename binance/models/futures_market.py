"""Public market data of futures, USDⓈ-M and COIN-M.

https://developers.binance.com/docs/derivatives/usds-margined-futures/market-data/rest-api
https://developers.binance.com/docs/derivatives/coin-margined-futures/market-data/rest-api

Prices are in the quote asset. Quantities are in the base asset; those of COIN-M are contracts.
"""

from datetime import datetime
from decimal import Decimal

import msgspec

from binance.models.model import Model


class FuturesPrice(Model):
    """The last price of a contract."""

    symbol: str
    price: Decimal
    time: datetime | None = None
    pair: str = msgspec.field(name="ps", default="")  # COIN-M


class FuturesBookTicker(Model):
    """Best bid and ask of a contract."""

    symbol: str
    bid_price: Decimal
    bid_qty: Decimal
    ask_price: Decimal
    ask_qty: Decimal
    time: datetime | None = None
    pair: str = ""  # COIN-M
    last_update_id: int | None = None


class FuturesTicker24h(Model):
    """Price change of a contract over the last 24 hours."""

    symbol: str
    price_change: Decimal
    price_change_percent: Decimal  # 1.5 means +1.5 %
    weighted_avg_price: Decimal
    last_price: Decimal
    last_qty: Decimal
    open_price: Decimal
    high_price: Decimal
    low_price: Decimal
    volume: Decimal
    open_time: datetime
    close_time: datetime
    first_id: int  # -1 when nothing was traded
    last_id: int
    count: int  # trades
    quote_volume: Decimal | None = None  # USDⓈ-M
    base_volume: Decimal | None = None  # COIN-M, in the base asset
    pair: str = ""  # COIN-M


class FuturesDepth(Model):
    """An order book of futures: price and quantity of each level, best first."""

    last_update_id: int
    bids: list[tuple[Decimal, Decimal]]
    asks: list[tuple[Decimal, Decimal]]
    event_time: datetime | None = msgspec.field(name="E", default=None)
    transaction_time: datetime | None = msgspec.field(name="T", default=None)
    symbol: str = ""  # COIN-M
    pair: str = ""  # COIN-M


class FuturesTrade(Model):
    """A trade between others."""

    id: int
    price: Decimal
    qty: Decimal
    time: datetime
    is_buyer_maker: bool  # True: the taker sold
    quote_qty: Decimal | None = None  # USDⓈ-M
    base_qty: Decimal | None = None  # COIN-M, in the base asset
    is_rpi_trade: bool = msgspec.field(name="isRPITrade", default=False)


class DeliveryPrice(Model):
    """At what price a quarter was settled."""

    delivery_time: datetime
    delivery_price: Decimal


class InsuranceAsset(Model):
    """How much of an asset an insurance fund holds."""

    asset: str
    margin_balance: Decimal
    update_time: datetime


class InsuranceFund(Model):
    """The insurance fund of some contracts."""

    symbols: list[str]
    assets: list[InsuranceAsset]


class AdlRisk(Model):
    """How likely positions of a contract are reduced by force."""

    symbol: str
    adl_risk: str  # low, medium, high
    update_time: datetime


class TradingSession(Model):
    """A part of the day of a market outside of crypto."""

    start_time: datetime
    end_time: datetime
    type: str  # PRE_MARKET, REGULAR, AFTER_MARKET, OVERNIGHT, NO_TRADING


class MarketSchedule(Model):
    """The sessions of a market, oldest first."""

    sessions: list[TradingSession] = msgspec.field(default_factory=list)


class TradingSchedule(Model):
    """When the markets behind TradFi contracts are open, by market, EQUITY for example."""

    update_time: datetime
    market_schedules: dict[str, MarketSchedule]

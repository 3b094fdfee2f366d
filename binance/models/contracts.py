"""What a futures exchange lists.

https://developers.binance.com/docs/derivatives/usds-margined-futures/market-data/rest-api/Exchange-Information
"""

from datetime import datetime
from decimal import Decimal

import msgspec

from binance.enums import OrderType, SymbolStatus, TimeInForce
from binance.models.market import RateLimit
from binance.models.model import Model


class ContractInfo(Model):
    """What a contract is and what it allows; USDⓈ-M and COIN-M."""

    symbol: str
    pair: str
    contract_type: str  # PERPETUAL, CURRENT_QUARTER …; empty while it is being prepared
    base_asset: str
    quote_asset: str
    margin_asset: str
    price_precision: int  # places after the point; the tick is in the filters
    quantity_precision: int
    status: SymbolStatus | None = None  # USDⓈ-M's name of it
    contract_status: SymbolStatus | None = None  # COIN-M's
    contract_size: Decimal | None = None  # COIN-M: worth of one contract, in the quote asset
    base_asset_precision: int = 8
    quote_precision: int = 8
    underlying_type: str = ""
    onboard_date: datetime | None = None
    delivery_date: datetime | None = None
    order_types: list[OrderType] = msgspec.field(default_factory=list)
    time_in_force: list[TimeInForce] = msgspec.field(default_factory=list)
    trigger_protect: Decimal | None = None
    liquidation_fee: Decimal | None = None
    market_take_bound: Decimal | None = None
    raw_filters: msgspec.Raw = msgspec.field(name="filters", default=msgspec.Raw(b"[]"))

    @property
    def trading_status(self) -> SymbolStatus:
        """Whether the contract trades, under either name."""
        return self.status or self.contract_status or SymbolStatus.TRADING


class FuturesExchangeInfo(Model):
    """The contracts of a futures exchange and the limits it holds callers to."""

    timezone: str = "UTC"
    server_time: datetime | None = None
    rate_limits: list[RateLimit] = msgspec.field(default_factory=list)
    symbols: list[ContractInfo] = msgspec.field(default_factory=list)

"""What only futures streams tell: mark prices, indices, contracts, sessions.

https://developers.binance.com/docs/derivatives/usds-margined-futures/websocket-market-streams
"""

from decimal import Decimal

from msgspec import field

from binance.models.market_events import MarketEvent, moment_of
from binance.models.model import Model


class MarkPrice(MarketEvent):
    """The price positions are valued at, and the funding to come."""

    event_ms: int = field(name="E")
    symbol: str = field(name="s")
    price: Decimal = field(name="p")
    settle_price: Decimal | None = field(name="P", default=None)  # of use in the last hour only
    index_price: Decimal | None = field(name="i", default=None)
    average_price: Decimal | None = field(name="ap", default=None)
    raw_funding_rate: str = field(name="r", default="")  # empty: the contract has none
    funding_ms: int = field(name="T", default=0)
    pair: str | None = field(name="ps", default=None)
    margined: int | None = field(name="st", default=None)  # 1 in USD, 2 in coins

    event_time = moment_of("event_ms")
    funding_time = moment_of("funding_ms")

    @property
    def funding_rate(self) -> Decimal | None:
        """A part of the position's value: 0.0001 is 0.01 %. None for contracts with a date."""
        return Decimal(self.raw_funding_rate) if self.raw_funding_rate else None


class IndexPrice(MarketEvent):
    """The price of a pair on other exchanges."""

    event_ms: int = field(name="E")
    price: Decimal = field(name="p")
    renamed: str | None = field(name="s", default=None)  # since June 2026
    old_name: str | None = field(name="i", default=None)  # before

    event_time = moment_of("event_ms")

    @property
    def pair(self) -> str:
        """The pair."""
        return self.renamed or self.old_name or ""


class Constituent(Model):
    """A part of a composite index."""

    base_asset: str = field(name="b")
    quote_asset: str = field(name="q")
    quantity_weight: Decimal = field(name="w")
    percentage_weight: Decimal = field(name="W")
    index_price: Decimal = field(name="i")


class CompositeIndex(MarketEvent):
    """An index of several assets and what it is made of."""

    event_ms: int = field(name="E")
    symbol: str = field(name="s")
    price: Decimal = field(name="p")
    made_of: str = field(name="C")  # baseAsset
    constituents: list[Constituent] = field(name="c")

    event_time = moment_of("event_ms")


class LeverageBracket(Model):
    """How much leverage a notional value may have."""

    bracket: int = field(name="bs")
    floor: Decimal = field(name="bnf")
    cap: Decimal = field(name="bnc")
    maintenance_ratio: Decimal = field(name="mmr")
    auxiliary: Decimal = field(name="cf")
    least_leverage: int = field(name="mi")
    most_leverage: int = field(name="ma")


class ContractInfo(MarketEvent):
    """A contract was listed, settled or given other brackets."""

    event_ms: int = field(name="E")
    symbol: str = field(name="s")
    pair: str = field(name="ps", default="")
    contract_type: str = field(name="ct", default="")
    delivery_ms: int = field(name="dt", default=0)
    onboard_ms: int = field(name="ot", default=0)
    status: str = field(name="cs", default="")
    brackets: list[LeverageBracket] | None = field(name="bks", default=None)
    margined: int | None = field(name="st", default=None)

    event_time = moment_of("event_ms")
    delivery_time = moment_of("delivery_ms")


class AssetIndex(MarketEvent):
    """What an asset counts as margin in multi-assets mode."""

    event_ms: int = field(name="E")
    symbol: str = field(name="s")
    index_price: Decimal = field(name="i")
    bid_buffer: Decimal = field(name="b")
    ask_buffer: Decimal = field(name="a")
    bid_rate: Decimal = field(name="B")
    ask_rate: Decimal = field(name="A")
    auto_exchange_bid_buffer: Decimal = field(name="q")
    auto_exchange_ask_buffer: Decimal = field(name="g")
    auto_exchange_bid_rate: Decimal = field(name="Q")
    auto_exchange_ask_rate: Decimal = field(name="G")

    event_time = moment_of("event_ms")


class TradingSession(MarketEvent):
    """The session of the markets that contracts on shares and commodities follow."""

    kind: str = field(name="e")  # EquityUpdate, CommodityUpdate …
    event_ms: int = field(name="E")
    start_ms: int = field(name="t")
    end_ms: int = field(name="T")
    session: str = field(name="S")  # PRE_MARKET, REGULAR, AFTER_MARKET, OVERNIGHT, NO_TRADING …

    event_time = moment_of("event_ms")
    start = moment_of("start_ms")
    end = moment_of("end_ms")

"""What only options streams tell.

https://developers.binance.com/docs/derivatives/options-trading/websocket-market-streams
"""

from decimal import Decimal

from msgspec import field

from binance.enums import Side
from binance.models.market_events import MarketEvent, moment_of, number


class OptionTrade(MarketEvent):
    """One trade of an option."""

    event_ms: int = field(name="E")
    symbol: str = field(name="s")
    id: int = field(name="t")
    price: Decimal = field(name="p")
    qty: Decimal = field(name="q")
    trade_ms: int = field(name="T")
    side: Side | None = field(name="S", default=None)  # of whoever came to the other
    kind: str | None = field(name="X", default=None)
    is_buyer_maker: bool | None = field(name="m", default=None)

    event_time = moment_of("event_ms")
    time = moment_of("trade_ms")


class OptionMarkPrice(MarketEvent):
    """What an option is worth by the model, and its Greeks."""

    event_ms: int = field(name="E")
    symbol: str = field(name="s")
    # An underlying has hundreds of options: numbers on access.
    raw_price: str = field(name="mp")
    raw_index_price: str = field(name="i", default="0")
    raw_settle_price: str = field(name="P", default="0")
    raw_bid: str = field(name="bo", default="0")
    raw_ask: str = field(name="ao", default="0")
    raw_bid_qty: str = field(name="bq", default="0")
    raw_ask_qty: str = field(name="aq", default="0")
    raw_bid_volatility: str = field(name="b", default="0")
    raw_ask_volatility: str = field(name="a", default="0")
    raw_highest_price: str = field(name="hl", default="0")
    raw_lowest_price: str = field(name="ll", default="0")
    raw_volatility: str = field(name="vo", default="0")
    raw_risk_free_rate: str = field(name="rf", default="0")
    raw_delta: str = field(name="d", default="0")
    raw_theta: str = field(name="t", default="0")
    raw_gamma: str = field(name="g", default="0")
    raw_vega: str = field(name="v", default="0")

    event_time = moment_of("event_ms")
    price = number("raw_price")
    index_price = number("raw_index_price")
    settle_price = number("raw_settle_price")  # estimated
    bid = number("raw_bid")
    ask = number("raw_ask")
    bid_qty = number("raw_bid_qty")
    ask_qty = number("raw_ask_qty")
    bid_volatility = number("raw_bid_volatility")
    ask_volatility = number("raw_ask_volatility")
    highest_price = number("raw_highest_price")  # an order may have
    lowest_price = number("raw_lowest_price")
    volatility = number("raw_volatility")
    risk_free_rate = number("raw_risk_free_rate")
    delta = number("raw_delta")
    theta = number("raw_theta")
    gamma = number("raw_gamma")
    vega = number("raw_vega")


class OptionIndexPrice(MarketEvent):
    """The price of an underlying."""

    event_ms: int = field(name="E")
    symbol: str = field(name="s")
    price: Decimal = field(name="p")

    event_time = moment_of("event_ms")


class OptionSymbol(MarketEvent):
    """An option was listed."""

    event_ms: int = field(name="E")
    symbol: str = field(name="s")
    underlying: str = field(name="ps")
    quote_asset: str = field(name="qa")
    side: str = field(name="d")  # CALL or PUT
    raw_strike: str = field(name="sp")
    delivery_ms: int = field(name="dt")
    unit: int = field(name="u")
    onboard_ms: int = field(name="ot")
    status: str = field(name="cs")

    event_time = moment_of("event_ms")
    delivery_time = moment_of("delivery_ms")
    strike = number("raw_strike")


class OpenInterest(MarketEvent):
    """How many contracts of an option are open."""

    event_ms: int = field(name="E")
    symbol: str = field(name="s")
    contracts: Decimal = field(name="o")
    value: Decimal = field(name="h")  # USDT

    event_time = moment_of("event_ms")

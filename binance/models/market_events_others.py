"""What streams of Alpha tokens, of shares and of predictions tell beside the usual events.

https://developers.binance.com/docs/alpha
"""

from decimal import Decimal
from typing import Any

from msgspec import field

from binance.models.market_events import MarketEvent, moment_of, number
from binance.models.model import Model


class TokenFigures(Model):
    """An Alpha token in the last 24 hours."""

    address: str = field(name="ca")  # contract@chain
    symbol: str = field(name="s")
    raw_price: str = field(name="p")
    update_ms: int = field(name="t")
    raw_change_percent: str = field(name="pc24", default="0")
    raw_volume: str = field(name="vol24", default="0")
    trades: int | str = field(name="cnt24", default=0)
    raw_market_cap: str = field(name="mc", default="0")
    raw_diluted_valuation: str = field(name="fdv", default="0")
    raw_liquidity: str = field(name="liq", default="0")
    raw_holders: str = field(name="hc", default="0")

    update_time = moment_of("update_ms")
    price = number("raw_price")
    change_percent = number("raw_change_percent")
    volume = number("raw_volume")
    market_cap = number("raw_market_cap")
    diluted_valuation = number("raw_diluted_valuation")
    liquidity = number("raw_liquidity")
    holders = number("raw_holders")


class AllTokens(MarketEvent):
    """Every Alpha token in the last 24 hours."""

    tokens: list[TokenFigures] = field(name="d")

    @property
    def event_ms(self) -> int:
        """The time of the latest figures."""
        return max((one.update_ms for one in self.tokens), default=0)


class MarketPhase(MarketEvent):
    """The stock market goes from one phase to another."""

    before: str = field(name="from")
    after: str = field(name="to")
    event_ms: int = field(name="ts")

    event_time = moment_of("event_ms")


class StockPrice(Model):
    """The price of a share."""

    symbol: str = field(name="s")
    asset_code: str = field(name="ac")
    raw_price: str = field(name="p")
    price_ms: int = field(name="t")
    raw_previous_close: str | None = field(name="pc", default=None)
    raw_today_close: str | None = field(name="tc", default=None)
    phase: str | None = field(name="mp", default=None)

    time = moment_of("price_ms")
    price = number("raw_price")


class StockPrices(MarketEvent):
    """Prices of shares that moved."""

    prices: list[StockPrice] = field(name="rates")

    @property
    def event_ms(self) -> int:
        """The time of the latest price."""
        return max((one.price_ms for one in self.prices), default=0)


class StockQuote(MarketEvent):
    """Best bid and ask of a share."""

    event_ms: int = field(name="E")
    symbol: str = field(name="s")
    bid: Decimal = field(name="bp")
    ask: Decimal = field(name="ap")
    bid_qty: int = field(name="bs")
    ask_qty: int = field(name="as")
    quote_ms: int = field(name="T", default=0)

    event_time = moment_of("event_ms")


class Tradability(MarketEvent):
    """Whether a share can be traded just now."""

    symbol: str
    asset_code: str = field(name="assetCode")
    tradability: str
    event_ms: int = field(name="t")

    event_time = moment_of("event_ms")


class TradingStatus(MarketEvent):
    """Trading of a share was halted or goes on."""

    symbol: str
    asset_code: str = field(name="assetCode")
    status: str
    event_ms: int = field(name="time")
    message: str = field(name="msg", default="")
    tape: str = field(name="z", default="")
    tradability: str = ""

    event_time = moment_of("event_ms")


class PredictionBook(MarketEvent):
    """The order book of a prediction market: pairs of price and quantity, best first."""

    market_id: int = field(name="marketId")
    event_ms: int = field(name="updateTimestampMs")
    bids: list[tuple[Decimal, Decimal]]
    asks: list[tuple[Decimal, Decimal]]

    event_time = moment_of("event_ms")


class PredictionNotice(MarketEvent):
    """What happened to a prediction, an order or a claim of the user whose key opened the socket.

    Which of the fields there are depends on the topic; a notice may come twice, with the same id.
    """

    push_id: str = field(name="pushId")
    amount: str | None = None  # rounded, "<0.01" for less
    topic: str | None = None  # the market's title, cut short
    outcome: Any = None

    event_ms = 0  # Binance tells no time

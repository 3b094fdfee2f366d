"""What a stream's name says: the model of its events, its path, how its events follow on another.

The name comes first in every message, so that the whole message is decoded once, as what it is.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import Any, Generic, TypeVar

import msgspec

from binance.models.market_events_books import Depth, PartialDepth
from binance.models.market_events_futures import (
    AssetIndex,
    CompositeIndex,
    ContractInfo,
    IndexPrice,
    MarkPrice,
    TradingSession,
)
from binance.models.market_events_klines import ContinuousKline, Kline, StockKline, TokenKline
from binance.models.market_events_options import (
    OpenInterest,
    OptionIndexPrice,
    OptionMarkPrice,
    OptionSymbol,
    OptionTrade,
)
from binance.models.market_events_others import (
    AllTokens,
    MarketPhase,
    StockPrices,
    StockQuote,
    Tradability,
    TradingStatus,
)
from binance.models.market_events_tickers import BookTicker, MiniTicker, RollingTicker, Ticker
from binance.models.market_events_trades import (
    AggTrade,
    AveragePrice,
    BlockTrade,
    Liquidation,
    ReferencePrice,
    Trade,
)
from binance.models.model import decoder_of
from binance.websocket.markets import CATEGORIES, Market

T = TypeVar("T")


class Envelope(msgspec.Struct, Generic[T], gc=False):
    """A message of a combined stream; its name was read before."""

    data: T


class _Named(msgspec.Struct):
    stream: str


_NAMED = msgspec.json.Decoder(_Named)


@dataclass(frozen=True, slots=True)
class Order:
    """A number that grows from event to event of a stream."""

    number: Callable[[Any], int]
    each: bool = True  # no two events have the same
    consecutive: bool = False  # none is left out


@dataclass(frozen=True, slots=True)
class Kind:
    """What the events of a stream are like."""

    model: Any
    category: str = "market"  # its path, where a market has several
    order: Order | None = None
    period: float | None = None  # seconds at most between two events; None: as the market goes
    nameless: bool = False  # the events do not say of which symbol they are

    @property
    def decode(self) -> Callable[[bytes], Any]:
        """The reader of whole messages: `.data` is the event. Fails with `DecodeError`."""
        return _decoder(self.model)


UNKNOWN = Kind(None)
"""A stream this version does not know: nothing of it can be decoded."""

_ID = Order(attrgetter("id"))
_EACH_ID = Order(attrgetter("id"), consecutive=True)
_LAST_ID = Order(attrgetter("last_id"))
_UPDATE = Order(attrgetter("update_id"), each=False)
_SNAPSHOT = Order(attrgetter("last_id"), each=False)

_SHARED = (
    (r".+@aggTrade", Kind(AggTrade, order=_EACH_ID)),
    (r".+@kline_\w+(@\+08:00)?", Kind(Kline)),
    (r".+@miniTicker", Kind(MiniTicker)),
    (r".+@ticker", Kind(Ticker)),
    (r"!miniTicker@arr", Kind(list[MiniTicker], period=3)),
    (r"!ticker@arr", Kind(list[Ticker], period=3)),
)
_BOOKS = (
    (r".+@bookTicker", Kind(BookTicker, "public", _UPDATE)),
    (r"!bookTicker", Kind(BookTicker, "public")),  # each symbol counts for itself
    (r".+@(depth|rpiDepth)(@\w+)?", Kind(Depth, "public", _LAST_ID)),
    (r".+@depth\d+(@\w+)?", Kind(Depth, "public", _SNAPSHOT)),
    (r".+@trade", Kind(Trade, "public", _ID)),
)
_SPOT = (
    (r".+@trade", Kind(Trade, order=_EACH_ID)),
    (r".+@depth\d+(@\w+)?", Kind(PartialDepth, order=_SNAPSHOT, nameless=True)),
    (r".+@blockTrade", Kind(BlockTrade, order=_ID)),
    (r".+@referencePrice", Kind(ReferencePrice)),
    (r".+@avgPrice", Kind(AveragePrice)),
    (r".+@ticker_\w+", Kind(RollingTicker)),
    (r"!ticker_\w+@arr", Kind(list[RollingTicker], period=3)),
)
_FUTURES = (
    (r"!markPrice@arr(@1s)?", Kind(list[MarkPrice], period=3)),
    (r".+@markPrice(@1s)?", Kind(MarkPrice, period=3)),
    (r".+@continuousKline_\w+", Kind(ContinuousKline)),
    (r".+@forceOrder|!forceOrder@arr", Kind(Liquidation)),
    (r".+@compositeIndex", Kind(CompositeIndex, period=1)),
    (r"!contractInfo", Kind(ContractInfo)),
    (r"!assetIndex@arr", Kind(list[AssetIndex], period=1)),
    (r".+@assetIndex", Kind(AssetIndex, period=1)),
    (r"tradingSession", Kind(TradingSession, period=1)),
)
_COIN_FUTURES = (
    (r"[^@_]+@markPrice(@1s)?", Kind(list[MarkPrice], period=3)),  # a pair: all its contracts
    (r".+@indexPrice(@1s)?", Kind(IndexPrice, period=3)),
    (r".+@(indexPriceKline|markPriceKline)_\w+", Kind(Kline)),
)
_OPTIONS = (
    (r".+@optionTicker(@?\w+)?", Kind(Ticker, "public")),
    (r".+@optionTrade", Kind(OptionTrade, "public", _ID)),
    (r".+@optionMarkPrice", Kind(list[OptionMarkPrice], period=1)),
    (r"!index@arr", Kind(list[OptionIndexPrice], period=1)),
    (r"!optionSymbol", Kind(OptionSymbol)),
    (r".+@openInterest@\w+", Kind(list[OpenInterest], period=60)),
)
_ALPHA = (
    (r"came@allTokens@ticker24", Kind(AllTokens)),
    (r"came@[^@]+@[^@]+@kline_\w+", Kind(TokenKline)),
    (r".+@fulldepth@\w+", Kind(Depth, order=_SNAPSHOT)),
)
_STOCKS = (
    (r"calendar", Kind(MarketPhase)),
    (r"price", Kind(StockPrices)),
    (r".+@kline_\w+", Kind(StockKline)),
    (r".+@quote", Kind(StockQuote)),
    (r".+@tradability", Kind(Tradability)),
    (r".+@tradingStatus", Kind(TradingStatus)),
)
_BY_MARKET = {
    Market.SPOT: (*_SPOT, *_SHARED, *_BOOKS),
    Market.FUTURES: (*_FUTURES, *_SHARED, *_BOOKS),
    Market.COIN_FUTURES: (*_COIN_FUTURES, *_FUTURES, *_SHARED, *_BOOKS),
    Market.OPTIONS: (*_OPTIONS, *_SHARED, *_BOOKS),
    Market.ALPHA: (*_ALPHA, *_SHARED, *_BOOKS),
    Market.STOCKS: _STOCKS,
}


def kind_of(market: Market, name: str) -> Kind:
    """Give what a stream's name says; `UNKNOWN` for a name this version does not know."""
    for pattern, kind in _BY_MARKET[market]:
        if re.fullmatch(pattern, name):
            return kind
    return UNKNOWN


def name_in(raw: bytes) -> str | None:
    """Give the stream a message names; None for what names none."""
    try:
        return _NAMED.decode(raw).stream
    except msgspec.DecodeError:
        return None


def category_of(market: Market, kind: Kind) -> str:
    """Give the path a stream is found under; empty where a market has but one."""
    return kind.category if market in CATEGORIES else ""


@cache
def _decoder(model: Any) -> Callable[[bytes], Any]:
    if model is None:
        return _refuse
    return decoder_of(Envelope[model]).decode


def _refuse(_raw: bytes) -> Any:
    raise msgspec.DecodeError

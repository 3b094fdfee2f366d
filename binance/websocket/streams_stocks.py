"""The streams of shares; symbols keep their case ("AAPL")."""

from binance.enums import Interval
from binance.models.market_events_klines import StockKline
from binance.models.market_events_others import (
    MarketPhase,
    StockPrices,
    StockQuote,
    Tradability,
    TradingStatus,
)
from binance.websocket.markets import Market
from binance.websocket.stream import Stream

_MARKET = Market.STOCKS


def calendar() -> Stream[MarketPhase]:
    """Follow the phases of the stock market, as they change."""
    return Stream(_MARKET, "calendar")


def prices() -> Stream[StockPrices]:
    """Follow prices of the shares that moved."""
    return Stream(_MARKET, "price")


def kline(symbol: str, interval: Interval) -> Stream[StockKline]:
    """Follow the present candle."""
    return Stream(_MARKET, f"{symbol}@kline_{interval}")


def quote(symbol: str) -> Stream[StockQuote]:
    """Follow best bid and ask."""
    return Stream(_MARKET, f"{symbol}@quote")


def tradability(symbol: str) -> Stream[Tradability]:
    """Follow whether a share can be traded, as that changes."""
    return Stream(_MARKET, f"{symbol}@tradability")


def trading_status(symbol: str) -> Stream[TradingStatus]:
    """Follow halts of trading, as they come."""
    return Stream(_MARKET, f"{symbol}@tradingStatus")

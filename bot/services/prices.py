"""The figures of a price card: the last price, and how it moved in an hour, a day and a week."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from binance.client import BinanceClient
from binance.enums import Interval
from binance.models.market import Kline, SymbolInfo, Ticker24h

_MINUTES_OF_HOUR = 60
_HOURS_OF_WEEK = 168


@dataclass(frozen=True, slots=True)
class PriceFigures:
    """A symbol's prices; changes in percent, None where the symbol is not that old."""

    info: SymbolInfo
    ticker: Ticker24h
    hour: Decimal | None
    week: Decimal | None

    @property
    def in_range(self) -> Decimal | None:
        """Where the last price stands between the day's low (0) and high (1)."""
        ticker = self.ticker
        spread = ticker.high_price - ticker.low_price
        return (ticker.last_price - ticker.low_price) / spread if spread else None


async def price_figures(binance: BinanceClient, info: SymbolInfo) -> PriceFigures:
    """Ask Binance for the figures of one symbol."""
    ticker, minutes, hours = await asyncio.gather(
        binance.spot.ticker_24h(info.symbol),
        binance.spot.klines(info.symbol, Interval.MINUTE_1, limit=_MINUTES_OF_HOUR + 1),
        binance.spot.klines(info.symbol, Interval.HOUR_1, limit=_HOURS_OF_WEEK + 1),
    )
    return PriceFigures(
        info=info,
        ticker=ticker,
        hour=change_since(minutes, ticker.last_price, _MINUTES_OF_HOUR),
        week=change_since(hours, ticker.last_price, _HOURS_OF_WEEK),
    )


def change_since(klines: Sequence[Kline], last: Decimal, candles: int) -> Decimal | None:
    """Give the change in percent since the candle that opened `candles` before the last one."""
    if len(klines) <= candles or not klines[-candles - 1].open:
        return None
    opening = klines[-candles - 1].open
    return (last - opening) / opening * 100

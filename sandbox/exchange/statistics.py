"""The last 24 hours of a symbol in figures."""

from dataclasses import dataclass
from decimal import Decimal

from sandbox.exchange.market import Market

DAY_MS = 86_400_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Day:
    """A rolling day, or another window: prices in the quote asset."""

    symbol: str
    open: Decimal
    high: Decimal
    low: Decimal
    last: Decimal
    volume: Decimal
    quote_volume: Decimal
    open_time_ms: int
    close_time_ms: int
    trades: int
    last_id: int

    @property
    def change(self) -> Decimal:
        """Give the change of the price."""
        return self.last - self.open

    @property
    def change_percent(self) -> Decimal:
        """Give the change in percent; 1.5 means +1.5 %."""
        return self.change * 100 / self.open

    @property
    def average(self) -> Decimal:
        """Give the average price, weighted by volume."""
        return self.quote_volume / self.volume if self.volume else self.last


def rolling(market: Market, name: str, now_ms: int, window_ms: int = DAY_MS) -> Day:
    """Work out the figures of a rolling window. Fails with -1121."""
    stall = market.stall(name)
    symbol = stall.symbol
    minute = now_ms // 60_000
    bar = stall.candles.span(minute + 1 - window_ms // 60_000, minute + 1)
    if bar is None:  # a window of no minutes
        bar = stall.candles.minute(minute)
    last = stall.price
    high = max(symbol.round_price(Decimal(bar.high)), last)
    low = min(symbol.round_price(Decimal(bar.low)), last)
    volume = symbol.round_quantity(Decimal(bar.volume))
    average = Decimal((bar.open + bar.high + bar.low + bar.close) / 4)
    count = int(bar.volume * 60_000 / symbol.daily_volume) + 1
    last_id = stall.tape.last_id
    return Day(
        symbol=name,
        open=symbol.round_price(Decimal(bar.open)),
        high=high,
        low=low,
        last=last,
        volume=volume,
        quote_volume=volume * average,
        open_time_ms=now_ms - window_ms,
        close_time_ms=now_ms,
        trades=count,
        last_id=last_id,
    )

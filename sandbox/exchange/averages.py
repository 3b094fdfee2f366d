"""What filters hold a price against: the reference price, else the average of some minutes."""

from decimal import Decimal

from sandbox.exchange.market import Stall

# Symbols Binance is pretended to publish a reference price for.
REFERENCED = frozenset({"BTCUSDT", "ETHUSDT", "BNBUSDT", "SOLUSDT"})


def reference_price(stall: Stall, now_ms: int) -> Decimal | None:
    """Give the reference price of a symbol, the middle of this minute; None for those without."""
    if stall.symbol.name not in REFERENCED:
        return None
    bar = stall.candles.minute(now_ms // 60_000)
    return stall.symbol.round_price(Decimal((bar.high + bar.low) / 2))


def average_price(stall: Stall, minutes: int, now_ms: int) -> Decimal:
    """Give the average of the last minutes; of none, the last price."""
    if minutes == 0:
        return stall.price
    minute = now_ms // 60_000
    bar = stall.candles.span(minute + 1 - minutes, minute + 1) or stall.candles.minute(minute)
    average = Decimal((bar.open + bar.high + bar.low + bar.close) / 4)
    return stall.symbol.round_price(average)


def fair_price(stall: Stall, minutes: int, now_ms: int) -> Decimal:
    """Give the price that filters go by."""
    return reference_price(stall, now_ms) or average_price(stall, minutes, now_ms)

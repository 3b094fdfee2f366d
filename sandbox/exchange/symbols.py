"""Symbols: what is listed, and the steps prices and quantities move in."""

from dataclasses import dataclass
from decimal import Decimal

from sandbox.exchange.listing import (
    ASSETS,
    CROSSES,
    DOLLARS,
    NO_PERPETUAL,
    STATUS,
    THOUSANDS,
    rows,
)

LISTED_DAYS = 1100  # how far back the candles go


@dataclass(frozen=True, kw_only=True, slots=True)
class Symbol:
    """A market: prices in the quote asset, quantities in the base asset."""

    name: str
    base: str
    quote: str
    price: Decimal  # at the start
    tick: Decimal
    step: Decimal
    volatility: float  # of a day, as a fraction
    daily_volume: float  # in the base asset
    status: str = "TRADING"

    @property
    def min_notional(self) -> Decimal:
        """Give the least value of an order, in the quote asset."""
        least = {"BTC": "0.0001", "ETH": "0.001", "BNB": "0.01"}
        return Decimal(least.get(self.quote, "5"))

    @property
    def max_price(self) -> Decimal:
        """Give the highest price an order may have."""
        return self.tick * 100_000_000

    @property
    def max_quantity(self) -> Decimal:
        """Give the greatest quantity of an order, in the base asset."""
        return self.step * 900_000_000

    @property
    def max_market_quantity(self) -> Decimal:
        """Give the greatest quantity of a market order, in the base asset."""
        return max(self.round_quantity(Decimal(self.daily_volume / 200)), self.step)

    def round_price(self, price: Decimal) -> Decimal:
        """Round to the nearest tick, never to zero."""
        return max((price / self.tick).quantize(Decimal(1)) * self.tick, self.tick)

    def round_quantity(self, quantity: Decimal) -> Decimal:
        """Round down to the step."""
        return quantity // self.step * self.step


@dataclass(frozen=True, kw_only=True, slots=True)
class Perpetual:
    """A USDⓈ-M perpetual; its price follows the spot symbol at a small distance."""

    name: str
    base: str
    spot: str
    multiplier: int  # coins in one unit of the contract's base asset
    basis: Decimal  # the contract's price over the spot price, 1.0002 for +2 bips
    tick: Decimal
    step: Decimal
    funding_rate: Decimal
    usd: int = 0  # what a contract is worth; 0: it is counted in its base asset

    def price(self, spot_price: Decimal) -> Decimal:
        """Give the contract's price at a spot price."""
        exact = spot_price * self.multiplier * self.basis
        return max((exact / self.tick).quantize(Decimal(1)) * self.tick, self.tick)


def spot_symbols() -> dict[str, Symbol]:
    """List the spot market."""
    usdt = {name: (Decimal(price), float(vol)) for name, price, vol, _ in rows(ASSETS)}
    usdt |= {"USDC": (Decimal("0.9998"), 0.05), "FDUSD": (Decimal("0.9991"), 0.06)}
    pairs = [(row[0], "USDT", row[3]) for row in rows(ASSETS)]
    pairs += [(row[0], row[1], row[2]) for row in rows(CROSSES) + rows(DOLLARS)]
    made = (_symbol(base, quote, float(turnover), usdt) for base, quote, turnover in pairs)
    return {symbol.name: symbol for symbol in made}


def perpetuals(spot: dict[str, Symbol]) -> dict[str, Perpetual]:
    """List the USDⓈ-M perpetuals of the given spot market."""
    made = (
        _perpetual(number, symbol)
        for number, symbol in enumerate(spot.values())
        if symbol.quote == "USDT" and (symbol.name not in NO_PERPETUAL or symbol.name in THOUSANDS)
    )
    return {contract.name: contract for contract in made}


def _symbol(
    base: str, quote: str, turnover: float, usdt: dict[str, tuple[Decimal, float]]
) -> Symbol:
    price, volatility = usdt[base]
    if quote in usdt:
        price, volatility = price / usdt[quote][0], max(volatility * 0.7, usdt[quote][1])
    tick = _power(price, 5)
    return Symbol(
        name=base + quote,
        base=base,
        quote=quote,
        price=max((price / tick).quantize(Decimal(1)) * tick, tick),
        tick=tick,
        step=_step(usdt[base][0]),
        volatility=volatility / 100,
        daily_volume=turnover * 1e6 / float(usdt[base][0]),
        status=STATUS.get(base + quote, "TRADING"),
    )


def _perpetual(number: int, symbol: Symbol) -> Perpetual:
    multiplier = 1000 if symbol.name in THOUSANDS else 1
    price = symbol.price * multiplier
    prefix = "1000" if multiplier == 1000 else ""
    return Perpetual(
        name=prefix + symbol.name,
        base=prefix + symbol.base,
        spot=symbol.name,
        multiplier=multiplier,
        basis=1 + Decimal(number % 9 - 4) / 10000,
        tick=_power(price, 5, coarsest=-1),
        step=_step(price * Decimal("0.01")),
        funding_rate=Decimal(number % 7 - 1) / Decimal(40000),
    )


def _power(price: Decimal, digits: int, coarsest: int = -2) -> Decimal:
    """Give the tick that leaves about `digits` digits, never finer than 1E-8."""
    exponent = price.adjusted() - digits + 1
    return Decimal(1).scaleb(max(min(exponent, coarsest), -8))


def _step(price: Decimal) -> Decimal:
    """Give a step worth around a cent to a dollar, never finer than 1E-5."""
    return Decimal(1).scaleb(min(max(-price.adjusted() - 1, -5), 0))

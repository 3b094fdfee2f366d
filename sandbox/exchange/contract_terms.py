"""Contracts of both exchanges as trading sees them: what they are worth, and their book.

A USDⓈ-M quantity is in the base asset and its value in USDT; a COIN-M quantity counts contracts
of some dollars each and its value is in the coin.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from sandbox.exchange.coin_contracts import CoinContract, coin_contract, coin_contracts
from sandbox.exchange.contract_wallet import Product
from sandbox.exchange.market import Market
from sandbox.exchange.symbols import Perpetual

Level = tuple[Decimal, Decimal]  # price and quantity
DAY_MS = 86_400_000
COIN_FUNDING = Decimal("0.0001")


@dataclass(frozen=True, kw_only=True, slots=True)
class Terms:
    """A contract; `size` is what one contract is worth in USD, zero on USDⓈ-M."""

    product: Product
    name: str
    pair: str
    base: str
    quote: str
    margin_asset: str
    spot: str
    tick: Decimal
    step: Decimal
    funding_rate: Decimal
    price: Callable[[Decimal], Decimal]  # at a price of the spot symbol
    units: Callable[[Decimal, Decimal], Decimal]  # of so many coins at a price
    size: int = 0
    perpetual: bool = True

    def value(self, quantity: Decimal, price: Decimal) -> Decimal:
        """Give what a quantity is worth at a price, in the margin asset."""
        return quantity * self.size / price if self.size else quantity * price

    def average(self, quantity: Decimal, value: Decimal) -> Decimal:
        """Give the price at which a quantity has a value, zero for nothing."""
        if not quantity or not value:
            return Decimal(0)
        return quantity * self.size / value if self.size else value / quantity

    def profit(self, amount: Decimal, entry: Decimal, price: Decimal) -> Decimal:
        """Give what a signed amount won from its entry to a price, in the margin asset."""
        if not self.size:
            return (price - entry) * amount
        return amount * self.size * (1 / entry - 1 / price)


class Contracts:
    """Finds contracts, their prices and books."""

    def __init__(self, market: Market, now_ms: Callable[[], int]) -> None:
        self._market = market
        self._now_ms = now_ms
        self._known: dict[tuple[str, int], Terms] = {}  # by name and day

    def find(self, product: Product, name: str) -> Terms:
        """Find a contract. Fails with -1121."""
        now = self._now_ms()
        key = name, 0 if product is Product.USD else now // DAY_MS  # quarters end
        if key not in self._known:
            self._known[key] = self._made(product, name, now)
        return self._known[key]

    def all(self, product: Product) -> list[Terms]:
        """List the contracts of an exchange."""
        if product is Product.USD:
            return [usd_terms(one) for one in self._market.perpetuals.values()]
        return [coin_terms(one) for one in coin_contracts(self._market, self._now_ms())]

    def _made(self, product: Product, name: str, now_ms: int) -> Terms:
        if product is Product.USD:
            return usd_terms(self._market.perpetual(name))
        return coin_terms(coin_contract(self._market, name, now_ms))

    def mark(self, terms: Terms) -> Decimal:
        """Give the price of a contract: last price and mark price are the same here."""
        return terms.price(self._market.price(terms.spot))

    def asset_value(self, asset: str, in_asset: str = "USDT") -> Decimal:
        """Give the price of one unit of an asset in another."""
        return self._market.value(asset, in_asset)

    def take(self, terms: Terms, *, buy: bool, limit: Decimal | None = None) -> Iterator[Level]:
        """Walk the side an order would take from, best first, up to its limit price."""
        stall = self._market.stall(terms.spot)
        book = stall.book
        shift = Decimal(0) if buy else stall.symbol.tick
        away = Decimal(0) if buy else terms.tick
        for price, coins in (book.asks if buy else book.bids).items():
            at = terms.price(price + shift) - away
            if limit is not None and (at > limit if buy else at < limit):
                return
            yield at, terms.units(coins, at)


def usd_terms(contract: Perpetual) -> Terms:
    """Give the terms of a USDⓈ-M perpetual."""

    def units(coins: Decimal, _: Decimal) -> Decimal:
        whole = coins / contract.multiplier // contract.step * contract.step
        return max(whole, contract.step)

    return Terms(
        product=Product.USD,
        name=contract.name,
        pair=contract.name,
        base=contract.base,
        quote="USDT",
        margin_asset="USDT",
        spot=contract.spot,
        tick=contract.tick,
        step=contract.step,
        funding_rate=contract.funding_rate,
        price=contract.price,
        units=units,
    )


def coin_terms(contract: CoinContract) -> Terms:
    """Give the terms of a COIN-M contract; delivery contracts have no funding."""
    perpetual = contract.kind == "PERPETUAL"
    return Terms(
        product=Product.COIN,
        name=contract.name,
        pair=contract.pair,
        base=contract.coin,
        quote="USD",
        margin_asset=contract.coin,
        spot=contract.spot,
        tick=contract.tick,
        step=Decimal(1),
        funding_rate=COIN_FUNDING if perpetual else Decimal(0),
        price=contract.price,
        units=lambda coins, at: Decimal(contract.contracts(coins, at)),
        size=contract.size,
        perpetual=perpetual,
    )

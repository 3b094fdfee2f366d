"""What spot balances are worth in one quote asset; arithmetic only."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal

BRIDGES = ("USDT", "USDC", "FDUSD", "BTC", "BNB", "ETH")
"""Assets through which another is valued when no symbol joins it with the quote asset."""

_SMALLEST = {"BTC": Decimal("0.00001"), "ETH": Decimal("0.0003"), "BNB": Decimal("0.002")}
_ZERO = Decimal(0)
_ONE = Decimal(1)

Pairs = Mapping[tuple[str, str], str]
"""Symbols by base and quote asset."""


@dataclass(frozen=True, slots=True)
class Holding:
    """A balance in units of its asset; `locked` is the part reserved by open orders."""

    asset: str
    free: Decimal
    locked: Decimal = _ZERO

    @property
    def amount(self) -> Decimal:
        """Free and locked together."""
        return self.free + self.locked


@dataclass(frozen=True, slots=True)
class Rate:
    """The last price of a symbol and the one 24 hours ago, in its quote asset."""

    last: Decimal
    before: Decimal


@dataclass(frozen=True, slots=True)
class Leg:
    """One step of a valuation: through `symbol`, or through its inverse."""

    symbol: str
    inverse: bool = False


@dataclass(frozen=True, slots=True)
class Position:
    """One asset valued in the quote asset.

    `share` is a part of one; `change` is the value gained in 24 hours, None where it cannot move.
    """

    asset: str
    amount: Decimal
    locked: Decimal
    value: Decimal
    share: Decimal
    change: Decimal | None

    @property
    def change_percent(self) -> Decimal | None:
        """The change in percent of the value 24 hours ago."""
        return None if self.change is None else percent_of(self.change, self.value - self.change)


@dataclass(frozen=True, slots=True)
class Folded:
    """Several assets shown as one line: how many, and their value together."""

    count: int
    value: Decimal


@dataclass(frozen=True, slots=True)
class Portfolio:
    """Balances valued in `quote`.

    `positions` are sorted by value, largest first; `dust` is worth less than `dust_below` each and
    counts in the total; `earn` are the mirrors of Simple Earn (LD…), which do not.
    `unpriced` have no symbol that leads to the quote asset.
    """

    quote: str
    total: Decimal
    change: Decimal
    locked: Decimal
    positions: tuple[Position, ...]
    dust_below: Decimal
    dust: Folded
    earn: Folded
    unpriced: tuple[str, ...]

    @property
    def change_percent(self) -> Decimal:
        """The change of the total in percent of what it was 24 hours ago."""
        return percent_of(self.change, self.total - self.change)


def route(asset: str, quote: str, pairs: Pairs) -> tuple[Leg, ...] | None:
    """Give the shortest way from an asset to the quote asset, or None where there is none."""
    if asset == quote:
        return ()
    direct = _leg(asset, quote, pairs)
    if direct is not None:
        return (direct,)
    for bridge in BRIDGES:
        first, second = _leg(asset, bridge, pairs), _leg(bridge, quote, pairs)
        if first is not None and second is not None:
            return (first, second)
    return None


def symbols_needed(assets: Iterable[str], quote: str, pairs: Pairs) -> list[str]:
    """Give the symbols whose prices `value` needs, each once, sorted."""
    listed = _assets(pairs)
    ways = (route(_earned(asset, listed) or asset, quote, pairs) or () for asset in assets)
    return sorted({leg.symbol for way in ways for leg in way})


def value(
    holdings: Sequence[Holding], quote: str, pairs: Pairs, rates: Mapping[str, Rate]
) -> Portfolio:
    """Value the balances; an asset whose price is missing or zero counts as unpriced."""
    priced: list[Position] = []
    earned: list[Decimal] = []
    unpriced: list[str] = []
    listed = _assets(pairs)
    for holding in holdings:
        mirrored = _earned(holding.asset, listed)
        rate = _rate(route(mirrored or holding.asset, quote, pairs), rates)
        if rate is None:
            unpriced.append(holding.asset)
        elif mirrored:
            earned.append(holding.amount * rate.last)
        else:
            priced.append(_position(holding, rate, fixed=holding.asset == quote))
    earn = Folded(len(earned), sum(earned, _ZERO))
    return _summed(quote, priced, earn, tuple(sorted(unpriced)))


def dust_below(quote: str) -> Decimal:
    """Give the value below which a balance is dust: one unit of a dollar-like quote asset."""
    return _SMALLEST.get(quote, _ONE)


def percent_of(part: Decimal, whole: Decimal) -> Decimal:
    """Give `part` in percent of `whole`; of nothing it is zero."""
    return part / whole * 100 if whole else _ZERO


def _summed(
    quote: str, priced: list[Position], earn: Folded, unpriced: tuple[str, ...]
) -> Portfolio:
    """Sum up the positions, give each its share, and fold the dust."""
    total = sum((position.value for position in priced), _ZERO)
    least = dust_below(quote)
    kept = [position for position in priced if position.value >= least]
    dust = [position.value for position in priced if position.value < least]
    kept.sort(key=lambda position: (-position.value, position.asset))
    return Portfolio(
        quote=quote,
        total=total,
        change=sum((position.change or _ZERO for position in priced), _ZERO),
        locked=sum((p.value * p.locked / p.amount for p in priced if p.amount), _ZERO),
        positions=tuple(_with_share(position, total) for position in kept),
        dust_below=least,
        dust=Folded(len(dust), sum(dust, _ZERO)),
        earn=earn,
        unpriced=unpriced,
    )


def _position(holding: Holding, rate: Rate, *, fixed: bool) -> Position:
    worth = holding.amount * rate.last
    change = None if fixed else worth - holding.amount * rate.before
    return Position(holding.asset, holding.amount, holding.locked, worth, _ZERO, change)


def _with_share(position: Position, total: Decimal) -> Position:
    return Position(
        asset=position.asset,
        amount=position.amount,
        locked=position.locked,
        value=position.value,
        share=position.value / total,
        change=position.change,
    )


def _leg(base: str, quote: str, pairs: Pairs) -> Leg | None:
    """Give the step from one asset to another: its symbol, or the inverse of the reverse one."""
    if symbol := pairs.get((base, quote)):
        return Leg(symbol)
    if symbol := pairs.get((quote, base)):
        return Leg(symbol, inverse=True)
    return None


def _earned(asset: str, listed: AbstractSet[str]) -> str | None:
    """Give the asset a Simple Earn mirror stands for: "BTC" for "LDBTC"; LDO is its own coin."""
    mirrored = asset.removeprefix("LD")
    if mirrored == asset or asset in listed or mirrored not in listed:
        return None
    return mirrored


def _assets(pairs: Pairs) -> frozenset[str]:
    return frozenset(asset for pair in pairs for asset in pair)


def _rate(legs: tuple[Leg, ...] | None, rates: Mapping[str, Rate]) -> Rate | None:
    """Multiply the prices along the way; None where one is missing or zero."""
    if legs is None:
        return None
    last, before = _ONE, _ONE
    for leg in legs:
        rate = rates.get(leg.symbol)
        if rate is None or not rate.last:
            return None
        # A symbol without trades for a day has no opening price: it has not moved.
        opening = rate.before or rate.last
        last *= 1 / rate.last if leg.inverse else rate.last
        before *= 1 / opening if leg.inverse else opening
    return Rate(last, before)

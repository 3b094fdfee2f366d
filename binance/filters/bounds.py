"""What a number of an order may be: from, to, and in which steps."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from binance.filters.answers import broken_filter, too_precise
from binance.filters.arithmetic import Grid, places, tidy
from binance.filters.draft import OrderDraft
from binance.filters.result import Field, Problem, ProblemKind
from binance.filters.rulebook import Rulebook
from binance.models.filters import LotSize, MarketLotSize, PriceFilter
from binance.models.market import SymbolInfo

PRECISION = "PRECISION"


@dataclass(frozen=True, slots=True)
class Bounds:
    """The bounds one rule sets; None where it sets none."""

    rule: str
    least: Decimal | None = None
    most: Decimal | None = None
    grid: Grid | None = None

    def within(self, value: Decimal) -> bool:
        """Tell whether a value is neither too small nor too great."""
        low = self.least is not None and value < self.least
        return not low and not (self.most is not None and value > self.most)

    def on_step(self, value: Decimal) -> bool:
        """Tell whether a value is on the step."""
        return self.grid is None or self.grid.has(value)

    def nearest(self, value: Decimal) -> Decimal | None:
        """Give the nearest value that is let through, rather the smaller one; None without any."""
        inside = value
        if self.least is not None and value < self.least:
            inside = self.least
        elif self.most is not None and value > self.most:
            inside = self.most
        if self.grid is None:
            candidates = [inside]
        else:
            candidates = [self.grid.floor(inside), self.grid.ceil(inside)]
        return next((tidy(one) for one in candidates if one > 0 and self.within(one)), None)


def price_bounds(draft: OrderDraft, rules: Rulebook) -> list[Bounds]:
    """Give what holds for the prices of an order."""
    found = [
        _bounds("PRICE_FILTER", (one.min_price, one.max_price, one.tick_size), draft)
        for one in rules.of(PriceFilter)
    ]
    symbol = draft.symbol
    if isinstance(symbol, SymbolInfo):
        return [*found, _precision(symbol.quote_asset_precision)]
    return [*found, _precision(symbol.price_precision)]


def quantity_bounds(draft: OrderDraft, rules: Rulebook) -> list[Bounds]:
    """Give what holds for the quantity of an order."""
    found = lot_bounds(draft, rules)
    if draft.is_market:
        found += [
            _bounds("MARKET_LOT_SIZE", (one.min_qty, one.max_qty, one.step_size), draft)
            for one in rules.of(MarketLotSize)
        ]
    return found


def lot_bounds(draft: OrderDraft, rules: Rulebook) -> list[Bounds]:
    """Give what holds for every quantity, that of the visible part of an iceberg too."""
    found = [
        _bounds("LOT_SIZE", (one.min_qty, one.max_qty, one.step_size), draft)
        for one in rules.of(LotSize)
    ]
    symbol = draft.symbol
    if isinstance(symbol, SymbolInfo):
        return [*found, _precision(symbol.base_asset_precision)]
    return [*found, _precision(symbol.quantity_precision)]


def quote_bounds(draft: OrderDraft) -> list[Bounds]:
    """Give what holds for an amount of the quote asset."""
    symbol = draft.symbol
    if isinstance(symbol, SymbolInfo):
        return [_precision(symbol.quote_asset_precision)]
    return [_precision(symbol.quote_precision)]


def together(bounds: Iterable[Bounds]) -> Bounds | None:
    """Give what all rules let through; None when their steps never meet."""
    least: Decimal | None = None
    most: Decimal | None = None
    grid: Grid | None = None
    for one in bounds:
        if one.least is not None:
            least = one.least if least is None else max(least, one.least)
        if one.most is not None:
            most = one.most if most is None else min(most, one.most)
        if one.grid is not None:
            met = one.grid if grid is None else grid.meet(one.grid)
            if met is None:
                return None
            grid = met
    return Bounds("", least, most, grid)


def problems_of(
    field: Field, value: Decimal, bounds: list[Bounds], *, futures: bool
) -> Iterator[Problem]:
    """Find out which rules a value breaks."""
    all_of_them = together(bounds)
    nearest = None if all_of_them is None else all_of_them.nearest(value)
    for one in bounds:
        kind, limit = _verdict(one, value)
        if kind is None:
            continue
        if one.rule == PRECISION:
            kind, (code, words) = ProblemKind.TOO_PRECISE, too_precise(field, futures=futures)
        else:
            code, words = broken_filter(one.rule, kind, futures=futures)
        yield Problem(
            kind=kind,
            rule=one.rule,
            field=field,
            value=value,
            limit=limit,
            nearest=nearest,
            code=code,
            words=words,
        )


def _verdict(bounds: Bounds, value: Decimal) -> tuple[ProblemKind | None, Decimal | None]:
    if bounds.least is not None and value < bounds.least:
        return ProblemKind.BELOW_MINIMUM, bounds.least
    if bounds.most is not None and value > bounds.most:
        return ProblemKind.ABOVE_MAXIMUM, bounds.most
    if bounds.grid is not None and not bounds.grid.has(value):
        return ProblemKind.OFF_STEP, bounds.grid.step
    return None, None


def _bounds(rule: str, values: tuple[Decimal, Decimal, Decimal], draft: OrderDraft) -> Bounds:
    """Make bounds of a least, a greatest value and a step; futures count steps from the least."""
    least, most, step = values
    start = least if draft.is_futures else Decimal(0)
    return Bounds(
        rule,
        least if least > 0 else None,
        most if most > 0 else None,
        Grid(step, start) if step > 0 else None,
    )


def _precision(count: int) -> Bounds:
    return Bounds(PRECISION, grid=Grid(places(count)))

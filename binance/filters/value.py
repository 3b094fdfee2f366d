"""How far a price is from the market, and what an order is worth."""

from collections.abc import Iterator
from decimal import Decimal

from binance.filters.arithmetic import quotient
from binance.filters.case import Case, Finding
from binance.filters.result import Field, Note, NoteKind, ProblemKind
from binance.models.contracts import ContractInfo
from binance.models.filters import (
    MaxAsset,
    MinNotional,
    Notional,
    PercentPrice,
    PercentPriceBySide,
)

BELOW, ABOVE = ProblemKind.BELOW_MINIMUM, ProblemKind.ABOVE_MAXIMUM
ZERO = Decimal(0)


def check(case: Case) -> Iterator[Finding]:
    """Find out whether price and worth of the order are acceptable."""
    if case.draft.price:
        yield from _distance(case, case.draft.price)
    yield from _worth(case)
    yield from _assets(case)


def _distance(case: Case, price: Decimal) -> Iterator[Finding]:
    for one in case.rules.of(PercentPrice):
        factors = one.multiplier_down, one.multiplier_up
        yield from _percent(case, price, "PERCENT_PRICE", (*factors, one.avg_price_mins))
    for each in case.rules.of(PercentPriceBySide):
        bid = each.bid_multiplier_down, each.bid_multiplier_up
        ask = each.ask_multiplier_down, each.ask_multiplier_up
        own = (*(bid if case.draft.is_buy else ask), each.avg_price_mins)
        yield from _percent(case, price, "PERCENT_PRICE_BY_SIDE", own)


def _percent(
    case: Case, price: Decimal, rule: str, factors: tuple[Decimal, Decimal, int]
) -> Iterator[Finding]:
    down, up, minutes = factors
    fair = case.fair_price(minutes)
    if fair is None:
        yield case.not_checked(rule, minutes)
        return
    # Futures bind a buyer from above only, a seller from below only.
    one_sided = case.draft.is_futures
    lowest, highest = fair * down, fair * up
    if price < lowest and not (one_sided and case.draft.is_buy):
        near = case.at_least(Field.PRICE, lowest)
        yield case.broken(rule, BELOW, Field.PRICE, (price, lowest), (Field.PRICE, near))
    if price > highest and not (one_sided and not case.draft.is_buy):
        near = case.at_most(Field.PRICE, highest)
        yield case.broken(rule, ABOVE, Field.PRICE, (price, highest), (Field.PRICE, near))


def _worth(case: Case) -> Iterator[Finding]:
    draft = case.draft
    market = draft.is_market
    for one in case.rules.of(MinNotional):
        if draft.is_futures and (draft.reduce_only or draft.close_position):
            continue
        if market and not one.apply_to_market:
            continue
        least = one.min_notional or one.notional
        yield from _notional(case, "MIN_NOTIONAL", (least, None), one.avg_price_mins)
    for each in case.rules.of(Notional):
        floor = ZERO if market and not each.apply_min_to_market else each.min_notional
        ceiling = None if market and not each.apply_max_to_market else each.max_notional
        yield from _notional(case, "NOTIONAL", (floor, ceiling), each.avg_price_mins)


def _notional(
    case: Case, rule: str, limits: tuple[Decimal, Decimal | None], minutes: int
) -> Iterator[Finding]:
    least, most = limits
    if least <= 0 and most is None:
        return
    unit = _unit_price(case, minutes)
    value = _notional_of(case, unit)
    if value is None:
        if unit is None:
            yield case.not_checked(rule, minutes)
        return
    if value < least:
        yield case.broken(
            rule, BELOW, Field.NOTIONAL, (value, least), _remedy(case, unit, least, up=True)
        )
    if most is not None and value > most > 0:
        yield case.broken(
            rule, ABOVE, Field.NOTIONAL, (value, most), _remedy(case, unit, most, up=False)
        )


def _unit_price(case: Case, minutes: int) -> Decimal | None:
    """Give what one unit of the quantity is worth."""
    symbol = case.draft.symbol
    if isinstance(symbol, ContractInfo) and symbol.contract_size is not None:
        return symbol.contract_size
    return case.draft.price or case.draft.stop_price or case.fair_price(minutes)


def _notional_of(case: Case, unit: Decimal | None) -> Decimal | None:
    if case.draft.quote_quantity is not None:
        return case.draft.quote_quantity
    if unit is None or case.draft.quantity is None:
        return None
    return unit * case.draft.quantity


def _remedy(
    case: Case, unit: Decimal | None, limit: Decimal, *, up: bool
) -> tuple[Field, Decimal | None] | None:
    """Give the nearest quantity that is worth enough, or not too much."""
    find = case.at_least if up else case.at_most
    if case.draft.quote_quantity is not None:
        return Field.QUOTE_QUANTITY, find(Field.QUOTE_QUANTITY, limit)
    if unit is None or unit <= 0:
        return None
    return Field.QUANTITY, find(Field.QUANTITY, quotient(limit, unit, up=up))


def _assets(case: Case) -> Iterator[Finding]:
    draft, symbol = case.draft, case.draft.symbol
    for one in case.rules.of(MaxAsset):
        if one.asset == symbol.base_asset and draft.quantity is not None:
            if draft.quantity > one.limit:
                near = case.at_most(Field.QUANTITY, one.limit)
                sizes = draft.quantity, one.limit
                yield case.broken("MAX_ASSET", ABOVE, Field.QUANTITY, sizes, (Field.QUANTITY, near))
        elif one.asset == symbol.quote_asset:
            unit = _unit_price(case, 5)
            value = _notional_of(case, unit)
            if value is None:
                yield Note(kind=NoteKind.NOT_CHECKED, rule="MAX_ASSET", missing="average price")
            elif value > one.limit:
                remedy = _remedy(case, unit, one.limit, up=False)
                sizes = value, one.limit
                yield case.broken("MAX_ASSET", ABOVE, Field.NOTIONAL, sizes, remedy)

"""From a draft to an order Binance takes, or to the reasons why it would not."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import chain

from binance.filters import composition, counts, execution, permits, value
from binance.filters.answers import not_positive
from binance.filters.arithmetic import exact, usable
from binance.filters.bounds import problems_of
from binance.filters.case import Case, Finding
from binance.filters.draft import OrderDraft
from binance.filters.facts import Market, Standing
from binance.filters.result import Field, Note, Prepared, Problem, ProblemKind
from binance.filters.rounding import bounds_by_field, round_numbers
from binance.filters.rulebook import read

_NUMBERS = (
    Field.QUANTITY,
    Field.QUOTE_QUANTITY,
    Field.ICEBERG_QTY,
    Field.PRICE,
    Field.STOP_PRICE,
    Field.CALLBACK_RATE,
)
_NOTHING_KNOWN = Market()
_NOBODY = Standing()


def prepare(
    draft: OrderDraft, market: Market = _NOTHING_KNOWN, standing: Standing = _NOBODY
) -> Prepared:
    """Round an order and find out what Binance would refuse.

    Quantities are rounded down, a buyer's prices down and a seller's up. Nothing else is
    changed: what is too small or too great is a problem with the nearest value that would do.
    The same arguments give the same result, and what was prepared stays as it is when it is
    prepared again. It never fails; numbers that cannot be used are problems as well.
    """
    with exact():
        hopeless = tuple(_unusable(draft))
        if hopeless:
            return Prepared(order=draft, problems=hopeless)
        standing = standing.usable()
        rules = read(draft, standing)
        bounds = bounds_by_field(draft, rules)
        order, changes = round_numbers(draft, bounds)
        case = Case(order, market.usable(), standing, rules, bounds)
        found = tuple(dict.fromkeys(_findings(case)))
    return Prepared(
        order=order,
        changes=changes,
        problems=tuple(one for one in found if isinstance(one, Problem)),
        notes=rules.notes + tuple(one for one in found if isinstance(one, Note)),
    )


def _findings(case: Case) -> Iterator[Finding]:
    """Look at an order from every side; one with senseless amounts is worth nothing sensible."""
    amounts = tuple(_not_positive(case.draft))
    yield from chain(composition.check(case.draft), permits.check(case), amounts)
    yield from _out_of_bounds(case)
    if amounts:
        return
    yield from chain(value.check(case), counts.check(case), execution.check(case))


def _out_of_bounds(case: Case) -> Iterator[Problem]:
    for field, bounds in case.bounds.items():
        number = field.of(case.draft)
        if isinstance(number, Decimal) and number > 0:
            yield from problems_of(field, number, bounds, futures=case.draft.is_futures)


def _unusable(draft: OrderDraft) -> Iterator[Problem]:
    for field in _NUMBERS:
        number = field.of(draft)
        if number is not None and not usable(number):
            yield Problem(
                kind=ProblemKind.UNUSABLE_NUMBER,
                rule="NUMBER",
                field=field,
                value=number if isinstance(number, Decimal) else None,
                code=-1100,
            )


def _not_positive(draft: OrderDraft) -> Iterator[Problem]:
    for field in _NUMBERS:
        number = field.of(draft)
        if not isinstance(number, Decimal) or number > 0:
            continue
        if number or field is not Field.ICEBERG_QTY:  # of zero it is none
            code, words = not_positive(field, zero=not number, futures=draft.is_futures)
            yield Problem(
                kind=ProblemKind.NOT_POSITIVE,
                rule="NUMBER",
                field=field,
                value=number,
                code=code,
                words=words,
            )
